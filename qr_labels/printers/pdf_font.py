"""The embedded font of a PDF: glyphs are counted while pages are drawn, and subset at the end."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from qr_labels.font import EM, Font
from qr_labels.printers.glyph_subset import subset_font
from qr_labels.printers.pdf_file import PdfFile

_POSTSCRIPT_NAME = "NotoSansSC-Medium"
_SYMBOLIC = 4
_STEM = 100
_BFCHAR_LIMIT = 100


class PdfFont:
    """Numbers the characters 1, 2, 3 ... in the order of their first use. The number is
    both CID and glyph in the subset; 0 is .notdef."""

    def __init__(self, font: Font) -> None:
        self._font = font
        self._hex: dict[str, str] = {}

    def encode(self, text: str) -> str:
        """The text as the hexadecimal string of a Tj operator."""
        return "".join([self._hex.get(symbol) or self._number(symbol) for symbol in text])

    def _number(self, symbol: str) -> str:
        self._hex[symbol] = f"{len(self._hex) + 1:04X}"
        return self._hex[symbol]

    def embed(self, pdf: PdfFile, number: int) -> None:
        """Write the font with the used glyphs as object `number`."""
        data = subset_font([self._font.glyph_names[ord(symbol)] for symbol in self._hex])
        name = f"{self._tag()}+{_POSTSCRIPT_NAME}"
        descendant = self._embed_descendant(pdf, name, data)
        to_unicode = pdf.add_stream(self._to_unicode().encode("ascii"))
        pdf.put(
            number,
            f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
            f"/DescendantFonts[{descendant} 0 R]/ToUnicode {to_unicode} 0 R>>",
        )

    def _embed_descendant(self, pdf: PdfFile, name: str, data: bytes) -> int:
        descriptor = self._embed_descriptor(pdf, name, data)
        widths = " ".join(f"{self._font.width(symbol):.0f}" for symbol in self._hex)
        return pdf.add(
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/FontDescriptor {descriptor} 0 R/DW {EM}/W[1[{widths}]]"
            f"/CIDToGIDMap/Identity>>"
        )

    def _embed_descriptor(self, pdf: PdfFile, name: str, data: bytes) -> int:
        file = pdf.add_stream(data, f"/Length1 {len(data)}")
        font = self._font
        bounds = " ".join(str(edge) for edge in font.bounds)
        return pdf.add(
            f"<</Type/FontDescriptor/FontName/{name}/Flags {_SYMBOLIC}/FontBBox[{bounds}]"
            f"/ItalicAngle 0/Ascent {font.ascent:.0f}/Descent {font.descent:.0f}"
            f"/CapHeight {font.cap_height:.0f}/StemV {_STEM}/FontFile2 {file} 0 R>>"
        )

    def _tag(self) -> str:
        """Six letters that differ where the glyphs differ (ISO 32000, 9.6.4)."""
        digest = hashlib.sha256("".join(self._hex).encode("utf-8")).digest()
        return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])

    def _to_unicode(self) -> str:
        """Which characters the numbers stand for, so that text can be copied and searched."""
        return (
            "/CIDInit/ProcSet findresource begin 12 dict begin begincmap"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def"
            "/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n"
            "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"
            + "".join(self._bfchars())
            + "endcmap CMapName currentdict/CMap defineresource pop end end\n"
        )

    def _bfchars(self) -> Iterator[str]:
        pairs = [
            f"<{cid}><{symbol.encode('utf-16-be').hex().upper()}>\n"
            for symbol, cid in self._hex.items()
        ]
        for start in range(0, len(pairs), _BFCHAR_LIMIT):
            some = pairs[start : start + _BFCHAR_LIMIT]
            yield f"{len(some)} beginbfchar\n{''.join(some)}endbfchar\n"
