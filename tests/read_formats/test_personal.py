"""Personal data: true ones are found, near misses are not; secrecy marks."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wenming_cli.read.personal import ADDRESS, CARD, ID, PHONE, is_card, is_id, masked, personal_counts, secrecy_mark

PROVINCES = [
    "11",
    "12",
    "13",
    "14",
    "15",
    "21",
    "22",
    "23",
    "31",
    "32",
    "33",
    "34",
    "35",
    "36",
    "37",
    "41",
    "42",
    "43",
    "44",
    "45",
    "46",
    "50",
    "51",
    "52",
    "53",
    "54",
    "61",
    "62",
    "63",
    "64",
    "65",
    "71",
    "81",
    "82",
    "83",
]
WEIGHTS = [2 ** (17 - at) % 11 for at in range(17)]


def _checked(first: str) -> str:
    return first + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(first, WEIGHTS, strict=True)) % 11]


def _luhn(first: str) -> str:
    return next(first + str(last) for last in range(10) if is_card(first + str(last)))


@st.composite
def ids(draw: st.DrawFn) -> str:
    province, place = draw(st.sampled_from(PROVINCES)), draw(st.integers(0, 9999))
    born = draw(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
    return _checked(f"{province}{place:04}{born:%Y%m%d}{draw(st.integers(0, 999)):03}")


phones = st.builds("1{}{:09}".format, st.integers(3, 9), st.integers(0, 10**9 - 1))
cards = st.builds(lambda start, rest, length: _luhn((start + f"{rest:018}")[: length - 1]), st.sampled_from(["62", "4", "51", "35"]), st.integers(0, 10**18 - 1), st.integers(16, 19))  # fmt: skip
around = st.sampled_from(["", "身份证：", "，", "张三 ", "（", "\t"])


@settings(max_examples=500, deadline=None)
@given(ids(), around, around, st.sampled_from(["", " ", "-"]), st.booleans(), st.booleans())
def test_true_ids_are_found(number: str, before: str, after: str, gap: str, wide: bool, small: bool) -> None:
    text = f"{number[:6]}{gap}{number[6:14]}{gap}{number[14:]}"
    text = text.lower() if small else text
    text = text.translate({48 + at: 0xFF10 + at for at in range(10)}) if wide else text
    assert personal_counts(before + text + after) == {ID: 1}
    assert number[4:14] not in masked(before + text + after)


@settings(max_examples=300, deadline=None)
@given(ids(), st.integers(0, 17), st.integers(1, 9))
def test_an_id_with_one_wrong_digit_is_none(number: str, at: int, by: int) -> None:
    digit = "0123456789X".index(number[at])
    wrong = number[:at] + "0123456789"[(digit + by) % 10] + number[at + 1 :]
    if wrong != number:
        assert ID not in personal_counts(wrong)


@settings(max_examples=300, deadline=None)
@given(phones, around, around, st.sampled_from(["", "+86 ", "86-", "+86"]), st.sampled_from(["", " ", "-"]))
def test_true_phones_are_found(number: str, before: str, after: str, code: str, gap: str) -> None:
    text = f"{before}{code}{number[:3]}{gap}{number[3:7]}{gap}{number[7:]}{after}"
    assert personal_counts(text) == {PHONE: 1}
    assert f"{number[:3]}****{number[7:]}" in masked(text)


@settings(max_examples=300, deadline=None)
@given(cards, st.sampled_from(["卡号", "开户行：农行 ", "工资卡", "账 号:"]), st.booleans())
def test_true_cards_are_found(number: str, word: str, grouped: bool) -> None:
    text = " ".join(number[at : at + 4] for at in range(0, len(number), 4)) if grouped else number
    if ID not in personal_counts(text):
        assert personal_counts(word + text) == {CARD: 1}
    assert CARD not in personal_counts(text)
    wrong = text[:-1] + str((int(text[-1]) + 1) % 10)
    assert CARD not in personal_counts(word + wrong)


@settings(max_examples=300, deadline=None)
@given(ids() | phones | cards, st.sampled_from(["1", "A", "z", "00000"]))
def test_inside_a_longer_number_nothing_is_found(number: str, more: str) -> None:
    assert not {ID, PHONE} & set(personal_counts(more + number + more))


@pytest.mark.parametrize(
    "text",
    [
        "统一社会信用代码 91110000600037341L", "合同编号 2013800138000123", "设备号 12800138000", "发票号码 24112000000048542163",
        "0.6228480000000001230", "青政发〔2021〕12号", "2021-03-05 10:00:00", "订单编号：110105194912310029 与 13 月",
    ],
)  # fmt: skip
def test_near_misses(text: str) -> None:
    assert personal_counts(text) == {}


def test_a_serial_number_that_looks_like_an_id() -> None:
    assert personal_counts(f"订单编号 {_checked('11010519491231002')}") == {}
    assert personal_counts(f"编号 7 身份证 {_checked('11010519491231002')}") == {ID: 1}


def test_neighbours_are_told_apart() -> None:
    text = f"张三 13800138000 {_checked('11010519491231002')} 卡号 {_luhn('622848000000000123')}"
    assert personal_counts(text) == {ID: 1, PHONE: 1, CARD: 1}
    assert masked(text) == "张三 138****8000 110***********002X 卡号 ***************1230"


def test_addresses_are_a_hint() -> None:
    assert personal_counts("家庭住址：湖南省岳阳市岳阳楼区某某街道1号3栋2单元401室") == {ADDRESS: 1}
    assert personal_counts("会议地点：市应急管理局三楼会议室") == {}
    assert masked("住址：湖南省岳阳市某某街道1号3栋2单元401室。") == "住址:湖南省***。"


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("秘密★10年\n关于××的通知", "秘密★10年", "mark"), ("机密★", "机密★", "mark"), ("绝密 ☆ 长期", "绝密 ☆ 长期", "mark"),
        ("秘密★1年\n机密＊五年", "机密＊五年", "mark"), ("x\n机 密", "机 密", "ask"), ("内部资料 注意保存", "内部资料", "internal"),
        ("【内部文件】", "内部文件", "internal"),
    ],
)  # fmt: skip
def test_marks(text: str, words: str, kind: str) -> None:
    mark = secrecy_mark(text.split("\n"))
    assert mark is not None
    assert (mark.words.replace("*", "＊"), mark.kind) == (words, kind)


@pytest.mark.parametrize(
    "text", ["学习《保密法》：绝密、机密、秘密三级", "公司内部培训记录", "秘密花园读书会★", "★秘密"]
)
def test_words_are_no_marks(text: str) -> None:
    assert secrecy_mark([text]) is None


@pytest.mark.parametrize(
    "text",
    [
        "1" * 500_000,
        "1 " * 250_000,
        "+86" * 150_000,
        "住址：" * 150_000,
        "住址：" + "省" * 400_000,
        "11010519491231002X " * 20_000,
    ],
)
def test_hostile_text_takes_linear_time(text: str) -> None:
    begun = time.perf_counter()
    personal_counts(text)
    assert time.perf_counter() - begun < 2


@given(ids())
def test_the_generator_agrees_with_the_check(number: str) -> None:
    assert is_id(number)
