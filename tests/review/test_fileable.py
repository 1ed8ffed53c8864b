"""What a file may be filed under: the items of the sets, and their bonus rows with the levels of each."""

from builders import criteria, item, project
from wenming_cli.review.items import fileable


def test_items_and_bonus_rows_of_all_sets() -> None:
    def rows(*levels: str) -> list[dict[str, object]]:
        return [{"id": "B1", "title": "荣誉", "text": "荣誉", "rules": [{"level": one, "points": 1} for one in levels]}]

    one = criteria(project("业务", item("1.1", "通报", [{"id": "a", "type": "通报"}])), bonus=rows("国家级", "市级"))
    other = criteria(project("业务", item("1.2", "证书")), bonus=rows("省级", "市级"))
    assert fileable([one, other]) == {"B1": ("国家级", "市级", "省级"), "1.1": ("a",), "1.2": ("evidence",)}
