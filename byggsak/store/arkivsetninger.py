"""The statements of the delivery, written once: building them anew for every row cost more than
carrying them out."""

from __future__ import annotations

from sqlalchemy import (
    Select,
    and_,
    bindparam,
    delete,
    func,
    insert,
    literal_column,
    or_,
    select,
    update,
)

from byggsak.archive.outbox import RowState
from byggsak.store.arkivtabeller import kvittering, stans
from byggsak.store.tabeller import utboks

KOL, KVI = utboks.c, kvittering.c
_P = bindparam
# Spelled out, or neither database would see that its index of unfinished rows will do.
_UFERDIG = KOL.tilstand != literal_column(f"'{RowState.DONE.value}'")
_I_SAKEN = and_(KOL.kommune == _P("i_kommune"), KOL.sak == _P("i_sak"), _UFERDIG)
_RADEN = and_(KOL.kommune == _P("i_kommune"), KOL.noekkel == _P("i_noekkel"))
_HOLDT = and_(_RADEN, KOL.laast_av == _P("i_arbeider"))

FOERSTE = select(utboks).where(_I_SAKEN).order_by(KOL.sekvens).limit(1).with_for_update()
"""The case's first unfinished row."""
RADEN = select(utboks).where(KOL.noekkel == _P("i_noekkel")).with_for_update()
"""The row of a command key: a receipt does not say whose it is."""
UFERDIGE = select(func.count()).select_from(utboks).where(_I_SAKEN)
TA = (
    update(utboks)
    .where(_RADEN)
    .values(laast_av=_P("arbeider"), laast_til=_P("til"), tilstand=_P("tilstand_"))
)
BESVART = update(utboks).where(_HOLDT).values(tilstand=RowState.ANSWERED.value)
FERDIG = (
    update(utboks)
    .where(_HOLDT)
    .values(tilstand=_P("tilstand_"), grunn=_P("grunn_"), laast_av="", laast_til=None)
)
GODTATT = (
    update(utboks)
    .where(_HOLDT)
    .values(
        tilstand=RowState.ACCEPTED.value,
        ref=_P("ref_"),
        neste=_P("neste_"),
        laast_av="",
        laast_til=None,
    )
)
UTSATT = (
    update(utboks)
    .where(_HOLDT)
    .values(
        tilstand=_P("tilstand_"),
        forsoek=_P("forsoek_"),
        neste=_P("neste_"),
        grunn=_P("grunn_"),
        laast_av="",
        laast_til=None,
    )
)
SVAR = select(KVI.utfall).where(
    KVI.kommune == _P("i_kommune"),
    KVI.adapter == _P("i_adapter"),
    KVI.noekkel == _P("i_noekkel"),
)
NYTT_SVAR = insert(kvittering)
GLEM_SVAR = delete(kvittering).where(
    KVI.kommune == _P("i_kommune"),
    KVI.adapter == _P("i_adapter"),
    KVI.noekkel == _P("i_noekkel"),
)
STANSET = select(stans.c.grunn).where(stans.c.adapter == _P("i_adapter"))

_foerst = select(KOL.kommune, KOL.sak, func.min(KOL.sekvens).label("sekvens")).where(_UFERDIG)
_I_GRUPPEN = and_(
    KOL.kommune == _P("i_kommune"),
    func.substr(KOL.sak, func.length(KOL.sak) - _P("i_lengde") + 1) == _P("i_ende"),
)


def _forfalt(*, gruppe: bool) -> Select[tuple[str, str]]:
    uferdige = _foerst.where(_I_GRUPPEN) if gruppe else _foerst
    foerst = uferdige.group_by(KOL.kommune, KOL.sak).subquery()
    return (
        select(KOL.kommune, KOL.sak)
        .join(
            foerst,
            and_(
                KOL.kommune == foerst.c.kommune,
                KOL.sak == foerst.c.sak,
                KOL.sekvens == foerst.c.sekvens,
            ),
        )
        .where(
            KOL.tilstand != RowState.REFUSED.value,
            or_(KOL.tilstand != RowState.ACCEPTED.value, KOL.neste <= _P("naa")),
            or_(
                and_(KOL.laast_av == "", KOL.neste <= _P("naa")),
                and_(KOL.laast_av != "", KOL.laast_til <= _P("naa")),
                KOL.laast_av == _P("i_arbeider"),
            ),
        )
        .order_by(KOL.neste, KOL.kommune, KOL.sak)
        .limit(_P("hoeyst"))
    )


FORFALT = _forfalt(gruppe=False)
"""Cases whose first unfinished row `i_arbeider` may take now, longest waiting first."""
FORFALT_I_GRUPPEN = _forfalt(gruppe=True)
