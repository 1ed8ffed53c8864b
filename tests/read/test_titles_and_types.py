"""What a title is and which types it names: hits, misses and near misses, rule by rule."""

import pytest
from papers import P, docx, table

from wenming_cli.model.evidence import Reading
from wenming_cli.model.material import MATERIALS, named_types
from wenming_cli.model.number import find_number, wrong_form
from wenming_cli.read.content import read_bytes
from wenming_cli.read.doc_look import Look, modified
from wenming_cli.read.extract import Extract, Line
from wenming_cli.read.facts import facts_of
from wenming_cli.read.title import find_title

BODY = "一年来，全站干部职工团结一心，较好地完成了上级下达的各项任务，现将有关情况说明如下。"
ARTICLES = [P(f"第{at}条　全体职工应当爱护公共设施，节约用水用电，不得擅自外借。") for at in "一二三四"]


def paper(*lines: P | str) -> Reading:
    """What a Word document says."""
    return read_bytes(docx(*lines), ".docx", "0")


def big(text: str, size: float = 22) -> P:
    """A line that looks like a title."""
    return P(text, size, centred=True)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param("关于印发《节水宣传方案》的通知", ("通知", "方案"), id="a notice that carries a plan"),
        pytest.param("水文站关于推广值守总结经验的方案", ("方案", "总结"), id="a plan that mentions a summary"),
        pytest.param("2022年工作总结和2023年工作要点", ("总结", "计划"), id="of two that are joined the first leads"),
        pytest.param("关于报送工作总结和工作要点的通知", ("通知", "总结", "计划"), id="joined inside another"),
        pytest.param("年度总结暨表彰活动方案", ("方案", "总结"), id="an event is no second paper"),
        pytest.param("测流记录单", ("记录",), id="on a sheet of its own"),
        pytest.param("值守考核一等奖证书", ("证书",), id="a certificate of a prize is no plaque"),
        pytest.param("关于成立测站工会的批复", ("批复", "机构文件"), id="an answer that founds a body"),
        pytest.param("庆祝测站成立十周年", (), id="成立 as a verb"),
        pytest.param("关于成立防汛领导小组的通知", ("通知", "机构文件"), id="a notice that founds a body"),
        pytest.param("党建信息（第3期）", ("新闻报道",), id="信息 at the end"),
        pytest.param("信息技术应用培训", (), id="信息 before a noun"),
        pytest.param("关于做好信息报送工作的通知", ("通知",), id="信息 inside a notice"),
        pytest.param("政务公开", ("公示",), id="公开 at the end"),
        pytest.param("青年教师公开课", (), id="公开 before a noun"),
        pytest.param("职工登记照片", ("登记表",), id="a word before the carrier is at an end too"),
        pytest.param("计划生育政策解读", (), id="计划生育 is no 计划"),
        pytest.param("年终总结大会", (), id="a meeting is no summary"),
        pytest.param("年终总结大会会议记录", ("会议记录",), id="but has minutes"),
        pytest.param("职工年度总结鉴定表", ("评选表", "总结"), id="a form that mentions a summary"),
        pytest.param("值守方案审核流转单", (), id="a form of no listed type"),
        pytest.param("关于学习贯彻讲话精神的通知", ("通知",), id="讲话精神 is no speech"),
        pytest.param("体检通知书", (), id="通知书 is no 通知"),
        pytest.param("制度建设情况", (), id="制度建设 is no 制度"),
        pytest.param("规章制度", ("制度",), id="rules"),
        pytest.param("仓库管理员职责", ("制度",), id="duties are rules"),
        pytest.param("关于商请借用场地的函", ("函",), id="a letter"),
        pytest.param("一次函数练习", (), id="函数 is no letter"),
        pytest.param("关于征求节水方案意见的函", ("函", "方案"), id="征求意见 is no 意见"),
        pytest.param("关于加强节水工作的实施意见", ("意见",), id="an opinion"),
        pytest.param("关于追加经费的请示", ("请示",), id="a request"),
        pytest.param("关于同意追加经费的批复", ("批复",), id="its answer"),
        pytest.param("关于防汛准备情况的报告", ("报告",), id="a report"),
        pytest.param("先进事迹报告会", (), id="报告会 is no report"),
        pytest.param("仓库租赁合同（最终版）", ("合同",), id="a contract"),
        pytest.param("群众满意度调查问卷", ("问卷",), id="a questionnaire"),
        pytest.param("困难职工补助申请表2", ("申请表",), id="an application"),
        pytest.param("党的知识应知应会（50题）", ("试卷",), id="questions"),
        pytest.param("《水力学》课程方案", ("教案",), id="a plan of teaching"),
    ],
)  # fmt: skip
def test_named_types(title: str, expected: tuple[str, ...]) -> None:
    found = named_types(title)
    assert found == expected
    assert set(found) <= set(MATERIALS)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param([big("仓库使用须知"), *ARTICLES], ("制度",), id="articles from the first on"),
        pytest.param([big("仓库使用方案"), *ARTICLES], ("方案",), id="the title is heard before articles"),
        pytest.param([big("仓库使用须知"), *ARTICLES[1:]], (), id="cited articles"),
        pytest.param([big("仓库使用须知"), P("按照第一条、第二条、第三条执行。"), P(BODY)], (), id="articles in a sentence"),
        pytest.param([big("场地租用"), P("甲方：青岚水文站"), P("乙方：李静雯"), *ARTICLES], ("合同",), id="two parties make a contract"),
        pytest.param([P("各股室："), P(BODY), P("特此通知。")], ("通知",), id="a set phrase at the close"),
        pytest.param([P(BODY), P("以上请示妥否，请批示。")], ("请示",), id="a request's close"),
        pytest.param([P(BODY), P("我的发言完毕，谢谢大家！")], ("讲话",), id="a speech's close"),
        pytest.param([P(BODY), P("为避免误会，特此通知各位家长并请转告其他家长。"), P(BODY)], (), id="the phrase inside a sentence"),
        pytest.param([big("节水工作方案"), P(BODY), P("特此通知。")], ("方案",), id="the title is heard before the close"),
        pytest.param([P("一、本周完成的工作"), P(BODY), P("二、下周工作计划"), P(BODY)], ("总结",), id="a weekly report's headings"),
        pytest.param([table(["姓名", "本月工作内容", "下月计划"], ["李静雯", "测流", "校准"])], ("总结",), id="as heads of a table"),
        pytest.param([P("本周完成的工作很多，下周的计划也不少，请大家继续努力，不要松懈，按时完成。")], (), id="the words in a sentence"),
        pytest.param([P("一、填空题30题"), P("01水位每日观测　　次。"), P("二、选择题20题"), P("答案：A")], ("试卷",), id="kinds of questions"),
        pytest.param([P("如何做好选择题"), P(BODY)], (), id="one kind of question"),
    ],
)  # fmt: skip
def test_types_without_a_title_that_names_one(lines: list[P | str], expected: tuple[str, ...]) -> None:
    assert paper(*lines).types == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param([big("水文站周例会记录  |"), P(BODY)], "水文站周例会记录", id="without the rule beside it"),
        pytest.param([big("附录2中水位数据格式说明"), P(BODY)], "附录2中水位数据格式说明", id="a title that begins with 附录"),
        pytest.param([big("附录2"), big("水位数据"), P(BODY)], "水位数据", id="a mark of an appendix"),
        pytest.param([big("青岚水文站"), big("测流操作手册"), big("（内部培训用书）"), P(BODY)], "青岚水文站测流操作手册", id="an aside"),
        pytest.param([big("测流管理办法"), big("（试行）"), P(BODY)], "测流管理办法（试行）", id="the state of rules belongs to it"),
        pytest.param([big("电子凭证"), P("号码：123", 9), big("青岚省通用电子发票"), P(BODY, 9)], "青岚省通用电子发票", id="a mark on a bill"),
        pytest.param([big("本科毕业论文", 26), big("山区小河流洪峰估算"), P(BODY)], "山区小河流洪峰估算", id="the kind of thesis on a cover"),
        pytest.param([big("毕业论文管理办法"), P(BODY)], "毕业论文管理办法", id="rules for theses"),
        pytest.param([big("青岚县水文站文件", 40), P("青水文〔2022〕4号", centred=True), big("关于开展巡测的通知"), P(BODY)],
                     "关于开展巡测的通知", id="a head in black over its number"),
        pytest.param([big("新员工入职须知文件"), P(BODY)], "新员工入职须知文件", id="a title that ends with 文件"),
        pytest.param([P(BODY), P("以上内容，根据水文"), P("监测条例的规定")], None, id="a broken sentence later on"),
        pytest.param([P("监测条例的规定"), P(BODY)], "监测条例的规定", id="the same line first"),
        pytest.param([big("平稳度汛，奋力夺取全年胜利！"), P(BODY)], "平稳度汛，奋力夺取全年胜利！", id="a headline with a mark"),
        pytest.param([P("姓名：李静雯"), P("单位：青岚水文站"), P("巡测工作小结", bold=True), P(BODY)], "巡测工作小结", id="after fields"),
        pytest.param([P("青岚水文站：巡测正当时", 22), P(BODY)], "青岚水文站：巡测正当时", id="a headline with a colon"),
        pytest.param([P("第 1 页 共 2 页"), P("巡测工作小结", bold=True), P(BODY)], "巡测工作小结", id="after a page number"),
        pytest.param([big("水位月报"), big("站名：青岚水文站"), P(BODY)], "水位月报", id="a field below it"),
        pytest.param([P("尊敬的各位来宾"), P(BODY)], None, id="an address"),
        pytest.param([big("水文志愿者报名表"), table(["姓名", "站点", "电话"], ["李静雯", "", ""])], "水文志愿者报名表", id="over a table"),
    ],
)  # fmt: skip
def test_titles(lines: list[P | str], expected: str | None) -> None:
    assert paper(*lines).title == expected


@pytest.mark.parametrize(("indent", "expected"), [(3_000, "青岚水文站测流记录单"), (640, "测流记录单")])
def test_a_line_pushed_to_the_middle_is_centred(indent: int, expected: str) -> None:
    pushed = f'<w:p><w:pPr><w:ind w:firstLine="{indent}"/></w:pPr><w:r><w:rPr><w:sz w:val="44"/></w:rPr><w:t>青岚水文站</w:t></w:r></w:p>'
    assert paper(pushed, big("测流记录单"), P(BODY)).title == expected


@pytest.mark.parametrize(("modifiers", "centred"), [
    pytest.param(b"\x11\x84\x9d\x0c", True, id="3,229 twentieths"),
    pytest.param(b"\x11\x84\x80\x02", False, id="two characters"),
    pytest.param(b"\x11\x84\x00\xf0", False, id="a hanging line"),
])  # fmt: skip
def test_a_first_line_pushed_to_the_middle_in_doc(modifiers: bytes, centred: bool) -> None:
    assert modified(Look(), modifiers).centred is centred


def test_rows_of_unknown_size_are_not_the_body() -> None:
    rows = [Line("序号\t站名\t水位\t流量\t观测人\t备注") for _ in range(9)]
    lines = [Line("水位观测", 16.0), Line(BODY, 12.0), Line(BODY, 12.0), *rows]
    assert facts_of("0", Extract("docx", "文档", lines=lines)).title == "水位观测"


@pytest.mark.parametrize(
    ("text", "number", "fault"),
    [
        ("青水文〔2022〕4号", "青水文〔2022〕4号", None),
        ("青水文〈2022〉4号", "青水文〈2022〉4号", "六角括号"),
        ("青水文<2022>4号", "青水文<2022>4号", "六角括号"),
        ("青水文【2022】4号", "青水文【2022】4号", "六角括号"),
        ("文号：青水文〔2022〕4号", "青水文〔2022〕4号", None),
        ("按青水文〈2022〉4号执行", None, None),
        ("参考文号：青水文〔2022〕4号等", None, None),
        ("青水文2022年第4号", None, None),
    ],
)
def test_numbers_in_right_and_wrong_brackets(text: str, number: str | None, fault: str | None) -> None:
    assert find_number([text]) == number
    assert (fault or "") in (wrong_form(number) or "" if number else "")
    assert not (number and fault is None and wrong_form(number))


def test_a_title_that_a_screen_cut_off_in_its_bar_is_taken_whole() -> None:
    bar = Line("关于开展2021年度志愿…", size=26, centred=True)
    whole = Line("关于开展2021年度志愿服务活动的通知", size=19, centred=True)
    text = [Line("为弘扬志愿精神，现就有关事项通知如下：", size=16) for _ in range(6)]
    assert find_title([bar, Line("112"), whole, *text]) == "关于开展2021年度志愿服务活动的通知"


def test_a_line_that_goes_on_elsewhere_is_no_title() -> None:
    """Near miss: another line with the same two first characters."""
    lines = [Line("总结", size=26, centred=True), Line("总结会议由办公室主任主持", size=16)]
    assert find_title(lines) == "总结"


def screen(*lines: str) -> str | None:
    """The title of a recognised screen, all its lines of one look."""
    return find_title([Line(text) for text in lines])


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        pytest.param(("10:16\t5G", "<\t县文明单位联系群(87)", "2021年1月19日下午4:16"), "县文明单位联系群", id="chat"),
        pytest.param(("10:16", "志愿者交流群（12）…", "收到"), "志愿者交流群", id="chat without an arrow"),
        pytest.param(("08:10\t5G86%", "く\t详情", "某某某", "今天食堂用上了公筷"), None, id="a post"),
        pytest.param(("志愿者交流群（12）", "关于值班的通知"), "关于值班的通知", id="no clock, no screen"),
        pytest.param(("2021年1月19日下午4:16", "今天气温12度"), "今天气温12度", id="a moment is no title"),
    ],
)
def test_the_bar_of_a_phones_screen(lines: tuple[str, ...], title: str | None) -> None:
    assert screen(*lines) == title
