"""How fast and how lean labels are, beside the ways other software makes them.

`make bench WHAT=labels`; the rivals are in bench/requirements.txt. Every contestant is a process
of its own, its imports counted; ours runs before and after the rivals, so that a change of the
machine's pace shows in both.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qrcode.constants import ERROR_CORRECT_Q
from qrcode.main import QRCode

from bench.label_contestants import BASE_URL, labels
from bench.verdict import report, report_at_least, tell
from qr_labels import payload
from qr_labels.symbol import make_symbol

RIVALS = {"reportlab": 5.0, "weasyprint": 25.0}
"""How many times more CPU each is to take for the same labels."""
MATRIX_BAR = 50.0
MATRICES = 500
MEMORY_BAR_MB = 150.0
GROWTH_BAR = 1.1
MANY = 5_000
VERY_MANY = 50_000


@dataclass(frozen=True)
class Run:
    """CPU seconds and peak MB of one process."""

    seconds: float
    megabytes: float


def run(name: str, count: int) -> Run:
    """Print `count` labels the way of `name` in a process of its own, and tell what it took."""
    command = [sys.executable, "-m", "bench.label_contestants", name, str(count)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own module
    seconds, megabytes = map(float, done.stdout.split())
    tell(f"labels_{count}_{name}_cpu", seconds, "s")
    tell(f"labels_{count}_{name}_peak", megabytes, "MB")
    return Run(seconds, megabytes)


def cpu_seconds(make: Callable[[str], object], texts: Sequence[str]) -> float:
    started = time.process_time()
    for text in texts:
        make(text)
    return time.process_time() - started


def make_with_qrcode(text: str) -> None:
    """As nearly everybody does: the package chooses version and mask."""
    code = QRCode(error_correction=ERROR_CORRECT_Q)
    code.add_data(text)
    code.make()


def compare_matrices() -> None:
    """Tables made at first use are not counted: a process makes them once, in 0.06 s."""
    texts = [payload(BASE_URL, label.code) for label in labels(MATRICES)]
    make_symbol(texts[0])
    ours, theirs = cpu_seconds(make_symbol, texts), cpu_seconds(make_with_qrcode, texts)
    tell("symbol_ours_cpu", ours / MATRICES * 1000, "ms")
    tell("symbol_qrcode_cpu", theirs / MATRICES * 1000, "ms")
    report_at_least("symbol_vs_qrcode", theirs / ours, "times_less_cpu", MATRIX_BAR)


def compare_documents() -> None:
    before = run("ours", MANY)
    rivals = {name: run(name, MANY) for name in RIVALS}
    after = run("ours", MANY)
    ours = (before.seconds + after.seconds) / 2
    for name, bar in RIVALS.items():
        ratio = rivals[name].seconds / ours
        report_at_least(f"labels_{MANY}_vs_{name}", ratio, "times_less_cpu", bar)


def measure_growth() -> None:
    many, very_many = run("ours", MANY), run("ours", VERY_MANY)
    report(f"labels_{VERY_MANY}_peak", very_many.megabytes, "MB", MEMORY_BAR_MB)
    growth = very_many.megabytes / many.megabytes
    report(f"labels_peak_{VERY_MANY}_to_{MANY}", growth, "times", GROWTH_BAR)


def main() -> None:
    compare_matrices()
    measure_growth()
    compare_documents()


if __name__ == "__main__":
    main()
