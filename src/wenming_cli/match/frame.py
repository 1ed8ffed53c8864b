"""The frame of a title: its number, who speaks, that something is issued or held. It tells nothing of the theme."""

import re
from functools import lru_cache

from wenming_cli.text import letters, normalise


def without_number(name: str) -> str:
    """A name without its leading document number: 青审发〔2021〕7号."""
    return re.sub(r"^.{0,12}?[〔\[【(（﹝]\d{4}[〕\]】)）﹞]第?\d+号[-—_\s]*", "", name)


_UNIT = (
    r"(?:局|委员会|党委|党组|厅|办公室|公司|集团|中学|小学|幼儿园|学校|大学|学院|[一二三四五六七八九十]中|医院|银行"
    r"|街道|社区|镇|乡|村|支行|分局|分公司|管理处|中心|支队|大队|法院|检察院|车站|委|办|处|所|站)"
)
_SAYS = (
    r"(?=\s*(?:[:：“《]|关于|召开|开展|举行|举办|组织|积极|深入|认真|党员|干部|职工|志愿者|20\d\d年?|年度|党委|党组"
    r"|领导班子))"
)
_FRAME = re.compile(
    rf"^[一-鿿]{{2,18}}?{_UNIT}{_SAYS}|关于(?:印发|下发|转发|做好|开展|组织|召开|认真|进一步)?|印发|下发|转发"
    r"|开展|举行|举办|组织|召开|圆满|的(?:通知|通报|决定)$|我[校局院]|系列|主题活动|深入|扎实|积极|认真|贯彻落实"
)
"""What frames a title and tells nothing of its theme: who speaks, that it is issued, that something is held."""


@lru_cache(maxsize=16384)
def without_frame(text: str) -> str:
    """A title or name without its number and frame; all of it where nothing else is left."""
    bare = _FRAME.sub(" ", without_number(normalise(text)))
    return bare if len(letters(bare)) >= ENOUGH else text


ENOUGH = 4
"""So many letters must be left of a title without its frame."""
