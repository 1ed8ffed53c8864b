"""The option parser in Chinese: its help headings and its complaints."""

from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

USAGE: type[Exception] = next(one for one in typer.BadParameter.__mro__ if one.__name__ == "ClickException")
ABORT = typer.Abort


def translate_help() -> None:
    """Put the headings of typer's help into Chinese; only when help is asked for, because rich is slow to import."""
    from typer import rich_utils

    rich_utils.ARGUMENTS_PANEL_TITLE = "参数"
    rich_utils.OPTIONS_PANEL_TITLE = "选项"
    rich_utils.COMMANDS_PANEL_TITLE = "命令"
    rich_utils.DEFAULT_STRING = "[默认：{}]"
    rich_utils.REQUIRED_LONG_STRING = "[必填]"


class _Worded:
    """Usage line and help option in Chinese."""

    def get_usage(self, ctx: Any) -> str:
        """The usage line."""
        text: str = super().get_usage(ctx)  # type: ignore[misc]
        return (
            text.replace("Usage:", "用法：")
            .replace("[OPTIONS]", "[选项]")
            .replace("COMMAND", "命令")
            .replace("[ARGS]", "[参数]")
        )

    def get_help_option(self, ctx: Any) -> Any:
        """The --help option."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = "显示这份说明"
        return option

    def get_params(self, ctx: Any) -> Any:
        """The parameters; a switch or a named argument needs no type beside it."""
        params = super().get_params(ctx)  # type: ignore[misc]
        for param in params:
            if getattr(param, "is_flag", False) or getattr(param, "param_type_name", "") == "argument":
                param.display_type_rich = lambda ctx: None
        return params


class Verb(_Worded, TyperCommand):
    """A command."""


ORDER = ("init", "demo", "criteria", "deadline", "facts", "check", "ledger", "why")


class Verbs(_Worded, TyperGroup):
    """A group of commands, listed in the order in which a clerk meets them."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The commands in the order of the work; those without a place keep the order in which they were added."""
        names: list[str] = super().list_commands(ctx)
        return sorted(names, key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER))


def sentence(error: Exception) -> str:
    """What the parser complains of, in Chinese."""
    name = type(error).__name__
    hint = _hint(error)
    message = str(getattr(error, "message", "") or error)
    match name:
        case "NoSuchOption":
            return f"没有选项 {getattr(error, 'option_name', '')}"
        case "MissingParameter":
            return f"缺少参数 {hint}" if hint else "缺少参数"
        case "BadOptionUsage":
            return f"选项 {getattr(error, 'option_name', '')} 后面要跟一个值"
        case "BadParameter":
            return f"{hint or '参数'} 的值不对（{_value_of(message)}）"
    if "No such command" in message:
        return f"没有这个命令：{message.split(chr(39))[1] if chr(39) in message else ''}"
    if "unexpected extra argument" in message:
        return f"多出了参数：{message[message.find('(') + 1 : -1]}"
    return message


def _hint(error: Exception) -> str:
    """The name of the parameter that an error is about."""
    param = getattr(error, "param", None)
    if param is not None:
        option = next((one for one in getattr(param, "opts", ()) if one.startswith("-")), None)
        return str(option or getattr(param, "metavar", None) or getattr(param, "name", "") or "")
    return str(getattr(error, "param_hint", "") or "")


def _value_of(message: str) -> str:
    """The parser's message about a value, its common forms in Chinese."""
    if "valid integer" in message:
        return "要写整数"
    if "is not one of" in message:
        return "可用：" + message.split("is not one of", 1)[1].strip(" .").replace("'", "")
    return message


def remedy(error: Exception) -> str:
    """Where to look."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "wenming"
    return f"运行 {path} --help 看用法"
