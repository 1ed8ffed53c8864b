"""The colours of the page, by light and by dark; a test holds their contrast to WCAG 2.1 (1.4.3 and 1.4.11)."""

GROUNDS = ("paper", "sheet")
"""What texts stand on."""
WORDS = ("ink", "faint", "accent")
"""What texts are written in, on either ground."""
STATES = ("complete", "short", "missing", "to_confirm", "manual", "waived", "later")
"""What has a colour of its own: for each a fill for shapes, a tint, and the words on that tint."""

LIGHT = {
    "paper": "#ffffff", "sheet": "#f5f7f9", "line": "#cfd6dd", "ink": "#1b1f24", "faint": "#57606a",
    "accent": "#0b57a4", "mark": "#ffffff",
    "complete-fill": "#2f855a", "complete-tint": "#e3f4ea", "complete-word": "#1d5c3a",
    "short-fill": "#96600c", "short-tint": "#fdf1d8", "short-word": "#724505",
    "missing-fill": "#c53030", "missing-tint": "#fde4e4", "missing-word": "#8f1d1d",
    "to_confirm-fill": "#2b6cb0", "to_confirm-tint": "#e1eefb", "to_confirm-word": "#1c4d82",
    "manual-fill": "#6b46c1", "manual-tint": "#eee7fb", "manual-word": "#4c2f92",
    "waived-fill": "#66717c", "waived-tint": "#eceff2", "waived-word": "#434c55",
    "later-fill": "#66717c", "later-tint": "#eceff2", "later-word": "#434c55",
}  # fmt: skip
DARK = {
    "paper": "#14181d", "sheet": "#1c2229", "line": "#3a444f", "ink": "#e6eaee", "faint": "#a6b0ba",
    "accent": "#86bdf6", "mark": "#101418",
    "complete-fill": "#4fb37e", "complete-tint": "#17392a", "complete-word": "#9be0b8",
    "short-fill": "#d69e2e", "short-tint": "#3b2e12", "short-word": "#f2cf87",
    "missing-fill": "#ef6b6b", "missing-tint": "#451d1f", "missing-word": "#f7b0b0",
    "to_confirm-fill": "#63a4e8", "to_confirm-tint": "#183352", "to_confirm-word": "#a9d0f7",
    "manual-fill": "#a68bea", "manual-tint": "#2f2550", "manual-word": "#cfc0f7",
    "waived-fill": "#8a949e", "waived-tint": "#2a3138", "waived-word": "#c3cad1",
    "later-fill": "#7f8b97", "later-tint": "#2a3138", "later-word": "#c3cad1",
}  # fmt: skip


def properties(colours: dict[str, str]) -> str:
    """The colours as custom properties of CSS."""
    return ";".join(f"--{name}:{value}" for name, value in colours.items())
