"""What `wenming doctor` says of binding: whether office files can become pages on this computer."""

from wenming_cli.bind.office import find_office
from wenming_cli.model.presence import Finding, Group, Presence

LOST = "装订本（wenming box --pdf）里，Word、Excel、PPT、WPS 文件只有代替页"
REMEDY = "装 LibreOffice，再运行 wenming box --pdf；或把这些文件另存为 PDF"


def office() -> Finding:
    """The row of LibreOffice."""
    found = find_office()
    row = Finding(group=Group.TOOLS, name="LibreOffice（办公文件转成页）", note=found.program if found else None)
    return row if found else row.model_copy(update={"state": Presence.MISSING, "lost": LOST, "remedy": REMEDY})
