"""The folder of one import: the uploaded file, its sheets, and what judging must remember.

The sheets and the memory are kept so that a server that was killed goes on where it was, and so
that no step has to open the workbook again.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import IO, Any

import orjson

from server.domain.ledger.identity import Occurrences
from server.domain.ledger.rows import FileMemory
from server.domain.ledger.sheet import MergedRange, Row, Sheet
from server.domain.problems import FileTooLarge
from server.services.ledger_import.cells import from_json, storable, to_json

_CHUNK = 2**20


@dataclass(frozen=True, slots=True)
class KeptSheet:
    """``rows`` are still JSON: a step reads its own part only, which is most of its time."""

    name: str
    rows: list[list[Any]]
    merged: tuple[MergedRange, ...]

    def part(self, start: int, end: int) -> Sheet:
        """The sheet up to row ``end``, with empty rows before ``start`` (both from 0), so that
        rows keep their numbers."""
        end = min(end, len(self.rows))
        empty: list[Row] = [()]
        return Sheet(
            self.name, empty * start + [from_json(row) for row in self.rows[start:end]], self.merged
        )


class Staging:
    """``folder`` is the import's own; nothing else lies in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "ledger"
        self._sheets = folder / "sheets.json"

    def save_upload(self, stream: IO[bytes], limit_mb: int) -> str:
        """Write the upload; returns its SHA-256. Raises FileTooLarge, OSError."""
        self.folder.mkdir(parents=True)
        digest = hashlib.sha256()
        left = limit_mb * 2**20
        with self.file.open("xb") as out:
            while chunk := stream.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise FileTooLarge(limit_mb=limit_mb)
                digest.update(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        return digest.hexdigest()

    def save_sheets(self, sheets: list[Sheet]) -> None:
        self._write(self._sheets, [_sheet_to_json(sheet) for sheet in sheets])

    def sheets(self) -> list[KeptSheet]:
        """The ledger sheets, in the order of ``LedgerImport.sheets``. Raises FileNotFoundError."""
        return [
            KeptSheet(name, rows, tuple(MergedRange(*edges) for edges in merged))
            for name, rows, merged in orjson.loads(self._sheets.read_bytes())
        ]

    def save_memory(self, key: str, memory: FileMemory) -> None:
        """What is known at ``key``; others stay until ``forget_all_but``."""
        known = [memory.occurrences.seen, memory.first_of_number, memory.section]
        self._write(self._memory(key), known)

    def memory(self, key: str) -> FileMemory:
        """What ``save_memory`` kept. Raises FileNotFoundError."""
        seen, first_of_number, section = orjson.loads(self._memory(key).read_bytes())
        return FileMemory(
            Occurrences(seen),
            {number: tuple(first) for number, first in first_of_number.items()},
            tuple(section),
        )

    def forget_all_but(self, key: str) -> None:
        """Delete the memories of other steps."""
        for path in self.folder.glob("memory-*.json"):
            if path != self._memory(key):
                path.unlink(missing_ok=True)

    def discard(self) -> None:
        """Delete the folder; a missing one is no error."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _memory(self, key: str) -> Path:
        return self.folder / f"memory-{key}.json"

    def _write(self, path: Path, content: object) -> None:
        """Whole or not at all: the name appears after the bytes."""
        partial = path.with_suffix(".partial")
        partial.write_bytes(orjson.dumps(content))
        partial.replace(path)


def _sheet_to_json(sheet: Sheet) -> list[object]:
    rows = [to_json(row) for row in sheet.rows]
    return [storable(sheet.name), rows, [astuple(merged) for merged in sheet.merged]]
