"""x."""
def people() -> int:
    """x."""
    return 0
