"""The sheets of the archive: title, headers, rows and closing lines of each spreadsheet."""

from __future__ import annotations

import datetime as dt
from typing import Any

import contents
import papers
from contents import STAFF

Sheet = dict[str, Any]


def vote_form() -> Sheet:
    """The votes of the selection meeting."""
    rows = [
        ("审计岗位标兵", "方若宁", "投资二股", "主审政府投资项目6个，核减工程造价1120万元", 17, "当选"),
        ("审计岗位标兵", "谭立言", "投资二股", "自主编写数据比对脚本，提高审计效率", 15, "当选"),
        ("审计岗位标兵", "温若水", "财金股", "承担预算执行审计，质量考核优秀", 8, ""),
        ("文明家庭", "龚晓棠", "综计股", "三代同堂，孝老爱亲，邻里和睦", 18, "当选"),
        ("文明家庭", "何景行", "投资一股", "热心社区公益，家风淳朴", 4, ""),
        ("志愿服务之星", "罗书瑶", "综计股", "全年参加志愿服务9次，服务时长52小时", 16, "当选"),
        ("志愿服务之星", "邓星野", "投资一股", "参与文明交通劝导、街道清扫等7次", 6, ""),
    ]
    return dict(
        title="青澜县审计局2021年先进典型评选表",
        headers=("评选项目", "候选人", "所在股室", "主要事迹", "得票数", "评选结果"),
        rows=rows,
        widths=(16, 12, 14, 46, 10, 12),
        before=("评选时间：2021年9月14日　　地点：三楼会议室　　参加投票：22人（发出22票，收回22票）",),
        notes=("监票人：韩之舟　　计票人：章以宁　　记录人：周砚秋",),
    )


def expenses() -> Sheet:
    """What the year cost until October."""
    rows = [
        (1, "公益广告和宣传栏制作", "2月", 14800.00, "展板、提示牌"),
        (2, "志愿者保险", "3月", 930.00, "31人"),
        (3, "志愿服务物资", "3—10月", 6260.00, "红马甲、工具"),
        (4, "清明祭扫、端午慰问", "4月、6月", 7350.00, "花篮、慰问品"),
        (5, "购置图书", "4月", 3000.00, "阅览室"),
        (6, "公筷公勺及桌牌", "4月", 800.00, "食堂"),
        (7, "消防应急救护培训", "5月", 2400.00, "器材、教员"),
        (8, "道德讲堂", "6月", 1150.00, "善心卡、吉祥卡"),
        (9, "七一歌咏比赛", "6月", 4200.00, "服装租赁"),
        (10, "先进典型评选奖牌", "9月", 960.00, "4块"),
        (11, "重阳节慰问", "10月", 5820.00, "26位老人"),
    ]
    total = sum(row[3] for row in rows)
    return dict(
        title="青澜县审计局文明创建经费支出统计表",
        headers=("序号", "支出项目", "时间", "金额（元）", "备注"),
        rows=[*rows, ("", "合计", "1—10月", total, "")],
        widths=(8, 30, 14, 16, 20),
        before=("统计期间：2021年1月至10月",),
        notes=("制表：邹小满　　审核：苏映雪　　制表日期：2021年11月2日",),
    )


def activities() -> Sheet:
    """The twelve activities of the year."""
    rows = [
        (k, f"2021年{day}", name, place, people, hours, "方若宁")
        for k, (day, name, place, people, hours) in enumerate(contents.ACTIVITIES, 1)
    ]
    return dict(
        title="青澜县审计局2021年志愿服务活动统计表",
        headers=("序号", "活动时间", "活动名称", "活动地点", "参加人数", "服务时长（小时）", "负责人"),
        rows=rows,
        widths=(8, 18, 28, 18, 12, 18, 12),
        notes=(
            f"合计：12次，{sum(r[4] for r in rows)}人次，{sum(r[5] for r in rows)}小时。",
            "填报股室：投资二股　　填报日期：2021年11月5日",
        ),
    )


def sports_register() -> Sheet:
    """The volunteers for sport and culture."""
    kinds = ("乒乓球", "合唱", "广场舞", "书法", "羽毛球", "登山", "摄影", "象棋")
    rows = [
        (
            k,
            name,
            "女" if name in ("江雨霏", "罗书瑶", "孟庭芳", "胡念慈", "袁静姝", "彭疏影") else "男",
            room,
            kinds[k % 8],
            "文化辅导" if k % 3 else "活动组织",
        )
        for k, (name, room) in enumerate(STAFF[4:41:3], 1)
    ]
    return dict(
        title="青澜县审计局文化体育志愿者花名册",
        headers=("序号", "姓名", "性别", "所在股室", "特长", "服务方向"),
        rows=rows,
        widths=(8, 14, 8, 16, 14, 16),
        notes=("管理人：韩之舟　　2021年3月22日",),
        landscape=False,
    )


def festivals() -> Sheet:
    """The festivals kept: two."""
    rows = [
        (1, "清明节", "2021年4月2日", "祭扫烈士墓", "凤鸣山烈士陵园", 28, "韩之舟"),
        (2, "中秋节", "2021年9月17日", "中秋茶话会", "三楼会议室", 35, "韩之舟"),
    ]
    return dict(
        title="青澜县审计局2021年“我们的节日”活动统计表",
        headers=("序号", "节日", "活动时间", "活动内容", "活动地点", "参加人数", "负责人"),
        rows=rows,
        widths=(8, 12, 18, 24, 22, 12, 12),
        notes=("填报股室：法制股　　填报日期：2021年11月3日",),
    )


def duty_roster() -> Sheet:
    """Who watches the road in August."""
    days = [
        dt.date(2021, 8, 2) + dt.timedelta(days=k)
        for k in range(26)
        if (dt.date(2021, 8, 2) + dt.timedelta(days=k)).weekday() < 5
    ]
    rows = [
        (
            f"8月{day.day}日",
            "一二三四五"[day.weekday()],
            STAFF[(k * 2 + 3) % 41][0],
            STAFF[(k * 2 + 4) % 41][0],
            "7:30—8:00、17:30—18:00",
            "",
        )
        for k, day in enumerate(days)
    ]
    return dict(
        title="青澜县审计局湖滨路路段管理值班表",
        headers=("日期", "星期", "值班人", "值班人", "值班时间", "交接签名"),
        rows=rows,
        widths=(12, 8, 14, 14, 28, 14),
        before=("责任路段：湖滨路（审计局大门至柳园社区路口，长420米）",),
        notes=("职责：劝导不文明行为，清理垃圾和小广告，规范车辆停放，发现问题及时上报。", "办公室　2021年8月2日"),
        landscape=False,
    )


def register(month: int, day: dt.date) -> Sheet:
    """The visits of a month; only February shows telephone and identity numbers."""
    rows, closing = contents.register_rows(month)
    private = ("联系电话", "身份证号") if month == 2 else ()
    headers = (
        "序号",
        "回访日期",
        "被回访单位",
        "被回访人",
        *private,
        "回访方式",
        "执行廉政纪律情况",
        "测评表（份）",
        "满意（份）",
        "意见建议",
    )
    widths = (7, 12, 22, 12, *((16, 24) if private else ()), 11, 18, 13, 11, 22)
    return dict(
        title=f"青澜县审计局2021年{month}月廉政回访登记表",
        headers=headers,
        rows=rows,
        widths=widths,
        before=(f"回访人：江雨霏　秦望舒　　登记日期：{papers.chinese(day)}",),
        notes=(closing,),
        sheet=f"{month}月",
    )
