"""What senders call a case, to find it again when a supplement comes."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "byg_sakreferanse",
        sa.Column("kommune", sa.String(length=4), nullable=False),
        sa.Column("slag", sa.String(length=16), nullable=False),
        sa.Column("verdi", sa.String(length=200), nullable=False),
        sa.Column("sak", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["kommune", "sak"],
            ["byg_sak.kommune", "byg_sak.sak"],
            name=op.f("fk_byg_sakreferanse_byg_sak"),
        ),
        sa.PrimaryKeyConstraint(
            "kommune", "slag", "verdi", "sak", name=op.f("pk_byg_sakreferanse")
        ),
    )
