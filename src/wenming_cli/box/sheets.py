"""The sheets of the boxes: from plan and judgement to their bytes by path; which are made is the unit's choice."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from wenming_cli.box.details import Details
from wenming_cli.box.plan import Box, BoxPlan
from wenming_cli.box.sheet_files import pages_files, table_files
from wenming_cli.box.sheets_catalogue import catalogue_of
from wenming_cli.box.sheets_contents import Left, contents_of
from wenming_cli.box.sheets_cover import cover_of, spine_of
from wenming_cli.box.sheets_gaps import Gaps, gaps_of, missing_of
from wenming_cli.box.sheets_item import dividers_of, handovers_of
from wenming_cli.box.sheets_note import note_of
from wenming_cli.model.judgement import Judgement
from wenming_cli.typeset.catalogue import Catalogue, catalogue_table, paged, standard_table
from wenming_cli.typeset.contents import contents_table
from wenming_cli.typeset.cover import cover_pages
from wenming_cli.typeset.divider import divider_pages
from wenming_cli.typeset.handover import handover_pages
from wenming_cli.typeset.missing import missing_table
from wenming_cli.typeset.note import note_pages
from wenming_cli.typeset.page import Pages
from wenming_cli.typeset.pdf_faces import Faces
from wenming_cli.typeset.proofs import Passages, proofs_table
from wenming_cli.typeset.spine import spine_pages
from wenming_cli.typeset.table import Table

README = "说明.txt"
SPINES = "脊背标签"
SLIPS = "文件名里写着“纸质件”“链接”的是代替页：材料在柜子里或网上，由人登记（wenming record），不是证据文件的副本。"

TWINS = "同名的 .pdf 和 .docx 内容一样，供打印和报送；要填写、修改，请用 .docx。"


@dataclass(frozen=True, slots=True)
class BoxSheets:
    """The sheets of one box as values; None where the unit does not want one. *dividers* has a page for each item."""

    catalogue: Table
    missing: Table
    cover: Pages | None
    dividers: Pages | None
    handovers: Pages | None
    note: Pages | None
    proofs: Table | None = None

    @property
    def chosen(self) -> Iterator[Pages]:
        """The sheets that the unit wants, in the order in which they lie in the box."""
        yield from filter(None, (self.cover, self.dividers, self.handovers, self.note))


@dataclass(frozen=True, slots=True)
class Sheets:
    """What the sheets of all boxes are made of.

    *stale* are paths that pointers name but that the boxes left alone do not hold; *pages* gives by path the pages of
    pieces in the bound PDFs, *passages* by box folder what is underlined in them.
    """

    plan: BoxPlan
    judgement: Judgement
    details: Details = field(default_factory=Details)
    stale: frozenset[str] = frozenset()
    pages: Mapping[str, str] = field(default_factory=dict)
    passages: Mapping[str, Passages] = field(default_factory=dict)

    def gaps(self, box: Box) -> Gaps:
        """What a box lacks."""
        return tuple(gaps_of(box, self.judgement))

    def of(self, box: Box) -> BoxSheets:
        """The sheets of a box."""
        plan, judgement, details, make = self.plan, self.judgement, self.details, self.details.rules.make
        catalogue = paged(catalogue_of(plan, box, self.stale), self.pages)
        gaps = self.gaps(box)
        return BoxSheets(
            _catalogue(catalogue, details),
            missing_table(missing_of(plan, box, judgement, gaps)),
            cover_pages(cover_of(plan, box, catalogue, details)) if "封面" in make else None,
            divider_pages(dividers_of(box, catalogue, judgement, details)) if "隔页" in make else None,
            handover_pages(handovers_of(plan, box, catalogue, judgement)) if "材料提交表" in make else None,
            note_pages(note_of(plan, box, catalogue, gaps, details)) if "备考表" in make else None,
            proofs_table(passages) if (passages := self.passages.get(box.folder)) and passages.rows else None,
        )


def rendered(sheets: Sheets, left: Mapping[str, Left], faces: Faces | None = None) -> dict[str, bytes]:
    """All sheets of the archive by their path below 资料盒; none for the boxes in *left*, by folder.

    With *faces* each lies there as PDF too.
    """
    plan, rules = sheets.plan, sheets.details.rules
    made: dict[str, bytes] = {}
    for box in plan.boxes:
        if box.folder not in left:
            some = sheets.of(box)
            made |= table_files(f"{box.folder}/盒内目录", some.catalogue, faces)
            made |= table_files(f"{box.folder}/缺件清单", some.missing, faces)
            if some.proofs is not None:
                made |= table_files(f"{box.folder}/{some.proofs.name}", some.proofs, faces)
            for pages in some.chosen:
                made |= pages_files(f"{box.folder}/{pages.name}", pages, faces)
    if "脊背" in rules.make:
        labels = [spine_of(plan, box, sheets.details, left.get(box.folder)) for box in plan.boxes]
        made |= pages_files(SPINES, spine_pages(labels), faces)
    gaps = {box.folder: sheets.gaps(box) for box in plan.boxes}
    contents = contents_of(plan, sheets.judgement, gaps, left, rules.title)
    made |= table_files("总目录", contents_table(contents), faces)
    made[README] = _readme(plan, sheets.details, pdf=faces is not None)
    return made


def _catalogue(catalogue: Catalogue, details: Details) -> Table:
    """盒内目录 in the form that the unit chose; style A has 页数 alone, D 页号 besides (DOMAIN A.4)."""
    if details.rules.page_style == "A":
        catalogue = paged(catalogue, {})
    if details.rules.catalogue == "da22":
        return standard_table(catalogue, details.retention)
    return catalogue_table(catalogue)


def _readme(plan: BoxPlan, details: Details, *, pdf: bool) -> bytes:
    """说明.txt, as Windows' own editor reads it (byte order mark, CR LF)."""
    lines = (
        f"{plan.unit} {plan.year}年度 {details.rules.title}",
        "",
        "这个文件夹由 wenming 生成：每个创建项目一盒，盒内按条目分文件夹，文件名前的数字是件号。",
        "里面的材料是证据文件夹中原件的副本；要改材料，请改原件，再运行 wenming box。",
        *((SLIPS,) if any(box.slips for box in plan.boxes) else ()),
        "可以改的：直接放在这个文件夹和各盒文件夹里的 docx、xlsx（目录、清单和各种表），可以打印、填写、修改；"
        "重新生成时，您改过的旧版会另存在旁边，不会丢。",
        "不能改的：条目文件夹里的材料、PDF 和编号.tsv；改了，wenming verify 会指出来。",
        *((TWINS,) if pdf else ()),
        "您放进来的其他文件会原样保留。",
        "编号.tsv 记着编过的每个件号，以后装盒件号不变。有抽换清单时，按它抽换盒里的纸、重印表单。",
        "manifest-sha256.txt 记着每个文件的校验值；运行 wenming verify 可以核对有没有缺少、多出或改动。",
    )
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()
