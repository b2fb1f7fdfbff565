"""How fast and how lean labels are, beside the ways other software makes them.

`python -m bench.labels`; the rivals are in bench/requirements.txt. A line a figure:
NAME VALUE UNIT bar BAR holds|falls short.
"""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass
from importlib.util import find_spec

from qrcode.constants import ERROR_CORRECT_Q
from qrcode.main import QRCode

from bench.label_contestants import BASE_URL, labels
from qr_labels import payload
from qr_labels.symbol import make_symbol

RIVALS = {"weasyprint": 25.0, "reportlab": 5.0}
"""How many times more CPU each is to take for the same labels."""
MATRIX_BAR = 50.0
MEMORY_BAR_MB = 150.0
GROWTH_BAR = 1.1
SECONDS_BAR = 3.0
RIVAL_COUNT = 1000
MANY = 5_000
VERY_MANY = 50_000


@dataclass(frozen=True)
class Run:
    """CPU seconds and peak MB of one process."""

    seconds: float
    megabytes: float


def run(name: str, count: int) -> Run:
    """Print `count` labels the way of `name` in a process of its own."""
    command = [sys.executable, "-m", "bench.label_contestants", name, str(count)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own module
    seconds, megabytes = done.stdout.split()
    return Run(float(seconds), float(megabytes))


def report(name: str, value: float, unit: str, bar: float, *, at_least: bool) -> None:
    holds = value >= bar if at_least else value <= bar
    print(
        f"{name} {value:.2f} {unit} bar {bar:g} {'holds' if holds else 'falls short'}", flush=True
    )


def compare_rivals() -> None:
    ours = run("ours", RIVAL_COUNT)
    print(f"labels_1000_ours {ours.seconds:.2f} s_cpu, {ours.megabytes:.0f} MB")
    for name, bar in RIVALS.items():
        if find_spec(name) is None:
            print(f"labels_1000_vs_{name} not measured: {name} is not installed", flush=True)
            continue
        rival = run(name, RIVAL_COUNT)
        print(f"labels_1000_{name} {rival.seconds:.2f} s_cpu, {rival.megabytes:.0f} MB")
        ratio = rival.seconds / run_again(ours).seconds
        report(f"labels_1000_vs_{name}", ratio, "times_less_cpu", bar, at_least=True)


def run_again(before: Run) -> Run:
    """Ours before and after the rival, so that a change of the machine's pace shows in both."""
    after = run("ours", RIVAL_COUNT)
    return Run((before.seconds + after.seconds) / 2, max(before.megabytes, after.megabytes))


def compare_matrices(count: int = 300) -> None:
    texts = [payload(BASE_URL, label.code) for label in labels(count)]
    make_symbol(texts[0])
    started = time.process_time()
    for text in texts:
        make_symbol(text)
    ours = time.process_time() - started
    started = time.process_time()
    for text in texts:
        code = QRCode(error_correction=ERROR_CORRECT_Q)
        code.add_data(text)
        code.make()
    theirs = time.process_time() - started
    print(f"symbol_ours {ours / count * 1000:.4f} ms, symbol_qrcode {theirs / count * 1000:.3f} ms")
    report("symbol_vs_qrcode", theirs / ours, "times_faster", MATRIX_BAR, at_least=True)


def measure_many() -> None:
    many = run("ours", MANY)
    report("labels_5000_cpu", many.seconds, "s", SECONDS_BAR, at_least=False)
    report("labels_5000_peak", many.megabytes, "MB", MEMORY_BAR_MB, at_least=False)
    growth = run("ours", VERY_MANY).megabytes / many.megabytes
    report("labels_peak_50000_to_5000", growth, "times", GROWTH_BAR, at_least=False)


def main() -> None:
    compare_matrices()
    measure_many()
    compare_rivals()


if __name__ == "__main__":
    main()
