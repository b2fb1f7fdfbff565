"""How a bench says what it measured: a line a figure."""

from __future__ import annotations


def report(name: str, value: float, unit: str, bar: float) -> None:
    """Print one figure that is to stay at or below its bar."""
    _judged(name, value, unit, bar, value <= bar)


def report_at_least(name: str, value: float, unit: str, bar: float) -> None:
    """Print one figure that is to reach its bar."""
    _judged(name, value, unit, bar, value >= bar)


def tell(name: str, value: float, unit: str) -> None:
    """Print one figure that has no bar."""
    print(f"{name} {_figure(value)} {unit}", flush=True)


def _judged(name: str, value: float, unit: str, bar: float, holds: bool) -> None:
    verdict = "holds" if holds else "falls short"
    print(f"{name} {_figure(value)} {unit} bar {bar:g} {verdict}", flush=True)


def _figure(value: float) -> str:
    """Ratios near one need their second place; nothing needs more."""
    return f"{value:.1f}" if value >= 10 or value == 0 else f"{value:.2f}"
