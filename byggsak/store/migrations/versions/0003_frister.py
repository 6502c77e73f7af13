"""The time limits of every case, so that each is told of once, by whoever sees it first."""

import sqlalchemy as sa
from alembic import op

from byggsak.store.typer import Tid

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "byg_frist",
        sa.Column("kommune", sa.String(length=4), nullable=False),
        sa.Column("sak", sa.String(length=32), nullable=False),
        sa.Column("soeknad", sa.Integer(), nullable=False),
        sa.Column("oppgave", sa.String(length=64), nullable=False),
        sa.Column("gjelder", sa.String(length=200), nullable=False),
        sa.Column("frist", sa.Date(), nullable=False),
        sa.Column("slag", sa.String(length=8), nullable=False),
        sa.Column("dag", sa.Date(), nullable=False),
        sa.Column("tilstand", sa.String(length=16), nullable=False),
        sa.Column("satt_ved", sa.Integer(), nullable=False),
        sa.Column("meldt_ved", sa.Integer(), nullable=True),
        sa.Column("meldt", Tid(), nullable=True),
        sa.Column("grunn", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kommune", "sak"],
            ["byg_sak.kommune", "byg_sak.sak"],
            name=op.f("fk_byg_frist_byg_sak"),
        ),
        sa.PrimaryKeyConstraint(
            "kommune",
            "sak",
            "soeknad",
            "oppgave",
            "gjelder",
            "frist",
            "slag",
            name=op.f("pk_byg_frist"),
        ),
    )
    op.create_index(
        "ix_byg_frist_kommune_tilstand", "byg_frist", ["kommune", "tilstand", "dag"], unique=False
    )
    # Old cases have version 0 here, so the first sweep computes their rows.
    op.add_column(
        "byg_sak", sa.Column("frist_versjon", sa.Integer(), server_default="0", nullable=False)
    )
    op.add_column(
        "byg_sak", sa.Column("frist_merke", sa.String(length=16), server_default="", nullable=False)
    )
