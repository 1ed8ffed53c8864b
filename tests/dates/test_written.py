"""Dates as papers and file names write them are found again; what is no date is not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_cli.dates.written import dates_in, dates_in_name, day_in_name, month_in_name, plain_digits

DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))
ZEROS = "〇零○"
FIGURES = "〇一二三四五六七八九"


def numeral(number: int) -> str:
    """A Chinese numeral below a hundred: 五, 十, 二十一."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else FIGURES[tens]) + ("十" if tens else "") + (FIGURES[ones] if ones else "")


def chinese(day: date, zero: str = "〇") -> str:
    """二〇二一年三月五日."""
    year = "".join(FIGURES[int(figure)] for figure in str(day.year)).replace("〇", zero)
    return f"{year}年{numeral(day.month)}月{numeral(day.day)}日"


def wide(text: str) -> str:
    """Full-width figures."""
    return text.translate({ord(figure): ord(figure) + 0xFEE0 for figure in "0123456789"})


FORMS = {
    "figures": lambda day: f"{day.year}年{day.month}月{day.day}日",
    "号": lambda day: f"{day.year}年{day.month}月{day.day}号",
    "padded": lambda day: f"{day.year}年{day.month:02}月{day.day:02}日",
    "spaced": lambda day: f"{day.year} 年 {day.month} 月 {day.day} 日",
    "wide": lambda day: wide(f"{day.year}年{day.month}月{day.day}日"),
    "chinese": chinese,
    "chinese with 零": lambda day: chinese(day, "零"),
    "chinese with ○": lambda day: chinese(day, "○"),
    "dots": lambda day: f"{day.year}.{day.month}.{day.day}",
    "dashes": lambda day: f"{day.year}-{day.month:02}-{day.day:02}",
    "slashes": lambda day: f"{day.year}/{day.month}/{day.day}",
}


@pytest.mark.parametrize("form", FORMS)
@given(
    day=DAYS, before=st.sampled_from(["", "时间：", "（", "于"]), after=st.sampled_from(["", "）", "，召开", " 星期三"])
)
def test_a_written_date_is_found_again(form: str, day: date, before: str, after: str) -> None:
    found = list(dates_in(before + FORMS[form](day) + after))
    assert [one.day for one in found] == [day]
    assert found[0].exact


@given(DAYS)
def test_a_packed_date_in_a_name_is_found_again(day: date) -> None:
    for name in (f"IMG_{day:%Y%m%d}_101010", f"微信图片_{day:%Y%m%d}165146", f"{day:%Y%m%d}签到表"):
        assert day in [one.day for one in dates_in_name(name)]


@pytest.mark.parametrize(
    "text",
    [
        "2021年13月1日", "2021年2月30日", "1021年3月5日", "电话13874000321", "编号20211399", "3.14.2", "2021.3", "版本1.2021.3.5",
        "二〇二一年十十月五日", "第2021-3号",
    ],
)  # fmt: skip
def test_what_is_no_day_is_not_found(text: str) -> None:
    assert [one for one in (*dates_in(text), *dates_in_name(text)) if one.exact] == []


def test_year_and_month_alone_are_not_exact() -> None:
    (found,) = dates_in("2021年3月")
    assert (found.day, found.exact) == (date(2021, 3, 1), False)


PROGRAMMES = [
    "微信图片_20210330165146", "微信图片_20210330165146_12", "微信图片_202103301651461", "微信截图_20210330165146",
    "mmexport1617091906000", "mmexport1617091906000(1)", "mmexporta1b2c3d4e5f60718293a4b5c6d7e8f90_1617091906000",
    "wx_camera_1617091906000", "microMsg.1617091906000", "企业微信截图_16170919061234", "企业微信截图_20210330165146",
    "QQ图片20210330165146", "QQ截图20210330165146", "TIM图片20210330165146", "TIM截图20210330165146",
    "钉钉图片20210330165146", "钉钉截图_20210330165146", "Camera_XHS_1617091906000", "photo_2021-03-30_16-51-46",
    "Camera_XHS_16170919060001040g008312s3613okk005p9n", "MTXX_20210330165146", "MTXX_MH20210330_165146", "MTXX_1617091906000",
    "IMG_20210330_165146", "IMG20210330165146", "IMG_20210330_165146_BURST1", "MVIMG_20210330_165146", "20210330_165146",
    "VID_20210330_165146", "DJI_20210330165146_0001", "WIN_20210330_16_51_46_Pro", "IMG-20210330-WA0001", "lv_0_20210330165146",
    "PXL_20210330_085146123", "PXL_20210329_165146123.MP", "retouch_2021033016514612", "image-20210330165146077",
    "Screenshot_20210330_165146_com.tencent.mm", "Screenshot_20210330-165146", "Screenshot_2021-03-30-16-51-46-123_com.xx",
    "屏幕截图 2021-03-30 165146", "屏幕截图(20210330)", "屏幕快照 2021-03-30 下午4.51.46", "截屏2021-03-30 16.51.46",
    "截屏2021-03-30 下午4.51.46", "Snipaste_2021-03-30_16-51-46", "扫描全能王 2021-03-30 16.51", "CamScanner 03-30-2021 16.51",
    "Scan_20210330", "2021_03_30_16_51_46", "2021_03_30",
]  # fmt: skip
"""As the programmes write them, without their suffixes: 30 March 2021, ten to five in the afternoon in China."""

NO_DAYS = [
    "DSC_0001", "IMG_0330", "WPS拼图0330", "P1010330", "GOPR0330", "mmexport1617091906", "1617091906000",
    "hdImg_0123456789abcdef2021033089abcdef1617091906000", "a3f20210330c9e17d0b2f4c6a8e1d3b5f7", "20210330a3f1c9e17d0b2f4c6a8e1d3b",
    "20210330165146aabbccddeeff001122", "企业微信截图_20210330-a1b2-c3d4-e5f6-0123456789ab", "PXL_20210230_170000123",
    "13820210330", "张三18620210330", "18620210330签到", "0731-20210330", "电话20210330", "430102202103301234", "43010219900101123X李四",
    "430102 19900101 1234", "110101900101123", "湘文明办〔2021〕12号", "文明办[2021]0330号", "文明办20210330号", "订单20210330123456789012",
    "订单号：20210330", "编号20210330", "No.20210330", "合同编号_20210330165146", "202103301234567890", "20210330999999", "20210330001",
    "微信支付4200001234202103301234567890", "收款20210330165146123",
]  # fmt: skip


@pytest.mark.parametrize("name", PROGRAMMES)
def test_names_of_phones_and_programmes(name: str) -> None:
    assert [one.day for one in dates_in_name(name)] == [date(2021, 3, 30)]


@pytest.mark.parametrize("name", NO_DAYS)
def test_names_that_are_numbers_have_no_day(name: str) -> None:
    assert list(dates_in_name(name)) == []


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("mmexport1614902399000", date(2021, 3, 5)),  # 23:59:59 UTC of the 4th
        ("PXL_20211231_170000123", date(2022, 1, 1)),
        ("PXL_20211231_155959123", date(2021, 12, 31)),
        ("wx_camera_1614873599000", date(2021, 3, 4)),
        ("wx_camera_1614873600000", date(2021, 3, 5)),
    ],
)
def test_days_begin_in_china(name: str, day: date) -> None:
    assert [one.day for one in dates_in_name(name)] == [day]


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("党组会议记录0108", date(2021, 1, 8)),
        ("3月5日学雷锋", date(2021, 3, 5)),
        ("第1301室", None),
        ("0230", None),
        ("2021年3月5日", None),
    ],
)
def test_a_day_without_its_year(name: str, day: date | None) -> None:
    assert day_in_name(name, 2021) == day


@pytest.mark.parametrize(
    ("name", "month"), [("03月志愿服务_1", 3), ("截图_10月", 10), ("2021年3月", None), ("13月", None)]
)
def test_a_month_alone(name: str, month: int | None) -> None:
    assert month_in_name(name) == month


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("三月底", "3月底"),
        ("元月", "1月"),
        ("二十一日", "21日"),
        ("廿五日", "25日"),
        ("１－８月", "1-8月"),
        ("三〇日", "30日"),
    ],
)
def test_plain_digits(text: str, plain: str) -> None:
    assert plain_digits(text) == plain


@given(st.text("零〇一二三四五六七八九十廿卅0123456789年月日号.-/ 星期（）", max_size=20))
def test_nothing_raises(text: str) -> None:
    for found in (*dates_in(text), *dates_in_name(text)):
        assert 1949 <= found.day.year <= 2100
    day_in_name(text, 2021)
    month_in_name(text)
