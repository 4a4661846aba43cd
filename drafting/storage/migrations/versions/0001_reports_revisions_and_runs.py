"""Reports, figure sets, sections, revisions, proposals, runs, calls."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.String(32)
MOMENT = sa.String(32)
LABEL = sa.String(200)
CHOICE = sa.String(16)


def upgrade() -> None:
    _material()
    _texts()
    _runs()


def _material() -> None:
    op.create_table(
        "reports",
        sa.Column("id", ID, nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        sa.Column("updated", MOMENT, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("period", sa.Text, nullable=False),
        sa.Column("brief", sa.JSON, nullable=False),
        sa.Column("exemplar_name", sa.Text, nullable=False),
        sa.Column("exemplar_text", sa.Text, nullable=False),
        sa.Column("archived", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reports"),
    )
    op.create_table(
        "figure_sets",
        sa.Column("report_id", ID, nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("figures", sa.JSON, nullable=False),
        sa.Column("made", MOMENT, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_figure_sets_report_id_reports"),
        sa.PrimaryKeyConstraint("report_id", "number", name="pk_figure_sets"),
    )
    op.create_table(
        "sections",
        sa.Column("id", ID, nullable=False),
        sa.Column("report_id", ID, nullable=False),
        sa.Column("position", sa.Integer, nullable=True),
        sa.Column("heading", sa.Text, nullable=False),
        sa.Column("level", sa.Integer, nullable=False),
        sa.Column("asked", sa.Integer, nullable=True),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_sections_report_id_reports"),
        sa.PrimaryKeyConstraint("id", name="pk_sections"),
    )
    op.create_index("ix_sections_report_id", "sections", ["report_id"])


def _text_columns() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", ID, nullable=False),
        sa.Column("section_id", ID, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("author", CHOICE, nullable=False),
        sa.Column("figure_set", sa.Integer, nullable=False),
        sa.Column("made", MOMENT, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("model", LABEL, nullable=False),
        sa.Column("template", LABEL, nullable=False),
        sa.Column("usage", sa.JSON, nullable=False),
        sa.Column("base", ID, nullable=True),
    )


def _texts() -> None:
    op.create_table(
        "revisions",
        *_text_columns(),
        sa.Column("number", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(["section_id"], ["sections.id"], name="fk_revisions_section_id_sections"),
        sa.ForeignKeyConstraint(["base"], ["revisions.id"], name="fk_revisions_base_revisions"),
        sa.PrimaryKeyConstraint("id", name="pk_revisions"),
        sa.UniqueConstraint("section_id", "number", name="uq_revisions_section_id_number"),
    )
    op.create_table(
        "proposals",
        *_text_columns(),
        sa.Column("state", CHOICE, nullable=False),
        sa.ForeignKeyConstraint(["section_id"], ["sections.id"], name="fk_proposals_section_id_sections"),
        sa.ForeignKeyConstraint(["base"], ["revisions.id"], name="fk_proposals_base_revisions"),
        sa.PrimaryKeyConstraint("id", name="pk_proposals"),
    )
    op.create_index("ix_proposals_section_id", "proposals", ["section_id"])


def _runs() -> None:
    op.create_table(
        "runs",
        sa.Column("id", ID, nullable=False),
        sa.Column("report_id", ID, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("writer", LABEL, nullable=False),
        sa.Column("state", CHOICE, nullable=False),
        sa.Column("started", MOMENT, nullable=False),
        sa.Column("ended", MOMENT, nullable=False),
        sa.Column("owner", LABEL, nullable=False),
        sa.Column("heartbeat", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_runs_report_id_reports"),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
        sa.UniqueConstraint("report_id", "number", name="uq_runs_report_id_number"),
    )
    op.create_table(
        "run_sections",
        sa.Column("run_id", ID, nullable=False),
        sa.Column("section_id", ID, nullable=False),
        sa.Column("state", CHOICE, nullable=False),
        sa.Column("partial", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("started", MOMENT, nullable=False),
        sa.Column("ended", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_run_sections_run_id_runs"),
        sa.ForeignKeyConstraint(["section_id"], ["sections.id"], name="fk_run_sections_section_id_sections"),
        sa.PrimaryKeyConstraint("run_id", "section_id", name="pk_run_sections"),
    )
    op.create_index("ix_run_sections_section_id", "run_sections", ["section_id"])
    op.create_table(
        "calls",
        sa.Column("id", ID, nullable=False),
        sa.Column("run_id", ID, nullable=False),
        sa.Column("section_id", ID, nullable=False),
        sa.Column("model", LABEL, nullable=False),
        sa.Column("usage", sa.JSON, nullable=False),
        sa.Column("started", MOMENT, nullable=False),
        sa.Column("ended", MOMENT, nullable=False),
        sa.Column("outcome", CHOICE, nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_calls_run_id_runs"),
        sa.ForeignKeyConstraint(["section_id"], ["sections.id"], name="fk_calls_section_id_sections"),
        sa.PrimaryKeyConstraint("id", name="pk_calls"),
    )
    op.create_index("ix_calls_run_id", "calls", ["run_id"])


def downgrade() -> None:
    for table in ("calls", "run_sections", "runs", "proposals", "revisions", "sections", "figure_sets", "reports"):
        op.drop_table(table)
