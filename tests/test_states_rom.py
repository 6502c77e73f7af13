"""Every state that can be reached, and every step from it, held against the small model.

No dead ends, no permit with something unfinished, no machine that decides, a clock wherever
someone is waited for. What is wrong is told as the story of a case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import combinations, product

import pytest

from byggsak.case import handling_frist as fr
from byggsak.case import handling_funn as hf
from byggsak.case import handling_hoering as ho
from byggsak.case import kommando as k
from byggsak.case.hviler import HVILER
from byggsak.case.muligheter import muligheter
from byggsak.case.regioner import (
    Gebyrtilstand,
    Hoeringstilstand,
    Merknadstilstand,
    Plantilstand,
    Region,
    Varseltilstand,
)
from byggsak.case.sak import Sak
from byggsak.case.soeknadsgang import Gebyr, Hoering, Merknad
from byggsak.case.tabell import ALLE, finn, instanser, region_for, tilstand_i
from byggsak.case.tilstand import MASKINER, Aktoer, Rolle, Tilstand
from byggsak.case.tilstandsnavn import navn_paa
from byggsak.case.ventetid import BEHANDLINGSFRIST, VENTER
from byggsak.domain.vedtak import Vedtaksutfall
from tests import sakslov
from tests.casehjelp import (
    AKTOERER,
    D0,
    DAG,
    GK,
    SB,
    SYS,
    T0,
    funn_til_vurdering,
    komplett,
    suppler,
    vedtak,
)
from tests.saksalfabet import (
    FORBEHOLD,
    MYNDIGHET,
    PDF,
    kommandoer,
    krav,
    mottas,
    parametre,
    tillatelse,
)
from tests.saksrom import AAR, UKER, Bokstaver, Punkt, Rom, fortell, gjoer, utforsk

P = parametre()
VED_SIDEN = (
    Region.FUNN, Region.PLAN, Region.HOERING, Region.NABOVARSEL, Region.MERKNAD, Region.GEBYR,
    Region.HABILITET,
)  # fmt: skip
ETTERPAA = {Region.KLAGE, Region.IVERKSETTING, Region.GYLDIGHET, Region.GJENNOMFOERING}
UTENOM = {
    "bekreft_sjekkpunkt", "bekreft_lovens_virkning", "forleng_frist", "avtal_frist",
    "varsle_forbud", "meld_arkivfeil", "omgjoer_vedtak", "meld_vilkaar_oppfylt", "purr",
    "meld_frist",
}  # fmt: skip
MINSTE = {"vurder_funn", "gjoer_klar", "send_tilbake", "fatt_vedtak", "suppler"}


def nye_kontroller() -> Iterator[k.Kommando]:
    """What another edition, or the same with other rules, may do to the finding f1."""
    igjen = hf.KontrollerIgjen(begrunnelse="Nye regler.", resultat="mangler", funn=())
    regel = (funn_til_vurdering("f1").regel,)
    yield igjen
    yield replace(igjen, regler_borte=regel)
    yield replace(igjen, regler_uavklart=regel)
    yield replace(igjen, funn=(funn_til_vurdering("f1"),))
    yield replace(igjen, funn=(funn_til_vurdering("f1", "1,2"),))
    yield replace(igjen, funn=(replace(funn_til_vurdering("f1"), dispensasjon_soekt=True),))
    yield suppler()


def avgjort(sak: Sak) -> bool:
    return sak.tilstand in {Tilstand.VEDTATT, Tilstand.TRUKKET, Tilstand.AVVIST}


def i_regionene(regioner: set[Region], uten: set[str] = UTENOM) -> Bokstaver:
    def bokstaver(sak: Sak, naa: datetime) -> Iterator[k.Kommando]:
        for en in kommandoer(sak, naa):
            if region_for(en.navn) in regioner and en.navn not in uten:
                yield en

    return bokstaver


def klokke_overalt(rom: Rom) -> None:
    """Wherever someone is waited for, there is a clock."""
    for punkt in rom.punkter.values():
        for gang in punkt.sak.soeknader:
            for region in Region:
                for instans in instanser(region, punkt.sak, gang):
                    tilstand = tilstand_i(region, punkt.sak, gang, instans)
                    kjent = tilstand in HVILER[region] or tilstand in VENTER[region]
                    assert kjent, f"{region}.{tilstand} har ingen klokke\n{punkt.historie()}"


def alle_gjort(rom: Rom, regioner: set[Region], uten: set[str] = frozenset()) -> None:  # type: ignore[assignment]
    skulle = {(o.kommando.navn, o.variant) for o in ALLE if o.region in regioner}
    mangler = {x for x in skulle - rom.gjort if x[0] not in uten}
    assert not mangler, f"kunne aldri gjøres: {sorted(mangler)}"


@pytest.mark.parametrize("region", VED_SIDEN)
def test_every_state_of_a_region_beside_the_main_line_keeps_every_promise(region: Region) -> None:
    start = fortell((mottas("ET", "f1"), SYS), parametre=P)
    # Deficiencies and dismissal beside every region would only repeat the walk with the plan, and
    # the whole life of a finding the walk with the findings.
    uten = UTENOM if region is Region.PLAN else UTENOM | {"avvis", "meld_mangel", "gjenoppta"}
    if region is not Region.FUNN:
        uten = uten | {"soek_dispensasjon_for_funn", "registrer_funn", "lukk_funn"}
    i_disse = i_regionene({Region.SOEKNAD, Region.FUNN, region}, uten)

    def bokstaver(sak: Sak, naa: datetime) -> Iterator[k.Kommando]:
        yield from i_disse(sak, naa)
        if region is Region.FUNN:
            yield from nye_kontroller()

    rom = utforsk(start, bokstaver, P, inntil=avgjort, sjekk=tilbudt)
    assert not rom.blindveier(avgjort), rom.blindveier(avgjort)[0].historie()
    alle_gjort(rom, {region})
    klokke_overalt(rom)


@pytest.mark.parametrize("par", list(combinations(VED_SIDEN, 2)), ids="-".join)
def test_every_pair_of_regions_joins_before_a_decision(par: tuple[Region, Region]) -> None:
    start = fortell((mottas("ET", "f1"), SYS), (komplett(), SB), parametre=P)

    def bokstaver(sak: Sak, naa: datetime) -> Iterator[k.Kommando]:
        for en in kommandoer(sak, naa):
            if region_for(en.navn) in par or en.navn in MINSTE:
                yield en

    rom = utforsk(start, bokstaver, P, inntil=avgjort)
    assert not rom.blindveier(avgjort), rom.blindveier(avgjort)[0].historie()


@pytest.mark.parametrize("utfall", [Vedtaksutfall.TILLATELSE, Vedtaksutfall.AVSLAG])
def test_every_state_after_a_decision_keeps_every_promise(utfall: Vedtaksutfall) -> None:
    start = fortell(
        (mottas("ET"), SYS), (komplett(), SB), (k.GjoerKlar(), SB), (vedtak(utfall), GK),
        parametre=P,
    )  # fmt: skip
    foer = {
        "kontroller_igjen", "soek_dispensasjon_for_funn", "registrer_funn", "lukk_funn",
        "suppler", "meld_mangel", "trekk", "innstill_avvisning", "avvis", "meld_arkivfeil",
        "vurder_funn", "send_tilbake", "gjenoppta", "purr", "forleng_frist", "avtal_frist",
        "varsle_forbud", "bekreft_sjekkpunkt", "bekreft_lovens_virkning", "bekreft_komplett",
        "meld_frist",
    }  # fmt: skip
    bokstaver = i_regionene({Region.SOEKNAD} | ETTERPAA, foer)
    rom = utforsk(start, bokstaver, P, hopp=(UKER, AAR), sjekk=tilbudt)
    assert not rom.blindveier(), rom.blindveier()[0].historie()
    alle_gjort(rom, ETTERPAA, {"registrer_tiltakssoeknad"})
    klokke_overalt(rom)


def tilbudt(foer: Punkt, kommando: k.Kommando, aktoer: Aktoer, etter: Punkt) -> None:
    """What happened was offered, moved what the table says, and is signed and dated."""
    (ny,) = etter.hendelser[len(foer.hendelser) :]
    region = region_for(kommando.navn)
    gang = foer.sak.soeknad(kommando.soeknad)
    fra = tilstand_i(region, foer.sak, gang, kommando.instans)
    overgang = finn(kommando.navn, kommando.variant, fra)
    assert overgang is not None
    assert (ny.aktoer, ny.tid, ny.soeknad) == (aktoer, foer.naa, kommando.soeknad)
    assert type(ny) is overgang.hendelse
    gang_etter = etter.sak.soeknad(kommando.soeknad)
    til = tilstand_i(region, etter.sak, gang_etter, kommando.instans)
    assert til == (overgang.til or fra), etter.historie()
    if region is not Region.SOEKNAD:
        assert gang_etter.tilstand is (overgang.ogsaa or gang.tilstand), etter.historie()
    if overgang.avgjoer:
        assert aktoer.rolle not in MASKINER, etter.historie()
    tilbud = {
        (m.kommando, m.variant, m.instans): m.kan
        for m in muligheter(foer.sak, aktoer.rolle, foer.naa, aktoer.id, P)
        if m.region is region and m.soeknad == kommando.soeknad
    }
    kjent = kommando.instans if kommando.instans in instanser(region, foer.sak, gang) else ""
    assert tilbud.get((kommando.navn, kommando.variant, kjent)), etter.historie()


def test_a_framework_permit_is_built_only_after_every_condition_and_every_part() -> None:
    """RS with a reservation, IG in parts, FA: every order of events."""
    hoering = ho.SendHoering(
        myndighet=MYNDIGHET, samtykke=True, svarfrist=(T0 + 20 * DAG).date(), brev=PDF
    )
    ramme = k.FattVedtak(vedtak=tillatelse(vilkaar=(FORBEHOLD,)), dokumenter=PDF)
    start = fortell(
        (mottas("RS"), SYS), (komplett(), SB), (hoering, SB), (k.GjoerKlar(), SB), (ramme, GK),
        (k.Ekspeder(sendt=D0), SB), *til_klar("IG", 2), *til_klar("FA", 3), parametre=P,
    )  # fmt: skip
    paa_rammen = {
        "meld_vilkaar_oppfylt", "registrer_uttalelse", "vurder_uttalelse", "igangsett",
        "registrer_klage", "gi_utsatt_iverksetting", "trekk_klage", "bekreft_bortfall",
    }  # fmt: skip

    def bokstaver(sak: Sak, naa: datetime) -> Iterator[k.Kommando]:
        yield from (en for en in kommandoer(sak, naa, 1) if en.navn in paa_rammen)
        for nr in (2, 3):
            for en in kommandoer(sak, naa, nr):
                if en.navn in {"fatt_vedtak", "trekk"}:
                    yield en

    rom = utforsk(start, bokstaver, P, hopp=(UKER,))
    assert ("igangsett", "") in rom.gjort
    ferdig = [p for p in rom.punkter.values() if p.sak.soeknad(3).tillatt]
    assert ferdig, "the completion certificate could never be given"
    for punkt in ferdig:
        typer = [e.type for e in punkt.hendelser]
        assert "tiltak_igangsatt" in typer, punkt.historie()


def til_klar(type_: str, nr: int) -> Iterator[tuple[k.Kommando, Aktoer]]:
    """An application received, checked on every point and recommended."""
    yield mottas(type_, soeknad=nr), SYS
    yield replace(komplett(), soeknad=nr), SB
    for punkt in fr.Sjekkpunkt:
        if punkt is not fr.Sjekkpunkt.RAMME_I_ANNEN_SAK:
            ja = fr.BekreftSjekkpunkt(punkt=punkt, aktuelt=True, begrunnelse="Sett.", soeknad=nr)
            yield ja, SB
    yield k.GjoerKlar(soeknad=nr), SB


@pytest.mark.parametrize("type_", ["ET", "TA", "ES", "DI", "RS", "IG", "MB", "FA"])
def test_every_type_of_application_can_be_decided_and_closed(type_: str) -> None:
    """Alone in its case: the deadline's own steps, the checkpoints, and what the law gives."""
    start = fortell((mottas(type_), SYS), (komplett(), SB), parametre=P)
    med = {
        "bekreft_sjekkpunkt", "bekreft_lovens_virkning", "forleng_frist", "gjoer_klar",
        "fatt_vedtak", "ekspeder", "marker_arkivert", "avslutt", "registrer_tiltakssoeknad",
        "bekreft_bortfall", "meld_vilkaar_oppfylt",
    }  # fmt: skip

    def bokstaver(sak: Sak, naa: datetime) -> Iterator[k.Kommando]:
        neste = [p for p in fr.Sjekkpunkt if p not in sak.soeknad().sjekket][:1]
        for en in kommandoer(sak, naa):
            if en.navn not in med:
                continue
            if isinstance(en, fr.BekreftSjekkpunkt) and en.punkt not in neste:
                continue  # in order: which ones are missing is tried guard by guard elsewhere
            yield en

    rom = utforsk(start, bokstaver, P, hopp=(UKER, AAR))
    assert not rom.blindveier(), rom.blindveier()[0].historie()
    gitt = {x[1] for x in rom.gjort if x[0] == "bekreft_lovens_virkning"}
    assert gitt == {
        "ET": {"ansett_gitt"}, "TA": {"ansett_gitt"}, "ES": {"ansett_gitt"},
        "IG": {"igangsetting_tillatt"}, "FA": {"bruk_tillatt"},
    }.get(type_, set())  # fmt: skip
    assert (("forleng_frist", "") in rom.gjort) == (type_ not in {"IG", "FA", "MB"})
    assert (("registrer_tiltakssoeknad", "") in rom.gjort) == (type_ == "DI")
    klokke_overalt(rom)


def test_no_combination_of_the_regions_lets_a_permit_through_unfinished() -> None:
    """The whole product, reachable or not: the join is asked in each of its states."""
    klar = fortell(
        (mottas("ET"), SYS), (komplett(), SB), (k.GjoerKlar(), SB), parametre=P
    ).sak.soeknad()
    ferdig_plan = {Plantilstand.INNSTILT, Plantilstand.I_SAMSVAR}
    ferdig_hoering = {None, Hoeringstilstand.VURDERT, Hoeringstilstand.FRAFALT}
    ferdig_merknad = {None, Merknadstilstand.VURDERT, Merknadstilstand.TRUKKET}
    hoeringer = [None, *(set(Hoeringstilstand) - {Hoeringstilstand.IKKE_SENDT})]
    merknader = [None, *(set(Merknadstilstand) - {Merknadstilstand.INGEN})]
    antall = 0
    for plan, hoering, varsel, merknad, gebyr in product(
        Plantilstand, hoeringer, Varseltilstand, merknader, Gebyrtilstand
    ):
        gang = replace(
            klar,
            plan=plan,
            hoeringer=() if hoering is None else (_hoering(hoering),),
            varsel=varsel,
            merknader=() if merknad is None else (_merknad(merknad),),
            gebyr=Gebyr(tilstand=gebyr),
        )
        ferdig = (
            plan in ferdig_plan
            and hoering in ferdig_hoering
            and varsel is Varseltilstand.OK
            and merknad in ferdig_merknad
            and gebyr is not Gebyrtilstand.KREVD_SOM_VILKAAR
        )
        punkt = Punkt(Sak((gang,)), T0)
        assert (gjoer(punkt, vedtak(), GK, P) is not None) == ferdig, gang
        antall += 1
    assert antall == 6 * 7 * 3 * 5 * 6


def _hoering(tilstand: Hoeringstilstand) -> Hoering:
    return Hoering(myndighet=MYNDIGHET, tilstand=tilstand, samtykke=False, siden=D0, svarfrist=D0)


def _merknad(tilstand: Merknadstilstand) -> Merknad:
    return Merknad(id="m1", tilstand=tilstand, siden=D0, svarfrist=D0)


def test_every_state_rests_or_has_a_clock_and_never_both() -> None:
    for region in Region:
        klasser = {type(t) for t in HVILER[region]} | {type(t) for t in VENTER[region]}
        (klasse,) = klasser
        assert set(klasse) == HVILER[region] | set(VENTER[region]), region
        assert not HVILER[region] & set(VENTER[region]), region
        for tilstand in klasse:
            navn = navn_paa(region, tilstand)
            assert all((navn.nb, navn.nn, navn.en))
        for venter in VENTER[region].values():
            assert bool(venter.krav) != bool(venter.felt)
            if venter.krav and venter.krav != BEHANDLINGSFRIST:
                assert getattr(krav(), venter.krav) > 0


@pytest.mark.parametrize("rolle", Rolle)
def test_whoever_the_table_does_not_name_is_refused(rolle: Rolle) -> None:
    """Every command from every state its region can be in, by every role."""
    for punkt in _ett_av_hvert():
        for kommando in kommandoer(punkt.sak, punkt.naa):
            region = region_for(kommando.navn)
            fra = tilstand_i(region, punkt.sak, punkt.sak.soeknad(), kommando.instans)
            overgang = finn(kommando.navn, kommando.variant, fra)
            skjer = gjoer(punkt, kommando, AKTOERER[rolle], P) is not None
            if overgang is None or rolle not in overgang.roller:
                assert not skjer, f"{kommando.navn} ved {rolle}\n{punkt.historie()}"


def _ett_av_hvert() -> list[Punkt]:
    """A few cases that between them are in many states."""
    en: Callable[..., Punkt] = lambda *s: fortell(*s, parametre=P)  # noqa: E731
    mottatt = (mottas("ET", "f1"), SYS)
    klar = ((mottas("ET"), SYS), (komplett(), SB), (k.GjoerKlar(), SB))
    sendt = (*klar, (vedtak(), GK), (k.Ekspeder(sendt=D0), SB))
    arkivert = (*sendt, (k.MarkerArkivert(gjenstaar=0), AKTOERER[Rolle.ARKIV]))
    historier = (
        (mottatt,), (mottatt, (komplett(), SB)), klar, (*klar, (vedtak(), GK)), sendt, arkivert,
    )  # fmt: skip
    return [en(*historie) for historie in historier]


def test_the_small_model_can_say_no() -> None:
    """A promise broken on purpose is noticed and told."""
    punkt = fortell((mottas("ET", "f1"), SYS), (komplett(), SB), parametre=P)
    uten_vurdering = fortell(
        (mottas("ET"), SYS), (komplett(), SB), (k.GjoerKlar(), SB), (vedtak(), GK), parametre=P
    ).hendelser[-1]
    brudd = sakslov.brutt((*punkt.hendelser, uten_vurdering))
    assert any("funn f1 er ikke vurdert" in b for b in brudd)
    maskin = replace(uten_vurdering, aktoer=SYS)
    assert any("en maskin har avgjort" in b for b in sakslov.brutt((maskin,)))
