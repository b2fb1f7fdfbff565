"""Make NotoSansSC-Medium.ttf from the static font of the npm package (see README.md).

Usage: python -m qr_labels.fonts.make_font path/to/NotoSansSC_500Medium.ttf
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

TARGET = Path(__file__).with_name("NotoSansSC-Medium.ttf")

KEPT_RANGES = (
    (0x0020, 0x024F),  # ASCII, Latin-1, Latin extended (pinyin with tones)
    (0x0370, 0x045F),  # Greek and Cyrillic, as in GBK
    (0x2000, 0x27BF),  # punctuation, currency, ℃, Roman numerals, arrows, ①, boxes, ✓
    (0x3000, 0x33FF),  # CJK punctuation, kana, ㈠, ㎡
    (0x3400, 0x9FFF),  # every CJK ideograph of the first plane that the font has
    (0xFE30, 0xFE4F),  # vertical forms, as in GBK
    (0xFF00, 0xFFEF),  # full-width forms
    (0x20000, 0x323AF),  # rare ideographs of names
)
NEEDED_TABLES = {"head", "hhea", "maxp", "OS/2", "hmtx", "cmap", "loca", "glyf", "name", "post"}


def gbk_characters() -> set[int]:
    """All code points of GBK's two-byte codes."""
    pairs = (bytes((high, low)) for high in range(0x81, 0xFF) for low in range(0x40, 0xFF))
    return {ord(text) for pair in pairs if len(text := pair.decode("gbk", "ignore")) == 1}


def kept_characters() -> set[int]:
    """What schools may write: GBK and the ranges above."""
    ranges = {point for first, last in KEPT_RANGES for point in range(first, last + 1)}
    return ranges | gbk_characters()


def make_font(source: Path, target: Path) -> None:
    """Write `source` reduced to the kept characters, without layout tables and hints."""
    options = Options()
    options.hinting = False
    options.layout_features = []
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    font = TTFont(source, recalcTimestamp=False)
    options.drop_tables += sorted(set(font.keys()) - NEEDED_TABLES - {"GlyphOrder"})
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=kept_characters())
    subsetter.subset(font)
    font.save(target)


if __name__ == "__main__":
    make_font(Path(sys.argv[1]), TARGET)
