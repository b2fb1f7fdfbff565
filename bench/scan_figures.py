"""What the scanner's bench says of what was seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.frames.picture import NEGATIVE
from bench.verdict import report, report_at_least, tell

READ_BAR, READ_GOAL = 86.0, 88.0
MEDIAN_MS_BAR, SLOW_MS_BAR = 10.0, 40.0
FILM_MEDIAN_BAR, FILM_SLOW_BAR = 0.4, 1.5


@dataclass(frozen=True)
class Sight:
    """One decoder before one picture; ``text`` is what there is to be read, if anything."""

    decoder: str
    kind: str
    text: str | None
    texts: tuple[str, ...]
    ms: float

    @property
    def is_read(self) -> bool:
        return self.text in self.texts

    @property
    def is_wrong(self) -> bool:
        """A text that is not on the label; without a label any."""
        return any(text != self.text for text in self.texts)


@dataclass(frozen=True)
class FilmRun:
    """A film as our scanner saw it; ``seconds`` is the film's length where nothing was read."""

    kind: str
    text: str
    texts: tuple[str, ...]
    seconds: float


def quantile(values: Iterable[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def tell_frames(sights: Sequence[Sight], ours: str, peers: Sequence[str]) -> None:
    """Each decoder's figures a kind of damage, then over all; ours against its bars."""
    shown = [sight for sight in sights if sight.kind != NEGATIVE]
    for kind in dict.fromkeys(sight.kind for sight in shown):
        for name in (ours, *peers):
            tell(f"scan.read.{kind}.{name}", _read_share(shown, name, kind), "%")
    for name in peers:
        _tell_peer(sights, name)
    tell("scan.read.any_of_the_peers", _united(shown, peers), "%")
    _tell_ours(sights, shown, ours)


def _tell_peer(sights: Sequence[Sight], name: str) -> None:
    own = [sight for sight in sights if sight.decoder == name]
    shown = [sight for sight in own if sight.kind != NEGATIVE]
    tell(f"scan.read.{name}", _read_share(shown, name), "%")
    tell(f"scan.ms_p50.{name}", quantile((sight.ms for sight in own), 0.5), "ms")
    tell(f"scan.ms_p95.{name}", quantile((sight.ms for sight in own), 0.95), "ms")
    tell(f"scan.wrong_texts.{name}", sum(sight.is_wrong for sight in shown), "frames")
    blank = [sight for sight in own if sight.kind == NEGATIVE]
    tell(f"scan.read_on_negatives.{name}", sum(sight.is_wrong for sight in blank), "frames")


def _tell_ours(sights: Sequence[Sight], shown: Sequence[Sight], ours: str) -> None:
    report_at_least(f"scan.read.{ours}", _read_share(shown, ours), "%", READ_BAR)
    report_at_least(f"scan.read_goal.{ours}", _read_share(shown, ours), "%", READ_GOAL)
    own = [sight for sight in sights if sight.decoder == ours]
    report(f"scan.ms_p50.{ours}", quantile((s.ms for s in own), 0.5), "ms", MEDIAN_MS_BAR)
    report(f"scan.ms_p95.{ours}", quantile((s.ms for s in own), 0.95), "ms", SLOW_MS_BAR)
    report(
        f"scan.wrong_texts.{ours}", sum(s.is_wrong and s.kind != NEGATIVE for s in own), "frames", 0
    )
    blank = sum(s.is_wrong and s.kind == NEGATIVE for s in own)
    report(f"scan.read_on_negatives.{ours}", blank, "frames", 0)


def _read_share(sights: Iterable[Sight], name: str, kind: str | None = None) -> float:
    own = [s.is_read for s in sights if s.decoder == name and kind in (None, s.kind)]
    return 100 * sum(own) / len(own)


def _united(shown: Sequence[Sight], names: Sequence[str]) -> float:
    """The share of pictures that one of these at least has read."""
    each = [[s.is_read for s in shown if s.decoder == name] for name in names]
    read = [any(by) for by in zip(*each, strict=True)]
    return 100 * sum(read) / len(read)


def tell_films(runs: Sequence[FilmRun]) -> None:
    for kind in dict.fromkeys(run.kind for run in runs):
        seconds = [run.seconds for run in runs if run.kind == kind]
        tell(f"scan.first_read_p50.{kind}", quantile(seconds, 0.5), "s")
        tell(f"scan.first_read_p95.{kind}", quantile(seconds, 0.95), "s")
    report("scan.first_read_p50", quantile((r.seconds for r in runs), 0.5), "s", FILM_MEDIAN_BAR)
    report("scan.first_read_p95", quantile((r.seconds for r in runs), 0.95), "s", FILM_SLOW_BAR)
    wrong = sum(any(text != run.text for text in run.texts) for run in runs)
    report("scan.first_read_wrong", wrong, "films", 0)
