"""Tables, portable between SQLite and PostgreSQL. Revisions and figure sets are only ever added."""

from enum import StrEnum
from typing import Any, NoReturn

import msgspec
from sqlalchemy import JSON, Dialect, Enum, ForeignKey, MetaData, String, Text, TypeDecorator, UniqueConstraint, event
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from drafting.errors import StorageError
from drafting.report import Author, Brief, Figure, Usage
from drafting.storage.records import ProposalState, RunState, SectionRunState

HEAD = "0002"
"""The newest migration, known here so that opening an up-to-date database needn't import Alembic."""


class Payload(TypeDecorator[Any]):
    """A value of `kind` (any type msgspec converts) as JSON."""

    impl = JSON
    cache_ok = True

    def __init__(self, kind: Any) -> None:
        self.kind = kind
        super().__init__()

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002
        return msgspec.to_builtins(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002
        return msgspec.convert(value, self.kind)


def _choice(kind: type[StrEnum]) -> Enum:
    return Enum(kind, native_enum=False, length=16, values_callable=lambda one: [member.value for member in one])


Id = String(32)
Moment = String(32)
Label = String(200)
Fingerprint = String(64)


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class ReportRow(Base):
    """`brief` is without figures; `title`, `unit`, `period` repeat it for the list."""

    __tablename__ = "reports"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    created: Mapped[str] = mapped_column(Moment)
    updated: Mapped[str] = mapped_column(Moment)
    title: Mapped[str] = mapped_column(Text)
    unit: Mapped[str] = mapped_column(Text)
    period: Mapped[str] = mapped_column(Text)
    brief: Mapped[Brief] = mapped_column(Payload(Brief))
    exemplar_name: Mapped[str] = mapped_column(Text)
    exemplar_text: Mapped[str] = mapped_column(Text)
    archived: Mapped[bool] = mapped_column(default=False)


class FigureSetRow(Base):
    __tablename__ = "figure_sets"

    report_id: Mapped[str] = mapped_column(Id, ForeignKey("reports.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    figures: Mapped[tuple[Figure, ...]] = mapped_column(Payload(tuple[Figure, ...]))
    made: Mapped[str] = mapped_column(Moment)
    reason: Mapped[str] = mapped_column(Text)


class SectionRow(Base):
    """`position` None: taken out of the report, its revisions kept."""

    __tablename__ = "sections"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    report_id: Mapped[str] = mapped_column(Id, ForeignKey("reports.id"), index=True)
    position: Mapped[int | None]
    heading: Mapped[str] = mapped_column(Text)
    level: Mapped[int]
    asked: Mapped[int | None]


class RevisionRow(Base):
    __tablename__ = "revisions"
    __table_args__ = (UniqueConstraint("section_id", "number"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    section_id: Mapped[str] = mapped_column(Id, ForeignKey("sections.id"))
    number: Mapped[int]
    source: Mapped[str] = mapped_column(Text)
    author: Mapped[Author] = mapped_column(_choice(Author))
    figure_set: Mapped[int]
    made: Mapped[str] = mapped_column(Moment)
    note: Mapped[str] = mapped_column(Text)
    model: Mapped[str] = mapped_column(Label)
    template: Mapped[str] = mapped_column(Label)
    usage: Mapped[Usage] = mapped_column(Payload(Usage))
    base: Mapped[str | None] = mapped_column(Id, ForeignKey("revisions.id"))


class ProposalRow(Base):
    __tablename__ = "proposals"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    section_id: Mapped[str] = mapped_column(Id, ForeignKey("sections.id"), index=True)
    source: Mapped[str] = mapped_column(Text)
    author: Mapped[Author] = mapped_column(_choice(Author))
    figure_set: Mapped[int]
    made: Mapped[str] = mapped_column(Moment)
    state: Mapped[ProposalState] = mapped_column(_choice(ProposalState))
    note: Mapped[str] = mapped_column(Text)
    model: Mapped[str] = mapped_column(Label)
    template: Mapped[str] = mapped_column(Label)
    usage: Mapped[Usage] = mapped_column(Payload(Usage))
    base: Mapped[str | None] = mapped_column(Id, ForeignKey("revisions.id"))


class LockRow(Base):
    """See `records.Lock`; a section has at most one, and its row in `sections` is what guards it."""

    __tablename__ = "locks"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    section_id: Mapped[str] = mapped_column(Id, ForeignKey("sections.id"), index=True)
    revision_id: Mapped[str] = mapped_column(Id, ForeignKey("revisions.id"))
    figure_set: Mapped[int]
    kept: Mapped[int]
    seal: Mapped[str] = mapped_column(Fingerprint)
    made: Mapped[str] = mapped_column(Moment)


class ReviewRow(Base):
    """A human has read the stored sentence with `figure_set` and found its wording right."""

    __tablename__ = "reviews"

    section_id: Mapped[str] = mapped_column(Id, ForeignKey("sections.id"), primary_key=True)
    sentence: Mapped[str] = mapped_column(Fingerprint, primary_key=True)
    figure_set: Mapped[int]
    made: Mapped[str] = mapped_column(Moment)


class RunRow(Base):
    """`owner` is the token of the process that runs it, `heartbeat` when it was last heard of."""

    __tablename__ = "runs"
    __table_args__ = (UniqueConstraint("report_id", "number"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    report_id: Mapped[str] = mapped_column(Id, ForeignKey("reports.id"))
    number: Mapped[int]
    writer: Mapped[str] = mapped_column(Label)
    state: Mapped[RunState] = mapped_column(_choice(RunState))
    started: Mapped[str] = mapped_column(Moment)
    ended: Mapped[str] = mapped_column(Moment)
    owner: Mapped[str] = mapped_column(Label)
    heartbeat: Mapped[str] = mapped_column(Moment)


class RunSectionRow(Base):
    __tablename__ = "run_sections"

    run_id: Mapped[str] = mapped_column(Id, ForeignKey("runs.id"), primary_key=True)
    section_id: Mapped[str] = mapped_column(Id, ForeignKey("sections.id"), primary_key=True, index=True)
    state: Mapped[SectionRunState] = mapped_column(_choice(SectionRunState))
    partial: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    started: Mapped[str] = mapped_column(Moment)
    ended: Mapped[str] = mapped_column(Moment)


class CallRow(Base):
    __tablename__ = "calls"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    run_id: Mapped[str] = mapped_column(Id, ForeignKey("runs.id"), index=True)
    section_id: Mapped[str] = mapped_column(Id, ForeignKey("sections.id"))
    model: Mapped[str] = mapped_column(Label)
    usage: Mapped[Usage] = mapped_column(Payload(Usage))
    started: Mapped[str] = mapped_column(Moment)
    ended: Mapped[str] = mapped_column(Moment)
    outcome: Mapped[SectionRunState] = mapped_column(_choice(SectionRunState))


def _refuse(*_: object) -> NoReturn:
    raise StorageError("已保存的版本和指标表不能改动", hint="请另存为新版本")


for _kept in (RevisionRow, FigureSetRow):
    event.listen(_kept, "before_update", _refuse)
    event.listen(_kept, "before_delete", _refuse)
