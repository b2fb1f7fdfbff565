"""One press of 打印: which labels, in which order, on what, by whom."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from server.records.base import Base, Id, UtcMillis


class PrintJob(Base):
    """``id`` is made by the form, so a second click finds the first job."""

    __tablename__ = "print_job"
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcMillis)
    layout: Mapped[str] = mapped_column(String(30))
    base_url: Mapped[str] = mapped_column(String(200))


class PrintJobLabel(Base):
    __tablename__ = "print_job_label"
    job_id: Mapped[str] = mapped_column(ForeignKey("print_job.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(ForeignKey("label.code"), index=True)
