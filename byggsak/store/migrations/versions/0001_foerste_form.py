"""The first form of all tables: cases, archive delivery, maps."""

import sqlalchemy as sa
from alembic import op

from byggsak.store import kart_tabeller, utloesere
from byggsak.store.typer import Tid

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

BARE_TILLEGG = ("byg_hendelse", "byg_innsending", "byg_dokument", "byg_rapport")


def upgrade() -> None:
    op.create_table(
        "byg_arbeider",
        sa.Column("navn", sa.String(length=64), nullable=False),
        sa.Column("sett", Tid(), nullable=False),
        sa.PrimaryKeyConstraint("navn", name=op.f("pk_byg_arbeider")),
    )
    op.create_table(
        "byg_arkiv_kvittering",
        sa.Column("kommune", sa.String(length=4), nullable=False),
        sa.Column("adapter", sa.String(length=64), nullable=False),
        sa.Column("noekkel", sa.String(length=200), nullable=False),
        sa.Column("utfall", sa.Text(), nullable=False),
        sa.Column("tid", Tid(), nullable=False),
        sa.PrimaryKeyConstraint(
            "kommune", "adapter", "noekkel", name=op.f("pk_byg_arkiv_kvittering")
        ),
    )
    op.create_table(
        "byg_arkiv_stans",
        sa.Column("adapter", sa.String(length=64), nullable=False),
        sa.Column("grunn", sa.Text(), nullable=False),
        sa.Column("tid", Tid(), nullable=False),
        sa.PrimaryKeyConstraint("adapter", name=op.f("pk_byg_arkiv_stans")),
    )
    op.create_table(
        "byg_kart_datasett",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("kommune", sa.String(length=4), nullable=False),
        sa.Column("navn", sa.String(length=255), nullable=False),
        sa.Column("slag", sa.String(length=64), nullable=False),
        sa.Column("dato", sa.Date(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("kilde", sa.Text(), nullable=False),
        sa.Column("epsg", sa.Integer(), nullable=False),
        sa.Column("antall", sa.Integer(), nullable=False),
        sa.Column("valid_from", Tid(), nullable=False),
        sa.Column("valid_to", Tid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_byg_kart_datasett")),
    )
    op.create_index(
        "ix_byg_kart_datasett_kommune_valid_to",
        "byg_kart_datasett",
        ["kommune", "valid_to"],
        unique=False,
    )
    op.create_table(
        "byg_sak",
        sa.Column("kommune", sa.String(length=4), nullable=False),
        sa.Column("sak", sa.String(length=32), nullable=False),
        sa.Column("loepenr", sa.BigInteger(), nullable=False),
        sa.Column("soeknad_sha256", sa.String(length=64), nullable=False),
        sa.Column("type", sa.String(length=16), nullable=False),
        sa.Column("tittel", sa.Text(), nullable=False),
        sa.Column("tilstand", sa.String(length=32), nullable=False),
        sa.Column("versjon", sa.Integer(), nullable=False),
        sa.Column("hode", sa.String(length=64), nullable=False),
        sa.Column("opprettet", Tid(), nullable=False),
        sa.Column("endret", Tid(), nullable=False),
        sa.PrimaryKeyConstraint("kommune", "sak", name=op.f("pk_byg_sak")),
        sa.UniqueConstraint("kommune", "loepenr", name=op.f("uq_byg_sak_kommune_loepenr")),
        sa.UniqueConstraint(
            "kommune", "soeknad_sha256", name=op.f("uq_byg_sak_kommune_soeknad_sha256")
        ),
    )
    op.create_index(
        "ix_byg_sak_kommune_tilstand", "byg_sak", ["kommune", "tilstand", "loepenr"], unique=False
    )
    op.create_table(
        "byg_teller",
        sa.Column("kommune", sa.String(length=4), nullable=False),
        sa.Column("navn", sa.String(length=32), nullable=False),
        sa.Column("verdi", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("kommune", "navn", name=op.f("pk_byg_teller")),
    )
    op.create_table(
        "byg_dokument",
        sa.Column("kommune", sa.String(length=4), nullable=False),
        sa.Column("sak", sa.String(length=32), nullable=False),
        sa.Column("versjon", sa.Integer(), nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("stoerrelse", sa.BigInteger(), nullable=False),
        sa.Column("type", sa.String(length=100), nullable=False),
        sa.Column("mime", sa.String(length=100), nullable=False),
        sa.Column("filnavn", sa.String(length=255), nullable=False),
        sa.Column("sted", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(
            ["kommune", "sak"],
            ["byg_sak.kommune", "byg_sak.sak"],
            name=op.f("fk_byg_dokument_byg_sak"),
        ),
        sa.PrimaryKeyConstraint("kommune", "sak", "versjon", "nr", name=op.f("pk_byg_dokument")),
    )
    op.create_index(
        "ix_byg_dokument_kommune_sha256", "byg_dokument", ["kommune", "sha256"], unique=False
    )
    op.create_table(
        "byg_hendelse",
        sa.Column("kommune", sa.String(length=4), nullable=False),
        sa.Column("sak", sa.String(length=32), nullable=False),
        sa.Column("versjon", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=64), nullable=False),
        sa.Column("tid", Tid(), nullable=False),
        sa.Column("innhold", sa.Text(), nullable=False),
        sa.Column("forrige", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint("versjon >= 1", name=op.f("ck_byg_hendelse_versjon")),
        sa.ForeignKeyConstraint(
            ["kommune", "sak"],
            ["byg_sak.kommune", "byg_sak.sak"],
            name=op.f("fk_byg_hendelse_byg_sak"),
        ),
        sa.PrimaryKeyConstraint("kommune", "sak", "versjon", name=op.f("pk_byg_hendelse")),
    )
    op.create_table(
        "byg_innsending",
        sa.Column("kommune", sa.String(length=4), nullable=False),
        sa.Column("noekkel", sa.String(length=200), nullable=False),
        sa.Column("sak", sa.String(length=32), nullable=False),
        sa.Column("versjon", sa.Integer(), nullable=False),
        sa.Column("innhold_sha256", sa.String(length=64), nullable=False),
        sa.Column("soeknad_sha256", sa.String(length=64), nullable=False),
        sa.Column("mottatt", Tid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kommune", "sak"],
            ["byg_sak.kommune", "byg_sak.sak"],
            name=op.f("fk_byg_innsending_byg_sak"),
        ),
        sa.PrimaryKeyConstraint("kommune", "noekkel", name=op.f("pk_byg_innsending")),
    )
    op.create_index(
        "ix_byg_innsending_kommune_sak",
        "byg_innsending",
        ["kommune", "sak", "versjon"],
        unique=False,
    )
    op.create_index(
        "ix_byg_innsending_kommune_soeknad",
        "byg_innsending",
        ["kommune", "soeknad_sha256"],
        unique=False,
    )
    op.create_table(
        "byg_kart_objekt",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("kommune", sa.String(length=4), nullable=False),
        sa.Column("datasett", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("objekttype", sa.String(length=64), nullable=False),
        sa.Column("gml_id", sa.Text(), nullable=False),
        sa.Column("lokal_id", sa.Text(), nullable=True),
        sa.Column("plan_id", sa.Text(), nullable=True),
        sa.Column("linje", sa.Integer(), nullable=True),
        sa.Column("minx", sa.Double(), nullable=False),
        sa.Column("miny", sa.Double(), nullable=False),
        sa.Column("maxx", sa.Double(), nullable=False),
        sa.Column("maxy", sa.Double(), nullable=False),
        sa.Column("wkb", sa.LargeBinary(), nullable=False),
        sa.Column("egenskaper", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["datasett"],
            ["byg_kart_datasett.id"],
            name=op.f("fk_byg_kart_objekt_byg_kart_datasett"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_byg_kart_objekt")),
    )
    op.create_index("ix_byg_kart_objekt_datasett", "byg_kart_objekt", ["datasett"], unique=False)
    op.create_table(
        "byg_rapport",
        sa.Column("kommune", sa.String(length=4), nullable=False),
        sa.Column("sak", sa.String(length=32), nullable=False),
        sa.Column("versjon", sa.Integer(), nullable=False),
        sa.Column("resultat", sa.String(length=16), nullable=False),
        sa.Column("innhold", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("regelpakker", sa.Text(), nullable=False),
        sa.Column("laget", Tid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kommune", "sak"],
            ["byg_sak.kommune", "byg_sak.sak"],
            name=op.f("fk_byg_rapport_byg_sak"),
        ),
        sa.PrimaryKeyConstraint("kommune", "sak", "versjon", name=op.f("pk_byg_rapport")),
    )
    op.create_table(
        "byg_utboks",
        sa.Column("kommune", sa.String(length=4), nullable=False),
        sa.Column("noekkel", sa.String(length=200), nullable=False),
        sa.Column("sak", sa.String(length=32), nullable=False),
        sa.Column("sekvens", sa.Integer(), nullable=False),
        sa.Column("slag", sa.String(length=32), nullable=False),
        sa.Column("innhold", sa.Text(), nullable=False),
        sa.Column("tilstand", sa.String(length=16), nullable=False),
        sa.Column("forsoek", sa.Integer(), nullable=False),
        sa.Column("neste", Tid(), nullable=False),
        sa.Column("laast_av", sa.String(length=100), nullable=False),
        sa.Column("laast_til", Tid(), nullable=True),
        sa.Column("ref", sa.String(length=200), nullable=False),
        sa.Column("grunn", sa.Text(), nullable=False),
        sa.Column("opprettet", Tid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kommune", "sak"],
            ["byg_sak.kommune", "byg_sak.sak"],
            name=op.f("fk_byg_utboks_byg_sak"),
        ),
        sa.PrimaryKeyConstraint("kommune", "noekkel", name=op.f("pk_byg_utboks")),
        sa.UniqueConstraint(
            "kommune", "sak", "sekvens", name=op.f("uq_byg_utboks_kommune_sak_sekvens")
        ),
    )
    op.create_index(
        "ix_byg_utboks_kommune_tilstand",
        "byg_utboks",
        ["kommune", "tilstand", "neste"],
        unique=False,
    )
    op.create_table(
        "byg_kart_teig",
        sa.Column("objekt", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kommune", sa.String(length=4), nullable=False),
        sa.Column("datasett", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("enhetens_kommune", sa.String(length=4), nullable=False),
        sa.Column("gaardsnummer", sa.Integer(), nullable=False),
        sa.Column("bruksnummer", sa.Integer(), nullable=False),
        sa.Column("festenummer", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["datasett"], ["byg_kart_datasett.id"], name=op.f("fk_byg_kart_teig_byg_kart_datasett")
        ),
        sa.ForeignKeyConstraint(
            ["objekt"], ["byg_kart_objekt.id"], name=op.f("fk_byg_kart_teig_byg_kart_objekt")
        ),
    )
    op.create_index(
        "ix_byg_kart_teig_enhet",
        "byg_kart_teig",
        ["kommune", "gaardsnummer", "bruksnummer", "festenummer"],
        unique=False,
    )
    dialekt = op.get_bind().dialect.name
    for setning in (*utloesere.ddl(dialekt, BARE_TILLEGG), *kart_tabeller.ddl(dialekt)):
        # psycopg takes a lone % for a placeholder.
        op.get_bind().exec_driver_sql(
            setning.replace("%", "%%") if dialekt == "postgresql" else setning
        )
