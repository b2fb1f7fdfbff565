"""后勤工作日志 and 学期总结数据: sentences from the records, to be pasted into a report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from server.domain.round_state import RoundState
from server.pages.desk.papers.words import (
    joined,
    local,
    minute,
    period,
    place_words,
    slot_of,
    state_of,
    thing_at,
    zh,
)
from server.services.findings_counts import FindingStory
from server.services.forms_log import DayLog, StepTaken, TermFigures
from server.services.rounds_due import RoundSummary


def log_text(log: DayLog, day: date) -> str:
    """A day in lines: the rounds, what was found, what was done, extinguishers."""
    weekday = zh(f"form.weekday.{day.isoweekday()}")
    lines = [zh("form.log.head", day=day, weekday=weekday)]
    lines += _numbered("form.log.rounds", [_round_line(one) for one in log.rounds])
    lines += _numbered("form.log.found", [_found_line(one) for one in log.found])
    lines += _numbered("form.log.steps", [_step_line(one) for one in log.steps])
    lines += _numbered("form.log.bottles", list(_bottle_lines(log, day)))
    return "\n".join(lines)


def term_text(figures: TermFigures, first: date, last: date) -> str:
    """A term in sentences; what did not happen is not said."""
    return "\n".join(_term_lines(figures, first, last))


def _numbered(heading: str, said: list[str]) -> list[str]:
    """Nothing to say is said in one word."""
    lines = [f"{n}. {line}" for n, line in enumerate(said, 1)] or [zh("form.log.nothing")]
    return [zh(heading, n=len(said)), *lines]


def _round_line(one: RoundSummary) -> str:
    name = joined((one.name, slot_of(one)), "form.blank")
    if one.round_id is None:
        return zh("form.log.not_walked", name=name, state=state_of(one))
    counts = ("abnormal", one.abnormal), ("fixed", one.fixed), ("unscanned", one.unscanned)
    found = [zh(f"form.count.{key}", n=n) for key, n in counts if n]
    signed = [zh("form.log.signed", name=it.name, at=minute(it.effective_at)) for it in one.endings]
    by = one.countersigned
    parts = (
        zh("form.log.round", name=name, state=state_of(one), done=one.done, stops=one.stops),
        zh("form.comma").join(found) or zh("form.log.all_fine"),
        *signed,
        zh("form.log.countersigned", name=by.name) if by else "",
    )
    return joined(parts) + zh("form.log.end")


def _found_line(story: FindingStory) -> str:
    row, finding = story.row, story.row.finding
    return zh(
        "form.log.finding",
        where=thing_at(row.where, row.thing, row.number),
        words=joined([*(one["zh"] for one in row.said), row.words]),
        state=zh(f"desk.finding.state.{finding.state}"),
    )


def _step_line(taken: StepTaken) -> str:
    row, step = taken.row, taken.step
    return zh(
        "form.log.step",
        at=f"{local(step.at):%H:%M}",
        who=step.by.name,
        step=zh(f"desk.finding.step.{step.step}"),
        where=thing_at(row.where, row.thing, row.number),
        words=zh("form.colon") + step.words if step.words else "",
    )


def _bottle_lines(log: DayLog, day: date) -> Iterator[str]:
    for one in log.services:
        name = joined((one.asset.ledger_number or "", one.asset.name), "form.blank")
        if one.sent_on == day:
            yield zh("form.log.bottle_sent", name=name, company=one.company)
        if one.returned_on == day:
            outcome = zh(f"desk.extinguisher.outcome.{one.outcome}")
            yield zh("form.log.bottle_back", name=name, outcome=outcome)


def _term_lines(them: TermFigures, first: date, last: date) -> Iterator[str]:
    states = them.states
    yield zh(
        "form.term.rounds",
        period=period(first, last),
        rounds=them.rounds,
        whole=states.get(RoundState.DONE, 0) + states.get(RoundState.LATE, 0),
        late=states.get(RoundState.LATE, 0),
        partial=states.get(RoundState.PARTIAL, 0),
        missed=states.get(RoundState.MISSED, 0),
        share=f"{them.walked_share:.1f}",
    )
    if states.get(RoundState.UNKNOWN):
        yield zh("form.term.unknown", n=states[RoundState.UNKNOWN])
    yield zh(
        "form.term.records",
        records=them.records,
        countersigned=them.countersigned,
        unscanned=them.unscanned,
        late=them.late_entries,
    )
    yield from _finding_lines(them)
    if them.extinguishers:
        yield zh(
            "form.term.bottles",
            n=them.extinguishers,
            serviced=them.serviced,
            scrapped=them.scrapped,
        )


def _finding_lines(them: TermFigures) -> Iterator[str]:
    if not them.found:
        yield zh("form.term.no_findings")
        return
    yield zh(
        "form.term.findings",
        found=them.found,
        major=them.major,
        fixed=them.fixed,
        closed=them.closed,
        share=f"{100 * them.closed / them.found:.1f}",
        open=them.found - them.closed,
        overdue=them.overdue,
    )
    offices = (
        zh("form.term.n_of", name=zh(f"desk.finding.office.{name}"), n=n)
        for name, n in them.offices.items()
    )
    yield zh("form.term.offices", offices=zh("form.comma").join(offices))
    places = (zh("form.term.n_of", name=place_words(path), n=n) for path, n in them.places)
    if them.places:
        yield zh("form.term.places", places=zh("form.comma").join(places))
