"""What the pictures and tables of the archive show: banners, scenes, registers, chats. All of it is invented."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

STAFF = (
    ("顾长河", "局领导"),
    ("梁素秋", "局领导"),
    ("柳闻笛", "局领导"),
    ("苏映雪", "办公室"),
    ("江雨霏", "办公室"),
    ("沈知行", "综计股"),
    ("方若宁", "投资二股"),
    ("陆明远", "投资一股"),
    ("许柏川", "行审股"),
    ("韩之舟", "法制股"),
    ("叶清", "财金股"),
    ("秦望舒", "办公室"),
    ("周砚秋", "行审股"),
    ("何景行", "投资一股"),
    ("罗书瑶", "综计股"),
    ("谭立言", "投资二股"),
    ("邹小满", "办公室"),
    ("温若水", "财金股"),
    ("唐文谨", "法制股"),
    ("邓星野", "投资一股"),
    ("贺知年", "投资二股"),
    ("曾雨桐", "法制股"),
    ("彭疏影", "财金股"),
    ("田恒之", "行审股"),
    ("龚晓棠", "综计股"),
    ("石若谷", "投资一股"),
    ("孟庭芳", "办公室"),
    ("胡念慈", "财金股"),
    ("易安澜", "投资二股"),
    ("欧阳青禾", "综计股"),
    ("薛怀瑾", "投资一股"),
    ("冯月明", "行审股"),
    ("祝长青", "投资二股"),
    ("葛青山", "投资一股"),
    ("范思齐", "法制股"),
    ("傅云起", "财金股"),
    ("章以宁", "行审股"),
    ("汪听雨", "综计股"),
    ("余光远", "投资二股"),
    ("魏清和", "投资一股"),
    ("袁静姝", "办公室"),
)


@dataclass(frozen=True)
class Photos:
    """The shots of one row: banner text, the scene and camera of each file, the hour of the first shot."""

    banner: str
    shots: tuple[tuple[str, int], ...]
    clock: str = "09:40"
    banners: tuple[str, ...] = ()
    title: str = ""
    camera: bool = True
    portrait: bool = False

    def banner_of(self, number: int) -> str:
        return self.banners[number] if self.banners else self.banner


def _same(scene: str, count: int, start: int = 0) -> tuple[tuple[str, int], ...]:
    return tuple((scene, start + number) for number in range(count))


MONTH_SCENES: dict[int, tuple[str, tuple[tuple[str, int], ...]]] = {
    1: ("青澜县审计局慰问困难群众志愿服务活动", (("visit", 0), ("visit", 1), ("visit", 2))),
    3: ("青澜县审计局学雷锋志愿服务活动", (("street", 0), ("street", 1), ("street", 2))),
    4: ("青澜县审计局植绿护绿志愿服务活动", (("planting", 0), ("planting", 1), ("planting", 2))),
    5: ("消防安全知识宣传志愿服务活动", (("stall", 0), ("stall", 1), ("stall", 2))),
    6: ("保护青澜湖 志愿服务在行动", (("lake", 0), ("lake", 1), ("lake", 2))),
    7: ("青澜县审计局文明劝导志愿服务活动", (("crossing", 0), ("crossing", 1), ("street", 1))),
    9: ("政策宣讲进社区志愿服务活动", (("stall", 0), ("meeting", 3), ("stall", 1))),
    10: ("青澜县审计局敬老爱老志愿服务活动", (("nursing", 0), ("visit", 2), ("nursing", 1))),
}
PHOTOS: dict[str, Photos] = {
    "10": Photos("", (("meeting", 1), ("meeting", 2)), "09:20"),
    "17": Photos("党组专题研究精神文明建设工作会议", (("meeting", 0),), "08:45"),
    "18": Photos(
        "",
        (("meeting", 0), ("meeting", 1), ("meeting", 3), ("meeting", 2), ("meeting", 0)),
        "15:10",
        (
            "第一季度文明创建工作调度会",
            "青澜县审计局文明创建工作推进会",
            "第二季度文明创建工作调度会",
            "第三季度文明创建工作调度会",
            "青澜县审计局文明创建工作督促会",
        ),
    ),
    "26": Photos("青澜县审计局2021年先进典型评选会议", (("meeting", 0), ("meeting", 2)), "15:05"),
    "27": Photos("身边榜样/审计岗位标兵/文明家庭/志愿服务之星", (("board", 0),), "16:20", title="身边榜样"),
    "37": Photos(
        "青澜县审计局道德讲堂第1期",
        (("meeting", 3), ("speech", 0), ("meeting", 2), ("stage_show", 2), ("speech", 2)),
        "15:02",
    ),
    "38": Photos("学习雷锋 奉献他人 提升自己 签名活动", _same("signing", 3), "09:12"),
    "50": Photos("青澜县审计局防溺水巡查志愿服务活动", (("lake", 0),), "16:40"),
    "51": Photos("青澜县审计局春节慰问活动", (("visit", 0), ("visit", 1), ("visit", 2)), "10:15"),
    "53": Photos("九九重阳 情暖夕阳 敬老志愿服务活动", _same("nursing", 4), "09:18"),
    "55": Photos("青澜县审计局文明交通劝导志愿服务活动", _same("crossing", 3), "07:42"),
    "57b": Photos("形势政策讲座", (("meeting", 3),), "14:40"),
    "57c": Photos("形势政策讲座", (("meeting", 2),), "15:10"),
    "59": Photos("青澜县审计局消防应急救护培训", _same("training", 8), "09:06"),
    "60a": Photos("青澜县审计局庆五一健步登高活动", (("mountain", 0),), "14:50"),
    "60b": Photos("青澜县审计局庆五一健步登高活动", (("mountain", 1),), "15:30"),
    "60c": Photos("青澜县审计局庆五一健步登高活动", (("mountain", 2),), "16:05"),
    "61": Photos("青澜县审计局庆“七一”歌咏比赛", _same("stage_show", 4), "15:00"),
    "62": Photos("我们的节日·端午 包粽子活动", _same("dumplings", 6), "14:30"),
    "65": Photos("“书香润初心”读书分享会", _same("reading", 3), "15:10"),
    "75": Photos("集中学习《中华人民共和国宪法》", (("meeting", 2), ("meeting", 3)), "14:36"),
    "77": Photos("扫黑除恶 平安建设 志愿宣传活动", _same("stall", 2), "09:30"),
    "80": Photos("", _same("extinguishers", 3), "10:22", portrait=True),
    "81": Photos("6·5世界环境日志愿服务活动", (("lake", 0), ("street", 1), ("lake", 1), ("planting", 1)), "08:30"),
    "83": Photos("美丽中国 我是志愿者", (("lake", 0), ("street", 2), ("signing", 1), ("stall", 0)), "09:40"),
    "86": Photos("资源节约型 环境友好型机关建设专题会", (("meeting", 0),), "15:20"),
    "88": Photos("青澜县审计局六一关爱留守儿童活动", _same("children", 4), "09:00"),
    "89": Photos(
        "",
        _same("slogan_wall", 6),
        "11:05",
        (
            "审计文明公约/依法审计　文明审计/以理服人　以诚待人/廉洁从审　客观公正",
            "审计“八不准”纪律/不准由被审计单位支付住宿费用/不准接受纪念品和礼品",
            "清风正气　廉洁从审/一身正气两袖清风/一丝不苟三省吾身",
            "讲文明　树新风/说文明话　办文明事　做文明人/共建文明青澜",
            "",
            "厉行节约　反对浪费/节约每一度电　每一滴水/珍惜每一张纸　每一粒粮",
        ),
        title="公益宣传",
    ),
    "93": Photos("财务公开栏/收支情况/三公经费/固定资产/工会经费", (("board", 1),), "10:30", title="财务公开栏"),
    "100": Photos("诚信缺失突出问题集中治理学习会", (("meeting", 2), ("meeting", 3)), "15:00"),
    "101": Photos(
        "",
        (("meeting", 3), ("meeting", 2)),
        "09:30",
        ("学习《新时代公民道德建设实施纲要》", "学习《新时代爱国主义教育实施纲要》"),
    ),
    "111": Photos("我们的节日·清明 祭扫烈士墓活动", _same("tomb", 6), "09:10"),
    "112": Photos("我们的节日·中秋茶话会", _same("tea_party", 4), "15:30"),
    "119": Photos("青澜县审计局文明礼仪培训", (("meeting", 3),), "15:00"),
    "120": Photos("文明旅游公约学习会", (("meeting", 2),), "16:10"),
    "122": Photos("青澜县审计局诚信演讲比赛", _same("speech", 3), "15:20"),
    "124": Photos("光盘行动 我承诺 签名活动", (("signing", 1), ("signing", 2)), "12:05"),
    "129": Photos("情系端午 助力乡村振兴 慰问活动", (("visit", 0), ("visit", 1), ("stall", 1), ("visit", 2)), "09:50"),
    "130": Photos(
        "参与文明城市创建 街道清扫志愿服务",
        (("street", 0), ("street", 1), ("street", 2), ("street", 4), ("street", 5)),
        "07:30",
    ),
    "139": Photos("垃圾分类 从我做起 志愿服务活动", (("stall", 0), ("street", 2)), "15:40"),
    "141": Photos("", (("lakeside_path", 0),), camera=False),
}

UNITS = (
    "县林业服务中心",
    "县农机服务站",
    "松溪镇财政所",
    "县水利工程队",
    "县第二小学",
    "县档案服务中心",
    "石桥镇财政所",
    "县公路养护所",
    "县园林服务中心",
    "县体育服务中心",
)
VISITED = ("向晚晴", "龙见喜", "覃立群", "莫怀远", "粟明珠", "米兰舟", "单怀谷", "麻秋实", "瞿若愚", "符青云")
SATISFIED = {1: 39, 2: 39, 3: 38, 4: 40, 5: 39, 6: 38, 7: 40, 9: 41, 10: 39}


def visit_days(month: int) -> dt.date:
    """The register's day: the last working day of the month."""
    day = dt.date(2021 + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
    while day.weekday() > 4:
        day -= dt.timedelta(days=1)
    return day


def identity(number: int) -> str:
    """An identity number of nobody: region 439999 is not assigned; the check digit is right."""
    body = f"439999{1965 + number * 3 % 30}{number % 12 + 1:02d}{number * 7 % 28 + 1:02d}{number * 37 % 900 + 101:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(c) * w for c, w in zip(body, weights, strict=True)) % 11]


def register_rows(month: int) -> tuple[list[list[object]], str]:
    """The visited units of a month, and the closing line with the rate of satisfaction."""
    count = 10 if month == 9 else 8
    total, good = count * 5, SATISFIED[month]
    lacking = total - good
    end = visit_days(month)
    rows: list[list[object]] = []
    for k in range(count):
        miss = min(lacking, 2 if month == 9 else 1) if (k + month) % 2 == 0 or lacking > count - k else 0
        miss = min(miss, lacking)
        if k == count - 1:
            miss = lacking
        lacking -= miss
        who = VISITED[(k + month) % len(VISITED)]
        day = dt.date(2021, month, end.day - count + k)
        while day.weekday() > 4:
            day -= dt.timedelta(days=1)
        remark = "无" if not miss else ("反馈意见不够及时" if month == 9 else "建议加强业务指导")
        row: list[object] = [k + 1, f"{day.month}月{day.day}日", UNITS[(k * 3 + month) % len(UNITS)], who]
        if month == 2:
            row += [f"1990000{1200 + k * 137 + month:04d}", identity(k + 3)]
        row += [("电话", "上门", "问卷")[(k + month) % 3], "遵守", 5, 5 - miss, remark]
        rows.append(row)
    return (
        rows,
        f"本月发放廉政回访测评表{total}份，收回{total}份，其中满意{good}份，满意率{good / total:.1%}。".replace(
            ".0%", "%"
        ),
    )


ACTIVITIES = (
    ("1月15日", "慰问联点社区困难群众", "柳园社区", 8, 24),
    ("2月5日", "春节慰问孤寡老人", "松溪镇柳塘村", 6, 18),
    ("3月15日", "学雷锋街道清扫", "湖滨路", 22, 66),
    ("3月20日", "无偿献血", "县中心血站", 12, 24),
    ("4月15日", "植绿护绿", "青澜湖公园", 18, 54),
    ("5月15日", "消防安全知识宣传", "柳园社区", 9, 27),
    ("6月15日", "保护青澜湖巡护", "青澜湖", 14, 42),
    ("7月15日", "文明劝导", "湖滨路口", 10, 30),
    ("8月13日", "防溺水巡查", "青澜湖", 6, 18),
    ("9月15日", "政策宣讲进社区", "柳园社区", 8, 16),
    ("10月15日", "敬老爱老", "松溪镇敬老院", 12, 36),
    ("11月4日", "河道垃圾清理", "松溪河", 16, 48),
)
CHATS = {
    1: ("card:青澜县审计局召开党组会研究部署2021年文明创建工作|制定年度规划，明确任务分工", "收到，向审计局学习"),
    2: ("card:把温暖送到家门口——县审计局春节前走访慰问孤寡老人|大米、食油、棉被送到老人手中", "新春走基层，暖心！"),
    3: ("card:学雷锋　见行动　县审计局志愿者清扫湖滨路|22名志愿者参加", "学习雷锋好榜样"),
    4: ("card:我们的节日·清明：县审计局祭扫革命烈士墓|传承红色基因", "缅怀先烈，致敬英雄"),
    5: ("card:县审计局开展消防应急救护培训|人人学急救，急救为人人", "很有必要，转发学习"),
    6: ("card:六五环境日　县审计局志愿者清理青澜湖畔垃圾|美丽中国，从我做起", "绿水青山，一起守护"),
    7: ("card:县审计局举办庆“七一”歌咏比赛|唱支山歌给党听", "歌声嘹亮，为你们点赞"),
    8: ("card:珍爱生命　严防溺水　县审计局开展湖区巡查|守护青少年安全", "暑期安全不能放松"),
    9: ("card:县审计局评选先进典型　弘扬新风正气|审计岗位标兵名单公布", "祝贺！"),
    10: ("card:九九重阳　情暖夕阳　县审计局走进敬老院|陪老人聊家常、送慰问品", "老吾老以及人之老"),
}
MOMENTS = (
    "今天食堂用上了公筷公勺，一双公筷，一份安心！",
    "小小公勺，大大文明。从我家餐桌做起。",
    "光盘行动第二天，打卡！不剩一粒米。",
    "周末家宴，公筷公勺摆起来，健康又卫生。",
    "分餐不分情，用公筷更放心。转发倡议，一起行动！",
    "单位倡议：使用公筷公勺，拒食野味。我支持！",
    "带娃吃饭也用公筷，好习惯从小养成。",
    "勤俭节约是传统，文明用餐新时尚。",
    "一菜一公筷，一汤一公勺。我承诺，我做到！",
    "聚餐提醒：别忘了公筷公勺哦。健康生活每一天。",
)
GOOD_PEOPLE = ("向晚晴", "龙见喜", "覃立群", "莫怀远", "粟明珠", "米兰舟", "瞿若愚", "苏映雪")
