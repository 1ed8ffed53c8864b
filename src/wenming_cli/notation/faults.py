"""pydantic's complaints in the words of the person who wrote the YAML."""

import difflib
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from wenming_cli.model.material import MATERIALS
from wenming_cli.model.requirement import AnyOf, Choose, Plain, Sequence, SetOf, Shape, shape_of
from wenming_cli.notation.document import Document, Path

LITERALS = {"literal_error", "enum"}
ECHOES = {"dict_type", "too_short"}
"""Complaints that only repeat another one about the same value or something in it."""

UNION_STEPS = ("plain", "any_of", "choose", "sequence", "set")


def add_faults(document: Document, noun: type[BaseModel], error: ValidationError) -> None:
    """Turn every error of *error* into a fault at its place in *document*."""
    seen = set()
    errors = error.errors(include_url=False, include_input=False)
    for one in errors:
        path = _real_path(document, one["loc"])
        if one["type"] in ECHOES and any(other is not one and _below(other["loc"], one["loc"]) for other in errors):
            continue
        if one["type"] == "missing" and _misspelt(document, path, _allowed_keys(noun, document, path)):
            continue
        what, remedy = _words(document, noun, one, path)
        if (path, what) not in seen:
            seen.add((path, what))
            document.fault(path, what, remedy)


def _misspelt(document: Document, path: Path, allowed: list[str]) -> bool:
    """Whether a key beside the missing one is so like it that it was meant; that one is reported then."""
    beside: Any = document.value
    for step in path[:-1]:
        beside = beside[step]
    unknown = [key for key in beside if key not in allowed] if isinstance(beside, dict) else []
    return bool(difflib.get_close_matches(str(path[-1]), unknown, n=1, cutoff=0.7))


def _below(loc: tuple[int | str, ...], other: tuple[int | str, ...]) -> bool:
    """Whether *loc* points to the value of *other* or into it, union steps aside."""
    stem = tuple(step for step in other if not (isinstance(step, str) and ("[" in step or step in UNION_STEPS)))
    here = tuple(step for step in loc if not (isinstance(step, str) and ("[" in step or step in UNION_STEPS)))
    return here[: len(stem)] == stem


def _real_path(document: Document, loc: tuple[int | str, ...]) -> Path:
    """Drop the steps that pydantic adds for unions and validators."""
    path: Path = ()
    value: Any = document.value
    for step in loc:
        listed = isinstance(step, int) and isinstance(value, list) and step < len(value)
        if listed or (isinstance(value, dict) and step in value):
            path, value = (*path, step), value[step]
        elif step not in UNION_STEPS and isinstance(value, dict) and step == loc[-1]:
            path = (*path, step)
    return path


def _words(document: Document, noun: type[BaseModel], one: Any, path: Path) -> tuple[str, str]:
    """What is wrong and what to do, for one error."""
    kind, context = one["type"], one.get("ctx", {})
    last = path[-1] if path else ""
    if kind == "extra_forbidden":
        return _unknown_key(str(last), _allowed_keys(noun, document, path))
    if kind == "missing":
        return f"缺少“{one['loc'][-1]}”", f"在这里补上 {one['loc'][-1]}: …"
    if kind in LITERALS:
        expected = str(context.get("expected", "")).replace(" or ", "、").replace(", ", "、").replace("'", "")
        return "取值不在允许的范围", f"可用：{expected}"
    if kind in ("model_type", "model_attributes_type", "dict_type") and "：" in str(_value_at(document, path)):
        return "这里要写成几行“键: 值”，现在的冒号“：”是全角的", "改成半角冒号，后面留一个空格"
    return _value_words(kind, context)


def _value_at(document: Document, path: Path) -> Any:
    """The value that a path leads to."""
    value = document.value
    for step in path:
        value = value[step]
    return value


def _value_words(kind: str, context: dict[str, Any]) -> tuple[str, str]:
    """Faults of a single value."""
    if kind == "material_type":
        value = str(context.get("value"))
        near = difflib.get_close_matches(value, MATERIALS, n=3, cutoff=0.3)
        hint = f"是不是“{'”或“'.join(near)}”？" if near else ""
        return f"没有“{value}”这种材料类型", f"{hint}可用：{'、'.join(MATERIALS)}"
    table = {
        "round_name": (f"“{context.get('value')}”不能作轮次名", '不要用 \\ / : * ? " < > |，也不要叫 现在、now'),
        "record_lacks": (f"{context.get('do')} 的登记缺少 {context.get('keys')}", "补上，一个一行"),
        "spines": (f"盒脊厚度 {context.get('value')} 不对", "写 5 到 200 的毫米数，从小到大，例如 [20, 30, 40, 50]"),
        "code_text": (f"代码“{context.get('value')}”不对", "只用字母和数字，例如 0001、WS、BGS"),
        "no_archive_code": (
            "numbering: da22 要有 da22 一栏",
            "写 da22: {fonds: 全宗号, period: Y、D30 或 D10, office: 机构代码}",
        ),
        "mail_address": (f"“{context.get('value')}”不是邮箱地址", "只写一个地址，例如 bgs@example.cn"),
        "mail_host": (f"“{context.get('value')}”不是邮件服务器的名字", "只写名字，例如 smtp.example.cn；端口写在 port"),
        "secret_name": ("这里要写环境变量的名字", "网址、密码不写进文件；写大写的名字，例如 WENMING_WECOM_URL"),
        "open_password": ("tls: none 会把密码明文发出去", "把 tls 改成 ssl 或 starttls；内网不用登录的，去掉 user"),
        "no_way_to_send": ("send 里既没有 smtp，也没有 webhooks", "至少写一种；不想发送就去掉整个 send"),
        "round_twice": (f"轮次“{context.get('value')}”写了两次", "换一个名字，一个轮次只冻结一次"),
        "bool_type": ("这里要写 true 或 false", "改成 true 或 false"),
        "count_reversed": ("数量的上限比下限小", "把小的数写在前面，如 2..4"),
        "string_pattern_mismatch": ("数量写法不对", "写成 6（恰好）、6..（以上）、2..4（范围）或 ..4（以内）"),
        "dict_type": ("这里要写成几行“键: 值”", "冒号用半角，后面留一个空格"),
        "model_type": ("这里要写成几行“键: 值”", "冒号用半角（:），后面留一个空格"),
        "model_attributes_type": ("这里要写成几行“键: 值”", "冒号用半角（:），后面留一个空格"),
        "tuple_type": ("这里要写成列表", "每行以“- ”开头，或写在 [ ] 里"),
        "list_type": ("这里要写成列表", "每行以“- ”开头，或写在 [ ] 里"),
        "string_type": ("这里要写一段文字", "写在同一行；文字里有冒号、井号时请加引号"),
        "too_short": ("这里不能是空的", "至少写一项"),
        "date_from_datetime_parsing": ("日期写法不对", "写成 2021-03-05"),
        "date_parsing": ("日期写法不对", "写成 2021-03-05"),
        "int_parsing": ("这里要写整数", "写成阿拉伯数字"),
        "int_type": ("这里要写整数", "写成阿拉伯数字"),
        "float_parsing": ("这里要写数字", "写成阿拉伯数字"),
        "float_type": ("这里要写数字", "写成阿拉伯数字"),
        "finite_number": ("这里要写一个有限的数", "写成阿拉伯数字"),
        "int_parsing_size": ("数字太大", "写成合理的整数"),
        "greater_than_equal": ("数字太小", f"不小于 {context.get('ge')}"),
        "less_than_equal": ("数字太大", f"不大于 {context.get('le')}"),
    }
    return table.get(kind, (f"内容不合要求（{kind}）", "对照 docs/criteria.md 的写法修改"))


def _unknown_key(key: str, allowed: list[str]) -> tuple[str, str]:
    """An unknown key, with the keys that are allowed in its place."""
    if "：" in key or "，" in key:
        return f"“{key}”里有全角标点", "冒号、逗号改成半角，冒号后留一个空格"
    near = difflib.get_close_matches(key, allowed, n=1, cutoff=0.6)
    hint = f"是不是“{near[0]}”？" if near else ""
    return f"不认识的键“{key}”", f"{hint}这里可用：{'、'.join(allowed)}"


def _allowed_keys(noun: type[BaseModel], document: Document, path: Path) -> list[str]:
    """The keys that may stand beside the key at *path*, in the order of the noun."""
    value, here = document.value, noun
    for step in path[:-1]:
        value = value[step]
        if isinstance(step, str):
            here = _noun_below(here, step, value) or here
        elif isinstance(value, dict):
            here = _shape(here, value)
    return [field.alias or name for name, field in here.model_fields.items()]


def _noun_below(noun: type[BaseModel], key: str, value: Any) -> type[BaseModel] | None:
    """The noun that the field *key* of *noun* holds, alone or in a list."""
    field = next((one for name, one in noun.model_fields.items() if key in (name, one.alias)), None)
    nouns = _nouns_in(field.annotation) if field is not None else []
    return _shape(nouns[0], value) if nouns else None


def _nouns_in(annotation: Any) -> list[type[BaseModel]]:
    """The nouns named anywhere in an annotation."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [noun for one in get_args(annotation) for noun in _nouns_in(one)]


def _shape(noun: type[BaseModel], value: Any) -> type[BaseModel]:
    """For a requirement, the shape that its keys give it."""
    if not issubclass(noun, Shape) or not isinstance(value, dict):
        return noun
    shapes: dict[str, type[BaseModel]] = {"any_of": AnyOf, "choose": Choose, "sequence": Sequence, "set": SetOf}
    return shapes.get(shape_of(value), Plain)
