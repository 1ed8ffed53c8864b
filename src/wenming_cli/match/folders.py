"""What the folders of a path name: 一、组织领导…/1.干部队伍建设, 1.1, 2-6, a title alone."""

import re
from collections.abc import Sequence

from wenming_cli.match.signals import FolderCue
from wenming_cli.model.criteria import Category, CriteriaSet, Project
from wenming_cli.text import letters

_LEADING = re.compile(r"^[\s]*(?:第?([一二三四五六七八九十]+)(?:类|部分|、|\.|．|\s)|(\d{1,2})(?:[.、．\-\s]|$))?")


class FolderReader:
    """Reads folder cues for one set; the innermost folder that names something wins."""

    def __init__(self, criteria: CriteriaSet) -> None:
        self._projects: dict[str, list[tuple[Category, Project]]] = {}
        self._numbers: dict[str, tuple[Category, Project]] = {}
        self._categories: dict[str, Category] = {}
        for category, project in criteria.projects():
            if project.title:
                self._projects.setdefault(letters(project.title), []).append((category, project))
            if "." in project.no:
                self._numbers[project.no] = category, project
            for title in (category.title, category.title_inferred):
                if title:
                    self._categories[letters(title)] = category
        self._known: dict[tuple[str, ...], FolderCue] = {}
        self._own: dict[tuple[str, ...], tuple[str, ...]] = {}

    def read(self, folders: Sequence[str]) -> FolderCue:
        """The cue of a path's folders."""
        key = tuple(folders)
        if key not in self._known:
            self._known[key] = self._look(key)
        return self._known[key]

    def own_names(self, folders: Sequence[str]) -> tuple[str, ...]:
        """The folders of a path that are no heading of the table: names that people chose."""
        key = tuple(folders)
        if key not in self._own:
            self._own[key] = self._without_headings(key)
        return self._own[key]

    def _without_headings(self, folders: tuple[str, ...]) -> tuple[str, ...]:
        category: Category | None = None
        found = []
        for folder in folders:
            named = self._category(folder)
            project = self._project(folder, named or category)
            if project is not None:
                category = project[0]
            elif named is not None:
                category = named
            else:
                found.append(folder)
        return tuple(found)

    def _look(self, folders: tuple[str, ...]) -> FolderCue:
        category: Category | None = None
        cue = FolderCue()
        for folder in folders:
            named = self._category(folder)
            if named is not None:
                category = named
                cue = FolderCue(None, named.no, folder)
            project = self._project(folder, category)
            if project is not None:
                category, found = project
                cue = FolderCue(found.no, category.no, folder)
        return cue

    def _category(self, folder: str) -> Category | None:
        """The category whose title a folder bears, or most of it."""
        bare = letters(re.sub(r"^[一二三四五六七八九十\d]+[、.．\s]*", "", folder.strip()))
        if not bare:
            return None
        for title, category in self._categories.items():
            if bare == title or (len(bare) >= 6 and (title.startswith(bare) or bare.startswith(title))):
                return category
        return None

    def _project(self, folder: str, category: Category | None) -> tuple[Category, Project] | None:
        """The project that a folder names by number (1.2, 1-2) or by title."""
        number = re.match(r"^\s*(\d{1,2})[.\-－](\d{1,2})(?![\d.\-－])", folder)
        if number and f"{int(number[1])}.{int(number[2])}" in self._numbers:
            return self._numbers[f"{int(number[1])}.{int(number[2])}"]
        bare = letters(re.sub(r"^[一二三四五六七八九十\d（(）)]+[、.．\s-]*", "", folder.strip()))
        if len(bare) < 2:
            return None
        exact = self._projects.get(bare, [])
        near = exact or [one for title, ones in self._projects.items() if _alike(bare, title) for one in ones]
        here = [one for one in near if category is None or one[0].no == category.no]
        return here[0] if len(here) == 1 else None


def _alike(bare: str, title: str) -> bool:
    """Whether a folder name is the short form of a title: 诚信建设 for 推进诚信建设制度化."""
    short = min(len(bare), len(title))
    return short >= 4 and (bare in title or title in bare)
