"""A font file with some glyphs alone, numbered in a given order."""

from __future__ import annotations

from io import BytesIO
from itertools import accumulate

from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables.DefaultTable import DefaultTable

from qr_labels.font import open_font_file

_COPIED_TABLES = ("head", "hhea", "maxp")


def subset_font(glyph_names: list[str]) -> bytes:
    """A TrueType file of `.notdef` and the glyphs named, which get the numbers 1, 2, 3 ...

    Outlines are copied as they are: the labels' font has no glyph made of other glyphs
    (a test holds that), so nothing in them refers to a number.
    """
    names = [".notdef", *glyph_names]
    with open_font_file() as source:
        ttf = TTFont(recalcBBoxes=False, recalcTimestamp=False)
        ttf.setGlyphOrder(names)
        ttf["hmtx"] = newTable("hmtx")
        ttf["hmtx"].metrics = {name: source["hmtx"].metrics[name] for name in names}
        _set_outlines(ttf, _outlines(source, names))
        for tag in _COPIED_TABLES:
            ttf[tag] = source[tag]
        ttf["maxp"].numGlyphs = len(names)
        return _bytes_of(ttf)


def _outlines(source: TTFont, names: list[str]) -> list[bytes]:
    data: bytes = source.reader["glyf"]
    starts = source["loca"]
    numbers = [source.getGlyphID(name) for name in names]
    return [data[starts[number] : starts[number + 1]] for number in numbers]


def _set_outlines(ttf: TTFont, outlines: list[bytes]) -> None:
    """Each is padded to a multiple of four bytes, as `loca` wants them."""
    padded = [outline + bytes(-len(outline) % 4) for outline in outlines]
    ttf["loca"] = newTable("loca")
    ttf["loca"].set(list(accumulate((len(outline) for outline in padded), initial=0)))
    ttf["glyf"] = DefaultTable("glyf")
    ttf["glyf"].data = b"".join(padded)


def _bytes_of(ttf: TTFont) -> bytes:
    file = BytesIO()
    ttf.save(file)
    return file.getvalue()
