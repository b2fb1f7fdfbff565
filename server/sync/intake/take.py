"""Taking an export in: its facts as if the phone had pushed them, its photos as if it had put them.

The file is untrusted and may be cut, doubled or made by somebody: grants, hashes and names are
checked as on the wire. What is whole is committed batch by batch, so that a file that ends in the
middle, or a server that is killed, costs nothing: the same file again doubles nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import IO

from sqlalchemy.orm import Session

from server.domain.problems import PhotoDeleted, PhotoUnnamed, Problem
from server.domain.problems_held import ExportOfOtherSchool
from server.records import Device
from server.records.database import write_transaction
from server.services.held.text import read_held
from server.services.school import the_school
from server.sync.facts import Carrier, Push, receive_facts
from server.sync.intake.lines import End, FactLine, Line, PhotoLine, Wrong, read_head, read_lines
from server.sync.intake.report import IntakeReport, Remark
from server.sync.photos import check_named, find_photo, record_photo, store_file
from server.sync.receipt import ReceiptStatus
from server.sync.repair import HeldKey

_FACTS_AT_ONCE = 200


@dataclass(frozen=True)
class Taker:
    """The administrator at the desk, whose browser stands for a phone nobody knows."""

    person_id: str
    device_id: str
    secret_key: str
    photo_dir: Path
    now: datetime


def take_in(session: Session, stream: IO[bytes], name: str, taker: Taker) -> IntakeReport:
    """Take what is whole, in write transactions of its own.

    Raises ExportUnknown and ExportOfOtherSchool before anything is taken, and OSError when the
    disk is full: what was taken until then stays.
    """
    head = read_head(stream, name)
    if head.school_id != the_school(session).id:
        raise ExportOfOtherSchool
    device = session.get(Device, head.device)
    report = IntakeReport(device.name if device else None)
    intake = _Intake(session, taker, (head.device, taker.device_id), report)
    for batch in _batches(read_lines(stream)):
        intake.take(batch)
    return report


def _batches(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Runs of facts, and every other line alone."""
    facts: list[Line] = []
    for line in lines:
        if facts and (not isinstance(line, FactLine) or len(facts) == _FACTS_AT_ONCE):
            yield facts
            facts = []
        if isinstance(line, FactLine):
            facts.append(line)
        else:
            yield [line]
    if facts:
        yield facts


@dataclass(frozen=True)
class _Intake:
    """``owners``: devices whose facts may name the photos."""

    session: Session
    taker: Taker
    owners: tuple[str, ...]
    report: IntakeReport

    def take(self, batch: list[Line]) -> None:
        """One batch of facts, or one other line."""
        [first, *_] = batch
        if isinstance(first, FactLine):
            facts = [line for line in batch if isinstance(line, FactLine)]
            for device_id, run in groupby(facts, self._device_of):
                self._take_facts(device_id, list(run))
        elif isinstance(first, PhotoLine):
            self._take_photo(first)
        elif isinstance(first, Wrong):
            self.report.note(Remark(first.number, f"intake.wrong.{first.code}"))
        elif isinstance(first, End):
            self.report.end = first

    def _device_of(self, line: FactLine) -> str:
        """The phone a fact says it was made on; the administrator's browser for one that was
        never here."""
        claimed = read_held(line.incoming.raw.encode("utf-8", "surrogatepass")).device
        known = claimed is not None and self.session.get(Device, claimed) is not None
        return claimed if claimed and known else self.taker.device_id

    def _take_facts(self, device_id: str, lines: list[FactLine]) -> None:
        with write_transaction(self.session) as session:
            push = self._push(session, device_id)
            receipts = receive_facts(session, push, [line.incoming for line in lines])
        for line, receipt in zip(lines, receipts, strict=True):
            self.report.facts[receipt.status] += 1
            if receipt.status is ReceiptStatus.HELD:
                key = HeldKey(receipt.id, receipt.hash)
                self.report.note(Remark(line.number, f"held.{receipt.reason}", held=key))

    def _push(self, session: Session, device_id: str) -> Push:
        """Nobody knows when the phone would have sent it, and it is not coming again."""
        device = session.get_one(Device, device_id)
        return Push(
            Carrier(self.taker.person_id, device_id, device.revoked_at is not None),
            the_school(session).id,
            self.taker.secret_key,
            sent_at=None,
            received_at=self.taker.now,
            comes_again=False,
        )

    def _take_photo(self, line: PhotoLine) -> None:
        try:
            outcome = self._stored(line)
        except PhotoDeleted:
            outcome = "deleted"
        except Problem as problem:
            outcome = "refused"
            self.report.note(Remark(line.number, f"problem.{problem.code}", problem.params))
        self.report.photos[outcome] += 1

    def _stored(self, line: PhotoLine) -> str:
        """``known`` or ``stored``. Raises the problems of a photo."""
        self._check_named(line.sha256)
        if find_photo(self.session, line.sha256) is not None:
            return "known"
        file = store_file(self.taker.photo_dir, line.sha256, line.data)
        with write_transaction(self.session) as session:
            record_photo(session, file, self.taker.now)
        return "stored"

    def _check_named(self, sha256: str) -> None:
        for device_id in self.owners[:-1]:
            try:
                return check_named(self.session, device_id, sha256)
            except PhotoUnnamed:
                continue
        return check_named(self.session, self.owners[-1], sha256)
