"""The letter of deficiencies: composed from the findings a person has confirmed, with one deadline.

It goes out as a letter (PDF/A), which is what the archive gets. The same is said in JSON to the
applicant's software, in the words of the national case-data API: the milestone MB, and one `utfall`
for each deficiency with an id that the software answers by in `utfallBesvarelse`. The JSON stays
with the case: it says nothing that the letter does not, and it is in no format an archive takes.

The names of the fields follow what is published of that API and the national form «Supplering av
søknad»; its own JSON schema is not public [K], so the shape is ours where those are silent.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from byggsak.case.hendelse import Hendelse, MangelMeldt
from byggsak.case.kommando import Dokumentref, MeldMangel
from byggsak.case.sak import Sak
from byggsak.case.tilstand import Aktoer, norsk_dato
from byggsak.case.vakt import Parametre
from byggsak.domain.kommune import Kommune
from byggsak.domain.tekst import Spraak, Tekst
from byggsak.domain.vedtak import FunnTilVurdering, Funnvurdering, Mangel, Mangelalvor
from byggsak.services.arkivering import Arkivoppsett
from byggsak.services.brev import skriv_brev
from byggsak.services.filer import Filer
from byggsak.services.mangelbrev_form import Ledd, Utkast, som_brev, som_utfall
from byggsak.services.saksbehandling import utfoer
from byggsak.services.utgaver import utgaver
from byggsak.store.enhet import Kommunelager
from byggsak.xml.inn import les_soeknad

SVARFRIST_UKER: Final = 4
"""Weeks to answer where the municipality has not chosen its own (`svarfrist_uker`) [K]: the law
says «a reasonable time» (fvl § 17), not how long."""
_PLASSER: Final = 1000


def utfall_id(hendelse: int, nummer: int) -> int:
    """The id of deficiency `nummer` in the letter that was event `hendelse` of the case.

    The national form wants a whole number to answer by; this one is never given to two.

    >>> utfall_id(7, 2)
    7002
    """
    if not 0 < nummer < _PLASSER:
        raise ValueError(f"Et mangelbrev har høyst {_PLASSER - 1} mangler. Del det i to.")
    return hendelse * _PLASSER + nummer


def utkast(
    lager: Kommunelager,
    filer: Filer,
    kommune: Kommune,
    sak_id: str,
    dag: date,
    *,
    soeknad: int = 1,
    spraak: Spraak | None = None,
    svarfrist: date | None = None,
    funn: Collection[str] | None = None,
    alvor: Mangelalvor = Mangelalvor.MINDRE,
) -> Utkast:
    """What the letter would say on `dag`: every confirmed finding, or those in `funn`. Raises
    UkjentSak."""
    with lager.lesing() as enhet:
        sak = Sak.av(en.hendelse for en in enhet.saker.hendelser(sak_id))
        siste = utgaver(enhet, filer, sak_id)[-1].innsending.soeknad if spraak is None else b""
    valgt = spraak or maalform(siste, kommune)
    gang = sak.soeknad(soeknad)
    valgte: Collection[FunnTilVurdering] = gang.med_vurdering(Funnvurdering.BEKREFTET)
    ukjente: list[str] = []
    if funn is not None:  # named, confirmed or not: the case itself refuses what is not
        valgte = [f for f in gang.funn if f.noekkel in funn]
        ukjente = sorted(set(funn) - {f.noekkel for f in valgte})
    return Utkast(
        spraak=valgt,
        svarfrist=svarfrist or dag + timedelta(weeks=_uker(kommune)),
        alvor=alvor,
        ledd=(
            *(_av_funn(f, valgt) for f in valgte),
            *(Ledd(mangel=Mangel(tekst=ett, funn=ett)) for ett in ukjente),
        ),
    )


def send(
    lager: Kommunelager,
    filer: Filer,
    kommune: Kommune,
    sak_id: str,
    brevet: Utkast,
    aktoer: Aktoer,
    naa: datetime,
    *,
    soeknad: int = 1,
    forventet_versjon: int | None = None,
    parametre: Parametre = Parametre(),  # noqa: B008 -- a frozen value
    oppsett: Arkivoppsett = Arkivoppsett(),  # noqa: B008 -- a frozen value
) -> list[Hendelse]:
    """Writes the letter, stores it, and reports the deficiencies in the case; the archive gets it.

    Raises as `saksbehandling.utfoer`: `Avslaatt`, `Versjonskonflikt` and `UkjentSak`. Files that
    no event came to point at do no harm.
    """
    with lager.lesing() as enhet:
        hendelser = [en.hendelse for en in enhet.saker.hendelser(sak_id)]
        versjon = enhet.saker.linje(sak_id).versjon
    gang, nummer = Sak.av(hendelser).soeknad(soeknad), versjon + 1
    brevet = replace(
        brevet,
        ledd=tuple(
            replace(ledd, utfall_id=utfall_id(nummer, nr)) for nr, ledd in enumerate(brevet.ledd, 1)
        ),
    )
    pdf = skriv_brev(som_brev(brevet, gang, kommune, sak_id, norsk_dato(naa), aktoer))
    data = json.dumps(
        som_utfall(brevet, kommune, sak_id, norsk_dato(naa)), ensure_ascii=False, indent=1
    )
    kommando = MeldMangel(
        soeknad=soeknad,
        mangler=tuple(ledd.mangel for ledd in brevet.ledd),
        alvor=brevet.alvor,
        svarfrist=brevet.svarfrist,
        brev=(_lagret(filer, pdf, "mangelbrev.pdf", "application/pdf"),),
        for_program=(_lagret(filer, data.encode(), "mangelbrev.json", "application/json"),),
    )
    # The ids in the letter hold only for the event it becomes: nothing may come in between.
    ventet = versjon if forventet_versjon is None else forventet_versjon
    return utfoer(lager, sak_id, kommando, aktoer, naa, ventet, parametre, oppsett)


def sendte(lager: Kommunelager, filer: Filer, sak_id: str) -> list[dict[str, Any]]:
    """Every letter of the case as its JSON, oldest first, with `hendelse` and the letter's own
    hash. Letters made elsewhere have only what their event says. Raises UkjentSak."""
    with lager.lesing() as enhet:
        enhet.saker.linje(sak_id)
        lagret = enhet.saker.hendelser(sak_id)
    return [
        {
            "hendelse": en.versjon,
            "brev": next((d.sha256 for d in e.brev if d.mime == "application/pdf"), None),
            **_lest(e, en.versjon, filer),
        }
        for en in lagret
        if isinstance(e := en.hendelse, MangelMeldt)
    ]


def maalform(soeknad: bytes, kommune: Kommune) -> Spraak:
    """The language to write in: what the applicant prefers, else the municipality's own
    (`maalform`), else bokmål."""
    lest = les_soeknad(soeknad).soeknad
    oensket = lest.felt.verdi("metadata/foretrukketSpraak/kodeverdi") if lest else None
    for valg in (oensket, kommune.parametre.get("maalform")):
        spraak = _SPRAAK.get(str(valg or "").strip().lower())
        if spraak is not None:
            return spraak
    return "nb"


_SPRAAK: Final[dict[str, Spraak]] = {
    "nb": "nb", "no": "nb", "bokmål": "nb", "bokmaal": "nb", "nn": "nn", "nynorsk": "nn",
}  # fmt: skip


def _uker(kommune: Kommune) -> int:
    valgt = kommune.parametre.get("svarfrist_uker", SVARFRIST_UKER)
    if not isinstance(valgt, int) or isinstance(valgt, bool) or valgt < 1:
        raise ValueError(
            f"Kommune {kommune.nummer}: parametre.svarfrist_uker er {valgt!r}. "
            "Skriv et helt antall uker."
        )
    return valgt


def _av_funn(funn: FunnTilVurdering, spraak: Spraak) -> Ledd:
    return Ledd(
        mangel=Mangel(tekst=funn.melding.paa(spraak), funn=funn.noekkel, kode=funn.dibk_kode or ""),
        hjemmel=str(funn.hjemmel or ""),
        raad=_paa(funn.raad, spraak),
        sjekkpunkt=funn.sjekkpunkt or "",
    )


def _paa(tekst: Tekst | None, spraak: Spraak) -> str:
    return "" if tekst is None else tekst.paa(spraak)


def _lagret(filer: Filer, innhold: bytes, navn: str, mime: str) -> Dokumentref:
    fil = filer.lagre(innhold)
    return Dokumentref(
        sha256=fil.sha256, filnavn=navn, stoerrelse=fil.stoerrelse, type="Mangelbrev", mime=mime
    )


def _lest(e: MangelMeldt, hendelse: int, filer: Filer) -> dict[str, Any]:
    for dok in e.for_program:
        if filer.har(dok.sha256):
            lest: dict[str, Any] = json.loads(filer.les(dok.sha256))
            return lest
    return {
        "form": None,
        "svarfrist": e.svarfrist.isoformat(),
        "virkning": e.alvor.value,
        "utfall": [
            {
                "utfallId": utfall_id(hendelse, nr), "tittel": m.tekst,
                "mangelkode": m.kode or None, "funn": m.funn or None,
            }
            for nr, m in enumerate(e.mangler, 1)
        ],
    }  # fmt: skip
