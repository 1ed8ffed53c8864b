"""The web pages of which the archive holds screenshots."""

from __future__ import annotations

import random

from PIL import Image

import papers
import screens
from contents import STAFF
from fonts import picture_font


def registered() -> Image.Image:
    """The register of volunteers: 31 of 41."""
    image, draw = screens.web(
        "https://zyz.qinglan.example/team/0317",
        "青澜县志愿服务信息平台",
        ("首页", "志愿队伍", "志愿项目", "时长公示", "个人中心"),
        tone="#c0392b",
    )
    draw.text(
        (150, 230),
        "队伍管理 > 青澜县审计局学雷锋志愿服务队",
        "#444444",
        picture_font("sans", 20),
        anchor="lm",
    )
    for k, (label, value) in enumerate(
        (("在册志愿者", "31 人"), ("职工总数", "41 人"), ("累计服务时长", "418 小时"), ("发布项目", "9 个"))
    ):
        x = 150 + k * 270
        draw.rounded_rectangle((x, 262, x + 250, 372), 8, "#fdf3f1", outline="#e7c3bd")
        draw.text((x + 125, 298), label, "#777777", picture_font("sans", 20), anchor="mm")
        draw.text((x + 125, 340), value, "#c0392b", picture_font("black", 34), anchor="mm")
    names = [STAFF[k][0] for k in (1, 3, 6, 4, 5, 7)]
    rows = [("序号", "姓名", "所在单位", "注册时间", "服务时长", "状态")]
    rows += [
        (
            str(k),
            f"{name[0]}{'*' * (len(name) - 1)}",
            "青澜县审计局",
            f"2021-0{1 + k % 4}-1{k}",
            f"{40 - k * 4}小时",
            "在册",
        )
        for k, name in enumerate(names, 1)
    ]
    screens.grid(draw, 150, 400, (90, 160, 280, 220, 180, 130), rows, 38)
    draw.text(
        (150, 694),
        "共 31 条　第 1/6 页　　查询日期：2021年5月20日",
        "#666666",
        picture_font("sans", 18),
        anchor="lm",
    )
    screens.taskbar(draw, "15:26　2021/5/20")
    return image


def openness() -> Image.Image:
    """The open government page of the county."""
    image, draw = screens.web(
        "https://www.qinglan.example/zwgk/sjj",
        "青澜县人民政府门户网站",
        ("首页", "政务公开", "办事服务", "互动交流", "走进青澜"),
    )
    draw.text(
        (150, 222),
        "当前位置：首页 > 政务公开 > 部门信息公开 > 青澜县审计局",
        "#555555",
        picture_font("sans", 18),
        anchor="lm",
    )
    for k, name in enumerate(
        ("机构职能", "领导信息", "政策文件", "规划计划", "财政资金", "审计公告", "公开年报", "依申请公开")
    ):
        y = 252 + k * 56
        draw.rectangle((150, y, 350, y + 48), fill="#1f5f9e" if k == 5 else "#eaf1f8")
        draw.text((250, y + 24), name, "#ffffff" if k == 5 else "#1f3f66", picture_font("black", 21), anchor="mm")
    items = (
        ("青澜县审计局2020年度部门决算公开", "2021-06-08"),
        ("青澜县审计局2021年度审计项目计划", "2021-05-26"),
        ("关于2020年度疫情防控资金审计整改情况的公告", "2021-05-11"),
        ("青澜县审计局权力和责任清单（2021年版）", "2021-04-20"),
        ("青澜县审计局2021年部门预算公开", "2021-03-02"),
        ("青澜县审计局2020年政府信息公开年度报告", "2021-01-28"),
        ("审计“八不准”工作纪律及举报电话", "2021-01-12"),
        ("青澜县审计局机构职能简介", "2021-01-04"),
    )
    for k, (name, day) in enumerate(items):
        y = 276 + k * 54
        draw.text((390, y), "·　" + name, "#222222", picture_font("sans", 20), anchor="lm")
        draw.text((1220, y), day, "#888888", picture_font("sans", 18), anchor="rm")
        draw.line((390, y + 27, 1220, y + 27), "#e3e8ee", 1)
    screens.taskbar(draw, "10:42　2021/6/10")
    return image


def exam_result() -> Image.Image:
    """The results of the law examination."""
    image, draw = screens.web(
        "https://pf.qinglan.example/exam/result",
        "青澜县网上学法考试平台",
        ("首页", "在线学习", "模拟考试", "正式考试", "成绩查询"),
        tone="#8a1f1f",
    )
    draw.text(
        (683, 228),
        "2021年度国家工作人员普法考试成绩（青澜县审计局）",
        "#222222",
        picture_font("title", 28),
        anchor="mm",
    )
    rng = random.Random("exam")
    rows = [("序号", "姓名", "单位", "成绩", "结果", "交卷时间")]
    rows += [
        (
            str(k),
            name,
            "青澜县审计局",
            str(rng.choice((88, 90, 92, 94, 96, 98, 100))),
            "合格",
            f"2021-08-{24 + k % 7} {9 + k % 8:02d}:{rng.randrange(10, 59)}",
        )
        for k, (name, _) in enumerate(STAFF[:10], 1)
    ]
    screens.grid(draw, 183, 262, (90, 150, 260, 120, 120, 260), rows, 38)
    draw.text(
        (183, 704),
        "应考41人　实考41人　合格41人　合格率100%　平均分94.6　　第1/5页",
        "#8a1f1f",
        picture_font("black", 19),
        anchor="lm",
    )
    screens.taskbar(draw, "16:08　2021/8/30")
    return image


def publicity() -> Image.Image:
    """The published audit result."""
    image, draw = screens.web(
        "https://www.qinglan.example/sjj/sjgg/20210720",
        "青澜县人民政府门户网站",
        ("首页", "政务公开", "办事服务", "互动交流", "走进青澜"),
    )
    draw.text((683, 236), "青澜县审计局审计结果公告", "#111111", picture_font("title", 34), anchor="mm")
    draw.text(
        (683, 280),
        "（2021年第3号）　　来源：县审计局　　发布时间：2021-07-20 09:16　　阅读：213次",
        "#888888",
        picture_font("sans", 17),
        anchor="mm",
    )
    draw.line((180, 304, 1186, 304), "#cccccc", 1)
    text = (
        "　　根据《中华人民共和国审计法》规定，青澜县审计局于2021年3月至5月"
        "对全县2020年度惠民惠农补贴资金管理使用情况进行了审计。现将审计结果公告如下：",
        "　　一、基本情况。2020年度全县共发放惠民惠农补贴资金8642万元，涉及补贴项目21项，惠及农户6.3万户次。",
        "　　二、审计发现的主要问题。个别乡镇补贴对象信息更新不及时，"
        "3个项目资金发放滞后，涉及金额47.2万元；部分村组公示不到位。",
        "　　三、整改情况。有关单位已完善动态管理机制，滞拨资金已于6月底前全部发放到位，并在村务公开栏重新公示。",
        "　　守信单位（红榜）：松溪镇财政所、石桥镇财政所。本期无失信单位（黑榜）。",
    )
    y = 334
    for paragraph in text:
        for _, line in papers.wrap(paragraph, 47, 0):
            draw.text((190, y), line, "#222222", picture_font("sans", 21), anchor="lm")
            y += 38
    screens.taskbar(draw, "09:30　2021/7/20")
    return image
