"""Labels as schools write them, short and very long, and their rendered pages."""

import random
from collections.abc import Iterator
from io import BytesIO
from itertools import cycle, islice

import pypdfium2
import zxingcpp
from PIL.Image import Image

from qr_labels import LabelSpec, issue_code, write_sheet_pdf
from qr_labels.layout import PageLayout

BASE_URL = "https://xj.shiyan-zx.edu.cn"
NAMES = (
    "课桌",
    "多媒体教学一体机",
    "格力空调（柜机）KFR-72LW/(72532)NhAa-3",
    "教师办公桌（含三抽屉推柜及配套转椅、键盘托架），二〇二四年义务教育薄弱环节改善项目采购",
    "Dell OptiPlex 7090 台式计算机",
    "物理力学实验箱（高中必修一、二配套器材，共36件）",
    "A" * 90,
    "喆堃玥①℃㎡",
)
PLACES = ("教学楼305", "行政楼二层东侧副校长办公室", "实验楼 1 层 化学实验室（101）药品准备间", "")
NUMBERS = ("TY-2019-000123", "2010302-GT-2016-00012345-0001-0002", "")
SCHOOLS = ("实验中学", "阳光市第十二高级中学附属实验学校（东校区）")


def samples(count: int) -> Iterator[LabelSpec]:
    """Labels that differ in code and run through all combinations of words."""
    rng = random.Random(count)  # noqa: S311 - repeatable labels, no secret
    words = zip(cycle(NAMES), cycle(PLACES + PLACES[:1]), cycle(NUMBERS), cycle(SCHOOLS))
    for name, place, number, school in islice(words, count):
        yield LabelSpec(issue_code(rng), BASE_URL, name, place, number, school)


def pdf_of(labels: list[LabelSpec], layout: PageLayout) -> bytes:
    out = BytesIO()
    write_sheet_pdf(labels, layout, out)
    return out.getvalue()


def pages_at(pdf: bytes, dpi: int) -> Iterator[Image]:
    """Every page as a grey image."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            yield page.render(scale=dpi / 72, grayscale=True).to_pil()
            page.close()


def decode(image: Image) -> list[str]:
    """The texts of all QR symbols; looking for other kinds too would take ten times as long."""
    symbols = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)
    return [symbol.text for symbol in symbols]
