"""Which application of the case a delivery belongs to. Until now there was one."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "byg_innsending", sa.Column("soeknad", sa.Integer(), server_default="1", nullable=False)
    )
