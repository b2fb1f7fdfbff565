"""How a bench says what it measured."""

from __future__ import annotations


def report(name: str, value: float, unit: str, bar: float) -> None:
    """Print one figure that is to stay at or below its bar."""
    verdict = "holds" if value <= bar else "falls short"
    print(f"{name} {value:.1f} {unit} bar {bar:g} {verdict}", flush=True)
