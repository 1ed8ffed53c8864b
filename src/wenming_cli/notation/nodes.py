"""YAML as its author wrote it: every scalar is text, every value knows its place.

PyYAML's own loading reads 1.10 as a number, 010 as eight and the last of two equal keys
(RELIABILITY, fact 7); so the parser's events are read here instead, without recursion, and what
could mean two things is a fault.
"""

from typing import Any

import yaml

from wenming_cli.notation.document import Document, Path, Place
from wenming_cli.notation.raw import decoded, has_tabs
from wenming_cli.notation.syntax import MOST_MENDS, mended

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # a PyYAML built without libyaml
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

MOST_BYTES = 1_000_000
MOST_DEPTH = 20
NO_REFERENCES = "把内容直接写出来，不要引用；以 & 或 * 开头的文字请加引号"
_NOTHING = ("", "~", "null", "Null", "NULL")


def read_document(file: str, data: bytes, most_bytes: int = MOST_BYTES) -> Document:
    """Read one YAML file; everything wrong with it comes back as faults."""
    document = Document(file)
    if len(data) > most_bytes:
        document.fault((), f"文件超过 {most_bytes:,} 字节", "一套测评体系请按类别分成几个文件")
        return document
    text = decoded(document, data)
    if text is None or has_tabs(document, text):
        return document
    for _ in range(MOST_MENDS):
        try:
            document.value = _Reading(document).read(text)
            return document
        except yaml.YAMLError as error:
            mend = mended(document, text, error)
            if mend is None:
                return document
            text = mend
    return document


def _place(event: Any) -> Place:
    """Line and column of an event, from 1."""
    return event.start_mark.line + 1, event.start_mark.column + 1


class _Open:
    """A mapping or list that is still being read."""

    def __init__(self, path: Path, value: "dict[str, Any] | list[Any]") -> None:
        self.path, self.value = path, value
        self.key: str | None = None
        self.again: Place | None = None

    def here(self) -> Path:
        """The path of the value that comes next."""
        return (*self.path, len(self.value) if isinstance(self.value, list) else self.key or "?")


class _Reading:
    """One pass over the events of a file; faults found on the way go to the document once the pass succeeds."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.found = Document(document.file)
        self.stack: list[_Open] = []
        self.root: Any = None
        self.skipping = 0

    def read(self, text: str) -> Any:
        """The value of *text*; raises yaml.YAMLError where the syntax breaks."""
        loader, documents = _Loader(text), 0
        try:
            while loader.check_event():
                event = loader.get_event()
                documents += isinstance(event, yaml.DocumentStartEvent)
                if documents < 2:
                    self._take(event)
                elif isinstance(event, yaml.DocumentStartEvent) and documents == 2:
                    place = _place(event)
                    what = "文件里有多个 YAML 文档（---）"
                    self.found.fault_at(place, (), what, "一个文件只写一个文档，去掉后面的 ---")
        finally:
            loader.dispose()
        if not documents and not self.document.faults:
            self.found.fault((), "文件是空的", "写上内容，或删去这个文件")
        self.document.places.update(self.found.places)
        for fault in self.found.faults:
            self.document.fault_at((fault.line, fault.column), (), fault.what, fault.remedy)
            self.document.faults[-1] = fault
        return self.root

    def _take(self, event: Any) -> None:
        """Take one event in."""
        if self.skipping:
            self.skipping += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            return
        if isinstance(event, yaml.CollectionEndEvent):
            self.stack.pop()
        elif isinstance(event, yaml.NodeEvent):
            place = _place(event)
            if self._awaits_key():
                self._take_key(event, place)
            else:
                self._take_value(event, place)

    def _awaits_key(self) -> bool:
        return bool(self.stack) and isinstance(self.stack[-1].value, dict) and self.stack[-1].key is None

    def _take_key(self, event: Any, place: Place) -> None:
        """A key of the innermost mapping; one written twice keeps its first value."""
        top = self.stack[-1]
        if not isinstance(event, yaml.ScalarEvent):
            self.found.fault_at(place, top.path, "键必须是一个词", "检查括号和缩进")
            self._skip(event)
            top.key, top.again = "?", place
            return
        key = str(event.value)
        if event.anchor or event.tag not in (None, "!"):
            self.found.fault_at(place, (*top.path, key), "键前面有 & 或 ! 记号", NO_REFERENCES)
        top.key, top.again = key, None
        if key == "<<":
            self.found.fault_at(place, top.path, "用了合并键 <<", "把内容直接写出来")
            top.again = place
        elif key in top.value:
            first = self.found.place((*top.path, key))[0]
            what = f"键“{key[:40]}”写了两次（先在第 {first} 行）"
            self.found.fault_at(place, (*top.path, key), what, "删去一个")
            top.again = place
        else:
            self.found.places[*top.path, key] = place

    def _take_value(self, event: Any, place: Place) -> None:
        """A value: of the file, of a key, or of a list."""
        path = self.stack[-1].here() if self.stack else ()
        top = self.stack[-1] if self.stack else None
        if top is not None and top.again is not None:
            top.key = top.again = None
            self._skip(event)
            return
        self.found.places.setdefault(path, place)
        value = self._value(event, path, place)
        if top is None:
            self.root = value
        elif isinstance(top.value, list):
            top.value.append(value)
        else:
            top.value[str(top.key)] = value
            top.key = None
        if isinstance(value, (dict, list)):
            self.stack.append(_Open(path, value))

    def _value(self, event: Any, path: Path, place: Place) -> Any:
        """What an event stands for; None, and a fault, for what is refused."""
        if isinstance(event, yaml.AliasEvent):
            self.found.fault_at(place, path, "用了 YAML 别名（*）", NO_REFERENCES)
            return None
        if event.anchor:
            self.found.fault_at(place, path, "用了 YAML 锚点（&）", NO_REFERENCES)
        if event.tag not in (None, "!"):
            self.found.fault_at(place, path, f"用了 YAML 标签 {event.tag[:60]}", "去掉以 ! 开头的标签，内容直接写")
            self._skip(event)
            return None
        if isinstance(event, yaml.ScalarEvent):
            nothing = not event.style and event.value in _NOTHING
            return None if nothing else str(event.value)
        if len(path) >= MOST_DEPTH:
            self.found.fault_at(place, path, f"嵌套超过 {MOST_DEPTH} 层", "减少嵌套")
            self._skip(event)
            return None
        return {} if isinstance(event, yaml.MappingStartEvent) else []

    def _skip(self, event: Any) -> None:
        """Leave out what the event begins, to its end."""
        self.skipping = int(isinstance(event, yaml.CollectionStartEvent))
