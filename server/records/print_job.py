"""One press of 打印: which labels, in which order, on what, by whom."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from server.records.base import Base, Id, UtcMillis
from server.records.label_layout import LAYOUT_NAME_LENGTH


class PrintJob(Base):
    """``id`` is made by the form, so a second click finds the first job. ``layout`` names one of
    qr_labels' or is a LabelLayout's id; ``design`` what a label says (qr_labels.DESIGNS);
    ``room_numbers``: whether 「305-12号」 is the largest word; ``separators``: whether one stands
    before each room's labels. ``first_cell`` counts from 1; ``right`` and ``down`` are the shift
    at that time, in 0.1 mm."""

    __tablename__ = "print_job"
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcMillis)
    layout: Mapped[str] = mapped_column(String(LAYOUT_NAME_LENGTH))
    base_url: Mapped[str] = mapped_column(String(200))
    design: Mapped[str] = mapped_column(String(30), default="asset")
    room_numbers: Mapped[bool] = mapped_column(default=False)
    separators: Mapped[bool] = mapped_column(default=False)
    copies: Mapped[int] = mapped_column(default=1)
    first_cell: Mapped[int] = mapped_column(default=1)
    right: Mapped[int] = mapped_column(default=0)
    down: Mapped[int] = mapped_column(default=0)
    cut_marks: Mapped[bool] = mapped_column(default=False)


class PrintJobLabel(Base):
    __tablename__ = "print_job_label"
    job_id: Mapped[str] = mapped_column(ForeignKey("print_job.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(ForeignKey("label.code"), index=True)
