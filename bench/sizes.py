"""What a phone must load before the first screen: gzip KB of the app's initial code and style.

Run: `python -m bench.sizes` after a build. Initial is the entry with everything it imports at
once; what comes later by itself (screens, the scanner's wasm) is told without a bar. A line a
figure: NAME VALUE UNIT bar BAR holds|falls short.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

from bench.verdict import report

DIST = Path(__file__).parents[1] / "pwa" / "dist"
ENTRY = "index.html"
JS_BAR_KB = 40
CSS_BAR_KB = 15
KB = 1000

Manifest = dict[str, dict[str, Any]]


def main() -> None:
    manifest: Manifest = json.loads((DIST / ".vite" / "manifest.json").read_text("utf-8"))
    chunks = at_once(manifest, ENTRY)
    js = {manifest[chunk]["file"] for chunk in chunks}
    css = {style for chunk in chunks for style in manifest[chunk].get("css", ())}
    report("size.initial_js", packed_kb(js), "KB_gzip", JS_BAR_KB)
    report("size.initial_css", packed_kb(css), "KB_gzip", CSS_BAR_KB)
    all_js = {f"assets/{file.name}" for file in (DIST / "assets").glob("*.js")}
    desk = {name for name in all_js if name.startswith("assets/desk")}
    print(f"size.later_js {packed_kb(all_js - desk - js):.1f} KB_gzip")
    wasm = {f"assets/{file.name}" for file in (DIST / "assets").glob("*.wasm")}
    print(f"size.wasm {packed_kb(wasm):.1f} KB_gzip")


def at_once(manifest: Manifest, entry: str) -> set[str]:
    """The entry and what it imports, directly or through others, without waiting."""
    found: set[str] = set()
    waiting = [entry]
    while waiting:
        chunk = waiting.pop()
        if chunk not in found:
            found.add(chunk)
            waiting += manifest[chunk].get("imports", ())
    return found


def packed_kb(files: set[str]) -> float:
    return sum(len(gzip.compress((DIST / file).read_bytes(), 9)) for file in files) / KB


if __name__ == "__main__":
    main()
