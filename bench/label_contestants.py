"""One run of one way to print labels: `python -m bench.label_contestants NAME COUNT`.

Prints the CPU seconds and the peak memory in MB of this whole process, imports included. All
draw the same 50x30 mm page with the same font: symbol at level Q, readable code, four words.
"""

from __future__ import annotations

import html
import random
import resource
import sys
import tempfile
from base64 import b64encode
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

from qr_labels import LAYOUTS, LabelSpec, group_code, issue_code, payload, write_sheet_pdf

BASE_URL = "https://xj.shiyan-zx.edu.cn"
FONT = Path(__file__).parents[1] / "qr_labels" / "fonts" / "NotoSansSC-Medium.ttf"
NAMES = ("课桌", "多媒体教学一体机", "格力空调（柜机）KFR-72LW", "物理力学实验箱", "干粉灭火器4kg")


def labels(count: int) -> Iterator[LabelSpec]:
    """`count` labels of a school with 60 rooms; the codes differ."""
    rng = random.Random(1)  # noqa: S311 - the same labels in every run, no secret
    for index in range(count):
        place = f"教学楼{index % 60 + 101}"
        number = f"TY-2019-{index:06}"
        name = NAMES[index % len(NAMES)]
        yield LabelSpec(issue_code(rng), BASE_URL, name, place, number, "实验中学")


def print_ours(count: int, target: Path) -> None:
    with target.open("wb") as out:
        write_sheet_pdf(labels(count), LAYOUTS["roll-50x30"], out)


def print_with_weasyprint(count: int, target: Path) -> None:
    """As InvenTree does: one HTML document, symbols as PNG data in <img>."""
    from weasyprint import HTML  # noqa: PLC0415 - only this run needs the rival

    pages = "".join(_html_of(label) for label in labels(count))
    HTML(string=f"<style>{_style()}</style>{pages}").write_pdf(target)


def _style() -> str:
    return (
        f"@font-face{{font-family:N;src:url({FONT.as_uri()})}}"
        "@page{size:50mm 30mm;margin:0}body{margin:0;font-family:N}"
        "section{position:relative;width:50mm;height:30mm;break-after:page}"
        "section>*{position:absolute;margin:0}img{left:-.6mm;top:-.8mm;width:25.9mm}"
        "code{font:8.4pt N;left:3.5mm;top:24.3mm}h1{font-size:12pt;left:25.3mm;top:1mm}"
        ".p{font-size:8pt;left:25.3mm;top:17mm}.n{font-size:7.5pt;left:25.3mm;top:21mm}"
        ".s{font-size:6pt;left:25.3mm;top:25mm}"
    )


def _html_of(label: LabelSpec) -> str:
    png = BytesIO()
    _qrcode(label).make_image().save(png)
    symbol = b64encode(png.getvalue()).decode("ascii")
    return (
        f'<section><img src="data:image/png;base64,{symbol}">'
        f"<code>{group_code(label.code)}</code><h1>{html.escape(label.name)}</h1>"
        f"<p class=p>{label.place}</p><p class=n>{label.number}</p><p class=s>{label.school}</p>"
        "</section>"
    )


def _qrcode(label: LabelSpec):
    from qrcode.constants import ERROR_CORRECT_Q  # noqa: PLC0415
    from qrcode.main import QRCode  # noqa: PLC0415

    code = QRCode(error_correction=ERROR_CORRECT_Q, box_size=4, border=4)
    code.add_data(payload(label.base_url, label.code))
    code.make()
    return code


def print_with_reportlab(count: int, target: Path) -> None:
    """Vector rectangles per dark run in one path, the font embedded as subsets."""
    from reportlab.lib.units import mm  # noqa: PLC0415
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    pdfmetrics.registerFont(TTFont("N", FONT))
    canvas = Canvas(str(target), pagesize=(50 * mm, 30 * mm), pageCompression=1)
    for label in labels(count):
        _draw_symbol(canvas, _qrcode(label).modules, 0.7 * mm, 2.2 * mm, 28 * mm)
        for text, size, x, y in (
            (group_code(label.code), 8.4, 3.5, 2.6),
            (label.name, 12, 25.3, 24.4),
            (label.place, 8, 25.3, 10.4),
            (label.number, 7.5, 25.3, 6.4),
            (label.school, 6, 25.3, 2.6),
        ):
            canvas.setFont("N", size)
            canvas.drawString(x * mm, y * mm, text)
        canvas.showPage()
    canvas.save()


def _draw_symbol(canvas, modules: list[list[bool]], side: float, left: float, top: float) -> None:
    path = canvas.beginPath()
    for row, cells in enumerate(modules):
        start = None
        for column, dark in enumerate([*cells, False]):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                path.rect(left + start * side, top - row * side, (column - start) * side, -side)
                start = None
    canvas.drawPath(path, stroke=0, fill=1)


CONTESTANTS: dict[str, Callable[[int, Path], None]] = {
    "ours": print_ours,
    "weasyprint": print_with_weasyprint,
    "reportlab": print_with_reportlab,
}


def main() -> None:
    name, count = sys.argv[1], int(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        CONTESTANTS[name](count, Path(folder) / "labels.pdf")
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(f"{used.ru_utime + used.ru_stime:.3f} {used.ru_maxrss / 1024:.1f}")


if __name__ == "__main__":
    main()
