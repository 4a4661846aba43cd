"""Locks on texts, and sentences reviewed after a change of figures."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.String(32)
MOMENT = sa.String(32)
FINGERPRINT = sa.String(64)


def upgrade() -> None:
    op.create_table(
        "locks",
        sa.Column("id", ID, nullable=False),
        sa.Column("section_id", ID, nullable=False),
        sa.Column("revision_id", ID, nullable=False),
        sa.Column("figure_set", sa.Integer, nullable=False),
        sa.Column("kept", sa.Integer, nullable=False),
        sa.Column("seal", FINGERPRINT, nullable=False),
        sa.Column("made", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["section_id"], ["sections.id"], name="fk_locks_section_id_sections"),
        sa.ForeignKeyConstraint(["revision_id"], ["revisions.id"], name="fk_locks_revision_id_revisions"),
        sa.PrimaryKeyConstraint("id", name="pk_locks"),
    )
    op.create_index("ix_locks_section_id", "locks", ["section_id"])
    op.create_table(
        "reviews",
        sa.Column("section_id", ID, nullable=False),
        sa.Column("sentence", FINGERPRINT, nullable=False),
        sa.Column("figure_set", sa.Integer, nullable=False),
        sa.Column("made", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["section_id"], ["sections.id"], name="fk_reviews_section_id_sections"),
        sa.PrimaryKeyConstraint("section_id", "sentence", name="pk_reviews"),
    )


def downgrade() -> None:
    op.drop_table("reviews")
    op.drop_table("locks")
