"""What is not delivered is found without reading what is: the archive queue grows for ever."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_byg_utboks_uferdig",
        "byg_utboks",
        ["kommune", "sak", "sekvens"],
        sqlite_where=sa.text("tilstand <> 'levert'"),
        postgresql_where=sa.text("tilstand <> 'levert'"),
    )
    op.create_index("ix_byg_utboks_noekkel", "byg_utboks", ["noekkel"])
