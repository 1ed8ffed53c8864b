"""Which wenming this is."""


def version() -> str:
    """The installed version."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("wenming-cli")
    except PackageNotFoundError:
        return "未安装"
