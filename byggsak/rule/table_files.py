"""Reads field tables from TOML; every fault names the file and the row. Format: `tables`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from byggsak.domain.funn import Alvorlighet, Hjemmel
from byggsak.domain.tekst import SPRAAK, Tekst
from byggsak.rule import register_checks
from byggsak.rule.condition import STI, Vilkaar, tolk_vilkaar
from byggsak.rule.errors import FelttabellFeil
from byggsak.rule.field_texts import UTEN_VERDI, setninger
from byggsak.rule.predicates import TYPER
from byggsak.rule.row_checks import (
    PARAMETRE,
    TAR,
    Utgaattlister,
    jevnfoering,
    les_dato,
    les_liste,
    les_utgaatte,
    proeve,
)
from byggsak.rule.table_places import fordel
from byggsak.rule.tables import (
    FLERE_STIER,
    ID,
    UTFYLLING,
    Feltrad,
    Felttabell,
    Kodelister,
    skjemanavn,
)

_HODENOEKLER: Final = {
    "skjema", "versjoner", "tittel", "hjemmel", "gjelder_fra", "gjelder_til", "merknad",
}  # fmt: skip
_RADNOEKLER: Final = {
    "id", "xpath", "for", "krav", "naar", "alvorlighet", "ord", "sjekkpunkt", "dibk_kode",
    "hjemmel", "melding", "raad", "moenster", "type", "koder", "kodeliste", "verdi", "med",
    "merknad", "dager", "ledd", "toleranse", "liste", "register",
}  # fmt: skip


def les_felttabell(
    data: Mapping[str, Any], fil: str, kodelister: Kodelister | None = None
) -> list[Felttabell]:
    """One table for each form the file speaks of."""
    if ukjente := set(data) - {"tabell", "sted", "felt", "kodelister", "utgaatt"}:
        raise FelttabellFeil(f"{fil}: ukjent avsnitt {sorted(ukjente)}.")
    hode = data.get("tabell")
    if not isinstance(hode, Mapping):
        raise FelttabellFeil(f"{fil}: avsnittet [tabell] mangler.")
    if ukjente := set(hode) - _HODENOEKLER:
        raise FelttabellFeil(f"{fil}: [tabell] har ukjente nøkler {sorted(ukjente)}.")
    lister = {**(kodelister or {}), **les_kodelister(data.get("kodelister", {}), fil)}
    gaatt_ut = les_utgaatte(data.get("utgaatt", {}), fil)
    hjemmel = _hjemmel(hode.get("hjemmel"), f"{fil}: [tabell]")
    if not hode.get("skjema") and not data.get("sted"):
        raise FelttabellFeil(f'{fil}: [tabell] mangler skjema = "<rotnavn>".')
    rader = data.get("felt", [])
    if not isinstance(rader, list) or not rader:
        raise FelttabellFeil(f"{fil}: tabellen har ingen [[felt]].")
    fra = les_dato(hode.get("gjelder_fra"), f"{fil}: [tabell] gjelder_fra")
    til = hode.get("gjelder_til")
    tabeller = []
    for utvalg in fordel(data, fil):
        skjema = utvalg.skjema
        lest = tuple(
            _les_rad(rad, sted, skjema, hjemmel, lister, gaatt_ut) for sted, rad in utvalg.rader
        )
        _krev_unike(lest, fil)
        tabeller.append(
            Felttabell(
                skjema=skjema,
                versjoner=utvalg.versjoner,
                tittel=_tekst(hode["tittel"], f"{fil}: tittel") if "tittel" in hode
                else Tekst(f"Feltene i {skjema}", f"Felta i {skjema}", f"The fields of {skjema}"),
                gjelder_fra=fra,
                gjelder_til=None if til is None else les_dato(til, f"{fil}: gjelder_til"),
                hjemmel=hjemmel,
                rader=lest,
                fil=fil,
            )
        )  # fmt: skip
    return tabeller


def les_kodelister(data: object, fil: str) -> dict[str, frozenset[str]]:
    """`name = [codes]` or `[name] koder = [codes]`, optionally with `kilde`."""
    if not isinstance(data, Mapping):
        raise FelttabellFeil(f"{fil}: kodelister må være tabeller.")
    lister = {}
    for navn, innhold in data.items():
        koder = innhold.get("koder") if isinstance(innhold, Mapping) else innhold
        if isinstance(koder, Mapping):
            koder = list(koder)
        lister[navn] = frozenset(les_liste(koder, f"{fil}: kodelisten {navn}"))
        if not lister[navn]:
            raise FelttabellFeil(f"{fil}: kodelisten {navn} er tom; da blir alle koder feil.")
    return lister


def _les_rad(
    rad: Mapping[str, Any],
    sted: str,
    skjema: str,
    hjemmel: Hjemmel,
    lister: Kodelister,
    gaatt_ut: Utgaattlister,
) -> Feltrad:
    sted = f"{sted} ({rad.get('id', 'uten id')})"
    if ukjente := set(rad) - _RADNOEKLER:
        raise FelttabellFeil(f"{sted} har ukjente nøkler {sorted(ukjente)}.")
    if mangler := {"id", "xpath", "krav", "alvorlighet", "ord"} - set(rad):
        raise FelttabellFeil(f"{sted} mangler {sorted(mangler)}.")
    id_ = skjemanavn(str(rad["id"]), skjema)
    if not ID.fullmatch(id_):
        raise FelttabellFeil(f"{sted}: id skal være som «Ettrinn.Tiltakshaver.Navn.Utfylt».")
    krav = str(rad["krav"])
    if krav not in UTFYLLING and krav not in TAR and krav not in TYPER:
        raise FelttabellFeil(
            f"{sted}: krav «{krav}» finnes ikke. Velg blant {sorted({*UTFYLLING, *TAR, *TYPER})}."
        )
    if overfloedig := (set(rad) & PARAMETRE) - TAR.get(krav, set()):
        raise FelttabellFeil(f"{sted}: krav «{krav}» tar ikke {sorted(overfloedig)}.")
    stier = tuple(les_liste(rad["xpath"], f"{sted}: xpath"))
    if not stier or (len(stier) > 1) != (krav in FLERE_STIER):
        raise FelttabellFeil(
            f"{sted}: bare en_av, minst_en og noeyaktig_en har flere stier, og de skal ha minst to."
        )
    gjentatt = rad.get("for")
    for sti in (*stier, *([gjentatt] if gjentatt is not None else [])):
        if sti != "." and not STI.fullmatch(str(sti)):
            raise FelttabellFeil(
                f"{sted}: stien «{sti}» må være lokale navn skilt med «/», under rotelementet."
            )
    if gjentatt == "." or (gjentatt is None and "." in stier):
        raise FelttabellFeil(f"{sted}: «.» er instansen i `for`, og krever en slik.")
    for annen in ([rad["med"]] if "med" in rad else []) + list(rad.get("ledd", [])):
        if not STI.fullmatch(str(annen).removeprefix("-").removeprefix("/")):
            raise FelttabellFeil(f"{sted}: «{annen}» er ikke en sti.")
    try:
        alvorlighet = Alvorlighet(rad["alvorlighet"])
    except ValueError:
        raise FelttabellFeil(f"{sted}: alvorlighet er «feil» eller «advarsel».") from None
    verdiproeve = proeve(krav, rad, sted, lister)
    register = register_checks.proeve(krav, rad)
    if register is not None and {"melding", "raad"} & set(rad):
        raise FelttabellFeil(
            f"{sted}: en rad som spør et register, har ikke egen melding eller raad."
        )
    standard = setninger(krav if krav != "gyldig" else rad.get("type", krav))
    naar = _vilkaar(rad.get("naar"), sted)
    return Feltrad(
        id=id_,
        krav=krav,
        stier=stier,
        gjentatt=gjentatt,
        naar_tekst=rad.get("naar"),
        naar=naar,
        proeve=verdiproeve,
        lik_med=rad.get("med") if krav == "lik" else None,
        jevnfoer=jevnfoering(krav, rad, sted, gaatt_ut),
        register=register,
        grense=str(rad.get("verdi", "")),
        alvorlighet=alvorlighet,
        ord=_tekst(rad["ord"], f"{sted}: ord"),
        melding=_tekst(rad["melding"], f"{sted}: melding") if "melding" in rad
        else standard.melding,
        raad=_tekst(rad["raad"], f"{sted}: raad") if "raad" in rad else standard.raad,
        hjemmel=_hjemmel(rad["hjemmel"], sted) if "hjemmel" in rad else hjemmel,
        viser_verdi=not ({krav, rad.get("type")} & UTEN_VERDI or krav == "kontrollsiffer"),
        sjekkpunkt=rad.get("sjekkpunkt"),
        dibk_kode=rad.get("dibk_kode"),
        leser=(
            *(naar.stier if naar is not None else ()),
            *([str(rad["med"])] if "med" in rad else ()),
            *(str(ledd).removeprefix("-") for ledd in rad.get("ledd", ())),
        ),
    )  # fmt: skip


def _vilkaar(naar: object, sted: str) -> Vilkaar | None:
    return None if naar is None else tolk_vilkaar(str(naar), sted)


def _krev_unike(rader: tuple[Feltrad, ...], fil: str) -> None:
    sett: set[str] = set()
    for rad in rader:
        if rad.id in sett:
            raise FelttabellFeil(f"{fil}: id {rad.id} står to ganger. Hver rad skal ha sin egen.")
        sett.add(rad.id)


def _tekst(verdi: object, sted: str) -> Tekst:
    if not isinstance(verdi, Mapping) or set(verdi) != set(SPRAAK) or not all(verdi.values()):
        raise FelttabellFeil(f"{sted} skal ha nb, nn og en, alle med tekst.")
    return Tekst(**verdi)


def _hjemmel(verdi: object, sted: str) -> Hjemmel:
    if not isinstance(verdi, Mapping) or not {"lov", "paragraf"} <= set(verdi) <= {
        "lov", "paragraf", "ledd",
    }:  # fmt: skip
        raise FelttabellFeil(f"{sted}: hjemmel skal ha lov, paragraf og kan ha ledd.")
    return Hjemmel(**verdi)
