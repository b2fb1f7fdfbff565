"""How much of an uploaded file the product is ready to look at."""

from __future__ import annotations

from dataclasses import dataclass

# Excel's own limit of a cell. Longer text is cut here, where every field's limit is far exceeded
# already, so that a cut text is always a named error and never imported.
CELL_LENGTH = 32_767


@dataclass(frozen=True, slots=True)
class FileLimits:
    """``unpacked_mb`` bounds what a zip container inflates to, ``memory_mb`` and ``seconds`` what
    the reading process may take; ``html_mb`` is lower because HTML is parsed in Python."""

    file_mb: int = 20
    unpacked_mb: int = 200
    entries: int = 2_000
    rows: int = 100_000
    columns: int = 200
    sheets: int = 50
    memory_mb: int = 1_536
    seconds: int = 60
    html_mb: int = 5
