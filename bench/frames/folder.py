"""A folder of made pictures: img/*.jpg and truth.json, and films beside them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import product
from pathlib import Path
from typing import Any

import cv2

from bench.frames.chance import Image
from bench.frames.film import FILMS, film
from bench.frames.picture import KINDS, NEGATIVE, negative, picture

PER_KIND, NEGATIVES, FILMS_A_KIND = 84, 60, 6
_JOBS = 2
_FILM_QUALITY = 90

_Job = tuple[Path, int, str, int, int]


def make_frames(folder: Path, seed: int, per_kind: int = PER_KIND) -> None:
    """Write the pictures of a seed; what each shows is a row of truth.json."""
    (folder / "img").mkdir(parents=True, exist_ok=True)
    jobs: list[_Job] = [
        *((folder, seed, kind, number, per_kind) for kind in KINDS for number in range(per_kind)),
        *((folder, seed, NEGATIVE, number, NEGATIVES) for number in range(NEGATIVES)),
    ]
    _write(folder / "truth.json", {"seed": seed, "rows": _each(_frame, jobs)})


def make_films(folder: Path, seed: int) -> None:
    """Write the films of a seed, each a folder of pictures; films.json says what they show."""
    kinds = product(FILMS, range(FILMS_A_KIND))
    jobs: list[_Job] = [(folder, seed, kind, number, FILMS_A_KIND) for kind, number in kinds]
    _write(folder / "films.json", _each(_film, jobs))


def _each(make: Any, jobs: list[_Job]) -> list[dict[str, Any]]:
    with ProcessPoolExecutor(_JOBS) as processes:
        return list(processes.map(make, jobs, chunksize=4))


def _write(path: Path, rows: object) -> None:
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=0))


def _frame(job: _Job) -> dict[str, Any]:
    folder, seed, kind, number, of = job
    cv2.setNumThreads(1)
    made = negative(seed, number) if kind == NEGATIVE else picture(seed, kind, number, of)
    name = f"{kind}_{number:03d}.jpg"
    _save(folder / "img" / name, made.view, made.quality)
    return {"file": name, "cat": kind, "text": made.text, **made.notes}


def _film(job: _Job) -> dict[str, Any]:
    folder, seed, kind, number, _ = job
    cv2.setNumThreads(1)
    text, views = film(seed, kind, number)
    place = folder / "films" / f"{kind}_{number:02d}"
    place.mkdir(parents=True, exist_ok=True)
    files = list(_saved(place, views))
    return {"kind": kind, "text": text, "files": [f"films/{place.name}/{file}" for file in files]}


def _saved(place: Path, views: Iterator[Image]) -> Iterator[str]:
    for number, view in enumerate(views):
        name = f"{number:03d}.jpg"
        _save(place / name, view, _FILM_QUALITY)
        yield name


def _save(path: Path, view: Image, quality: int) -> None:
    cv2.imwrite(str(path), view, [cv2.IMWRITE_JPEG_QUALITY, quality])
