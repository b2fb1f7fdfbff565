"""One bug, as a change of text in one file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[3]


class NotPlantable(Exception):  # noqa: N818 - it tells what is wrong with the catalogue
    """The text to change is not there, or more than once: the catalogue has fallen behind."""


@dataclass(frozen=True)
class Bug:
    """``file`` is relative to the project; ``good`` stands in it exactly once and is replaced by
    ``bad``. ``breaks`` is the invariant of docs/spec/sync.md that it is aimed at."""

    name: str
    breaks: int
    file: str
    good: str
    bad: str

    @property
    def is_the_phones(self) -> bool:
        return self.file.startswith("pwa/")

    def plant(self, root: Path) -> None:
        """Change the file below ``root``. Raises NotPlantable."""
        path = root / self.file
        path.write_text(self.planted(path.read_text("utf-8")), "utf-8")

    def planted(self, text: str) -> str:
        """The file's text with the bug in it. Raises NotPlantable."""
        found = text.count(self.good)
        if found != 1:
            raise NotPlantable(f"{self.name}: its text stands {found} times in {self.file}")
        return text.replace(self.good, self.bad)
