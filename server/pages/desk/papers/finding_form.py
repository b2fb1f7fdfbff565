"""隐患台账: what was found, who put it right, who looked again, who signed."""

from __future__ import annotations

from collections.abc import Sequence

from server.domain.finding import FindingState, Step
from server.pages.desk.papers.words import joined, local, minute, thing_at, zh
from server.records import FindingStep
from server.reports.forms.document import Cell, Column, Form, Kind, Table
from server.services.findings_counts import FindingStory


def findings_form(stories: Sequence[FindingStory], title: str, facts: tuple[str, ...]) -> Form:
    """In the order in which they were found."""
    columns = (
        Column(zh("form.number"), 0.9, Kind.MARK),
        Column(zh("form.finding.found_at"), 2.2, Kind.MOMENT),
        Column(zh("form.finding.thing"), 3.4),
        Column(zh("form.finding.what"), 3.6),
        Column(zh("form.finding.level"), 1.2, Kind.MARK),
        Column(zh("form.finding.finder"), 1.7),
        Column(zh("form.finding.responsible"), 2),
        Column(zh("form.finding.due_on"), 2.2, Kind.DAY),
        Column(zh("form.finding.rectified"), 3.4),
        Column(zh("form.finding.rechecked"), 3),
        Column(zh("form.finding.signed"), 3),
        Column(zh("form.state"), 1.6, Kind.MARK),
    )
    rows = [_row(n, story) for n, story in enumerate(stories, 1)]
    table = Table(columns, rows, empty=zh("form.finding.none"), size=8.5)
    closed = sum(one.row.finding.state == FindingState.CLOSED for one in stories)
    count = zh("form.finding.count", n=len(stories), closed=closed)
    return Form(title, (*facts, count), (table,), is_wide=True)


def _row(number: int, story: FindingStory) -> tuple[Cell, ...]:
    row, finding = story.row, story.row.finding
    office = zh(f"desk.finding.office.{finding.office}")
    person = finding.responsible.name if finding.responsible else ""
    return (
        number,
        local(finding.found_at),
        thing_at(row.where, row.thing, row.number),
        joined([*(one["zh"] for one in row.said), row.words]),
        zh(f"desk.finding.level.{finding.level}"),
        finding.finder.name,
        joined((office, person), "form.blank"),
        finding.due_on,
        _step(story.latest(Step.RECTIFIED) or story.latest(Step.FIXED_ON_SPOT)),
        _step(story.latest(Step.PASSED)),
        _step(story.latest(Step.SIGNED)),
        zh(f"desk.finding.state.{finding.state}"),
    )


def _step(step: FindingStep | None) -> str:
    """What was done, by whom and when."""
    if step is None:
        return ""
    what = zh("form.fixed") if step.step == Step.FIXED_ON_SPOT else step.words
    return "\n".join(part for part in (what, step.by.name, minute(step.at)) if part)
