"""Forms as a PDF on A4: the font embedded, pages numbered, signatures as they were drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import IO, Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    ActionFlowable,
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Spacer,
)
from reportlab.platypus.tableofcontents import TableOfContents

from server.reports.forms.document import Form, Paper
from server.reports.forms.drawn import paragraph
from server.reports.forms.tables import drawn_signatures, drawn_table
from server.reports.forms.typography import FONT, register_font, style, width_of

_SIDE, _TOP, _BOTTOM = 14 * mm, 18 * mm, 16 * mm
_TITLE = 16
_TITLE_AFTER = 6
_TEXT = 11.5
_HEAD_SIZE = 8
_BELOW_HEAD = 17 * mm
_ROOM_FOR_NEXT = 80 * mm
_PAGES = "pages"
_SIZES = {"tall": A4, "wide": landscape(A4)}


def write_pdf(paper: Paper, out: IO[bytes]) -> None:
    """Draws one pass, and more only for a list of contents."""
    register_font()
    document = _Document(paper, out)
    story = list(_story(paper))
    maker: Any = partial(_Numbered, last=paper.pages)
    if paper.contents:
        document.multiBuild(story, canvasmaker=maker)
    else:
        document.build(story, canvasmaker=maker)


class _Numbered(Canvas):  # type: ignore[misc]
    """Every page names a form in the PDF's sense, drawn last of all, with the number of pages of
    its part."""

    def __init__(self, *given: Any, last: str, **named: Any) -> None:
        super().__init__(*given, **named)
        self._last = last
        self._parts = Counter[int]()

    def begin_page(self, part: int) -> int:
        """The number of the page that begins, within its part."""
        self._parts[part] += 1
        return self._parts[part]

    def save(self) -> None:
        for part, pages in self._parts.items():
            self.beginForm(f"{_PAGES}-{part}", 0, -10, 300, 20)
            self.setFont(FONT, _HEAD_SIZE)
            self.drawString(0, 0, self._last.format(pages=pages))
            self.endForm()
        super().save()


class _Document(BaseDocTemplate):  # type: ignore[misc]
    """``title`` of each form goes into the outline, and into the list of contents."""

    def __init__(self, paper: Paper, out: IO[bytes]) -> None:
        super().__init__(out, title=paper.title, author=paper.school, pageCompression=1)
        self._paper = paper
        first = "tall" if paper.contents or not paper.forms else _template_of(paper.forms[0])
        names = sorted(_SIZES, key=lambda name: name != first)
        self.addPageTemplates([self._template(name) for name in names])
        self._first_part = "" if paper.contents or not paper.forms else paper.forms[0].part
        self._part, self._part_words = 0, self._first_part

    def handle_documentBegin(self) -> None:  # noqa: N802 - reportlab calls it so
        self._part, self._part_words = 0, self._first_part
        super().handle_documentBegin()

    def handle_part(self, words: str) -> None:
        """The pages from the next one on belong to another part."""
        self._part += 1
        self._part_words = words

    def _template(self, name: str) -> PageTemplate:
        width, height = _SIZES[name]
        frame = Frame(_SIDE, _BOTTOM, width - 2 * _SIDE, height - _TOP - _BOTTOM, 0, 0, 0, 0)
        return PageTemplate(name, [frame], onPage=self._around, pagesize=_SIZES[name])

    def _around(self, canvas: _Numbered, _document: object) -> None:
        """What stands above and below every page; a part's words below the line where the head
        leaves no room beside it."""
        width, height = canvas._pagesize
        canvas.saveState()
        canvas.setFont(FONT, _HEAD_SIZE)
        canvas.drawString(_SIDE, height - 12 * mm, self._paper.head)
        whole = width_of(f"{self._paper.head}　{self._part_words}", _HEAD_SIZE)
        beside = whole <= width - 2 * _SIDE
        below = 12 * mm if beside else _BELOW_HEAD
        canvas.drawRightString(width - _SIDE, height - below, self._part_words)
        canvas.line(_SIDE, height - 13.5 * mm, width - _SIDE, height - 13.5 * mm)
        number = self._paper.page.format(page=canvas.begin_page(self._part))
        canvas.drawRightString(width / 2 + 4 * mm, 9 * mm, number)
        canvas.translate(width / 2 + 4 * mm, 9 * mm)
        canvas.doForm(f"{_PAGES}-{self._part}")
        canvas.restoreState()

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - reportlab calls it so
        title = getattr(flowable, "form_title", None)
        if title is None:
            return
        key = f"form-{self.page}-{id(flowable)}"
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(title, key, 0)
        self.notify("TOCEntry", (0, title, self.page, key))


def _story(paper: Paper) -> Iterator[Flowable]:
    if paper.contents:
        yield from _cover(paper)
    for number, form in enumerate(paper.forms):
        template = _template_of(form)
        if form.follows:
            yield Spacer(1, 8 * mm)
            yield CondPageBreak(_ROOM_FOR_NEXT)
        elif number > 0 or paper.contents:
            if form.part:
                yield ActionFlowable(("part", form.part))
            yield NextPageTemplate(template)
            yield PageBreak()
        yield from _drawn(form)


def _template_of(form: Form) -> str:
    return "wide" if form.is_wide else "tall"


def _drawn(form: Form) -> Iterator[Flowable]:
    width = _SIZES[_template_of(form)][0] - 2 * _SIDE
    title = paragraph(form.title, _TITLE, width, centred=True, after=_TITLE_AFTER)
    if not form.follows:
        title.form_title = form.title
    yield title
    for fact in form.facts:
        yield paragraph(fact, 10, width, after=3)
    for line in form.text:
        yield paragraph(line, _TEXT, width, before=3, after=3)
    for line in form.legend:
        yield paragraph(line, 9, width, after=3)
    foot = [paragraph(note, 9, width, before=3) for note in form.notes]
    foot += drawn_signatures(form.signed, width)
    for n, table in enumerate(form.tables, 1):
        yield from drawn_table(table, width, foot if n == len(form.tables) else ())


def _cover(paper: Paper) -> Iterator[Flowable]:
    yield Spacer(1, 50 * mm)
    width = _SIZES["tall"][0] - 2 * _SIDE
    yield paragraph(paper.school, 20, width, centred=True, after=14)
    yield paragraph(paper.title, 28, width, centred=True, after=20)
    for line in paper.cover:
        yield paragraph(line, 13, width, centred=True, after=6)
    yield PageBreak()
    yield paragraph(paper.contents, _TITLE, width, centred=True, after=10)
    yield TableOfContents(levelStyles=[style(12, before=6)], dotsMinLevel=0)
