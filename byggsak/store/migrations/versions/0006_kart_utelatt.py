"""A dataset of the map keeps which objects of its file were left out.

Those imported before do not say: they are unknown until the file is imported once more.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("byg_kart_datasett", sa.Column("utelatt", sa.Text()))
