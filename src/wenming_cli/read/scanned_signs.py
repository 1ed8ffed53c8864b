"""Signs in calligraphy keep traditional characters (圖書館, 供電局); papers, and so criteria, do not.

Only characters that stand for one simplified form each, and that no simplified text uses in another sense, are listed:
those found in names of places, units and rooms, and on plaques. Text of papers is never changed.
"""

_TRADITIONAL = (
    "圖書館團業葉學國會員廣場縣區鄉鎮黨務辦愛護衛醫護門車間電話電視臺廳廠麗華東興義禮樂藝術館"
    "長時開關讓說話語言課題類別體驗講師資訊網絡銀錢財貿農產農業風貌飛馬龍鳳鳥魚見觀覽親聖賢賓貴"
    "質贊運動達遠進選遷邊過還這違連適鄭鄰醬釋鐵鋼錄鍾鎖鏡閣閱陽陰陳陸際隊階隨險雙雜難雲靈靜頂順"
    "預領頭願顧顯飯飲館駐驗髮鬥麥黃點齊齡"
)
_SIMPLIFIED = (
    "图书馆团业叶学国会员广场县区乡镇党务办爱护卫医护门车间电话电视台厅厂丽华东兴义礼乐艺术馆"
    "长时开关让说话语言课题类别体验讲师资讯网络银钱财贸农产农业风貌飞马龙凤鸟鱼见观览亲圣贤宾贵"
    "质赞运动达远进选迁边过还这违连适郑邻酱释铁钢录钟锁镜阁阅阳阴陈陆际队阶随险双杂难云灵静顶顺"
    "预领头愿顾显饭饮馆驻验发斗麦黄点齐龄"
)
_MORE = (
    "勞動獎證書榮譽優單職工誠實與傳習賽績紅軍後勝勵協參變圓壓壽夢寧對導專將屬島嶺帶幫幹廟應慶憲戰戶擁掃採換"
    "構標橋權歡歲歷歸殘決沖淨溫滅澤燈營獨獻環現畫當療監盤眾礦確種稅穩競筆節築簡簽紀級約納純組細終結給統"
    "經綜綠維緣線緊總織續聯聲聽腦興舉艦蘇藥處號補裝規計訓設許訴評詞試詩該認誌誼調談諸謝識譯議"
)
_LESS = (
    "劳动奖证书荣誉优单职工诚实与传习赛绩红军后胜励协参变圆压寿梦宁对导专将属岛岭带帮干庙应庆宪战户拥扫采换"
    "构标桥权欢岁历归残决冲净温灭泽灯营独献环现画当疗监盘众矿确种税稳竞笔节筑简签纪级约纳纯组细终结给统"
    "经综绿维缘线紧总织续联声听脑兴举舰苏药处号补装规计训设许诉评词试诗该认志谊调谈诸谢识译议"
)
_FORMS = str.maketrans(_TRADITIONAL + _MORE, _SIMPLIFIED + _LESS)


def simplified(text: str) -> str:
    """The text in simplified characters, as far as signs need it."""
    return text.translate(_FORMS)
