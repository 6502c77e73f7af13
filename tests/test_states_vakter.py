"""Every guard has a case where it alone says no. A guard nobody would miss is not here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

import pytest

from byggsak.case import handling_behandling as b
from byggsak.case import handling_frist as fr
from byggsak.case import handling_funn as hf
from byggsak.case import handling_gjennomfoering as gj
from byggsak.case import handling_hoering as ho
from byggsak.case import handling_klage as kl
from byggsak.case import handling_skjerming as sk
from byggsak.case import kommando as k
from byggsak.case.avslaatt import Avslaatt
from byggsak.case.decide import decide
from byggsak.case.funnliv import UAVGJORT, Funnliv, Funnmerke, Funnsteg
from byggsak.case.habilitet import Habilitet
from byggsak.case.regioner import (
    Funntilstand,
    Gebyrtilstand,
    Gyldighet,
    Habilitetstilstand,
    Hoeringstilstand,
    Iverksetting,
    Klagetilstand,
    Merknadstilstand,
    Plantilstand,
    Varseltilstand,
)
from byggsak.case.sak import Sak
from byggsak.case.soeknadsgang import Gebyr, Hoering, Klage, Merknad, Soeknadsgang
from byggsak.case.tabell import ALLE
from byggsak.case.tilstand import Aktoer, Rolle, Tilstand
from byggsak.case.vakt import Parametre
from byggsak.domain.funn import Hjemmel
from byggsak.domain.vedtak import Funnvurdering, Vedtaksutfall, Vilkaar
from tests.casehjelp import (
    AKTOERER,
    ARK,
    D0,
    DAG,
    GK,
    NABO,
    POL,
    SB,
    SOEKER,
    SYS,
    T0,
    VEIVESENET,
    ekspeder,
    funn_til_vurdering,
    komplett,
    mangelbrev,
    motta,
    soek_dispensasjon,
    suppler,
    vedtak,
    vurder,
)
from tests.saksalfabet import FORBEHOLD, MYNDIGHET, PDF, mottas, parametre, tillatelse
from tests.saksrom import fortell

P = parametre()
FREMMED = Aktoer("910000099", Rolle.ANSVARLIG_SOEKER)
FOER, ETTER = D0 - DAG, D0 + DAG
LENGE_SIDEN = D0 - 5 * 366 * DAG
T, AVSLAG, DELVIS = Tilstand, Vedtaksutfall.AVSLAG, Vedtaksutfall.DELVIS
F1 = funn_til_vurdering("f1")


@dataclass(frozen=True)
class Nei:
    """A case and a command that only the guard `vakt` refuses."""

    vakt: str
    sak: Sak
    kommando: k.Kommando
    aktoer: Aktoer
    parametre: Parametre = P


def gang(
    type_: str = "ET", tilstand: Tilstand = T.KLAR_FOR_VEDTAK, **endres: object
) -> Soeknadsgang:
    """An application that is ready for decision, changed as said."""
    klar = fortell((mottas(type_), SYS), (komplett(), SB), (k.GjoerKlar(), SB), parametre=P)
    return replace(klar.sak.soeknad(), tilstand=tilstand, **endres)  # type: ignore[arg-type]


def vedtatt(type_: str = "ET", **endres: object) -> Soeknadsgang:
    """An application that is permitted, and told so."""
    grunn: dict[str, object] = {
        "vedtak": tillatelse(), "vedtaksnummer": 1, "vedtatt": D0, "ekspedert": D0,
        "gyldighet": Gyldighet.GYLDIG if type_ in {"ET", "RS", "TA", "DI"} else Gyldighet.INGEN,
        "gyldig_siden": D0,
    }  # fmt: skip
    return gang(type_, **({"tilstand": T.VEDTATT} | grunn | endres))  # type: ignore[arg-type]


def sak(*ganger: Soeknadsgang, sperret: str = "") -> Sak:
    nummerert = tuple(replace(g, nummer=n) for n, g in enumerate(ganger, 1))
    meldt = (Habilitet(sperret, Habilitetstilstand.MELDT, D0),) if sperret else ()
    return Sak(nummerert, len(ganger), meldt)


def hoering(tilstand: Hoeringstilstand, **endres: object) -> tuple[Hoering]:
    grunn = Hoering(myndighet=MYNDIGHET, tilstand=tilstand, samtykke=False, siden=D0, svarfrist=D0)
    return (replace(grunn, **endres),)  # type: ignore[arg-type]


def merknad(tilstand: Merknadstilstand = Merknadstilstand.MOTTATT) -> tuple[Merknad]:
    return (Merknad(id="m1", tilstand=tilstand, siden=D0, svarfrist=D0),)


def klage(tilstand: Klagetilstand, **endres: object) -> tuple[Klage]:
    grunn = Klage(
        nummer=1, tilstand=tilstand, klager=NABO.id, mottatt=D0, vedtak=1, siden=D0,
        forberedt_av="sara",
    )  # fmt: skip
    return (replace(grunn, **endres),)  # type: ignore[arg-type]


def funnet(tilstand: Funntilstand, **endres: object) -> dict[str, object]:
    """One finding, f1, that Sara put in the state."""
    liv = Funnliv(funn=F1, tilstand=tilstand)
    if tilstand is not Funntilstand.AAPEN:
        steg = Funnsteg(
            hva="vurder_funn", til=tilstand, tid=T0, av=SB, versjon=1, hendelse=1,
            begrunnelse="Sett.",
        )  # fmt: skip
        liv = replace(liv, steg=(steg,))
    return {"funnene": (replace(liv, **endres),)}  # type: ignore[arg-type]


def fatt(utfall: Vedtaksutfall = Vedtaksutfall.TILLATELSE, **endres: object) -> k.FattVedtak:
    en = k.FattVedtak(vedtak=tillatelse(utfall), dokumenter=PDF, ferdig_innen=D0 + 90 * DAG)
    return replace(en, vedtak=replace(en.vedtak, **endres))  # type: ignore[arg-type]


def foelge(**endres: object) -> kl.TaKlageTilFoelge:
    grunn = kl.TaKlageTilFoelge(
        klage=1, vedtak=tillatelse(), begrunnelse="Medhold.", dokumenter=PDF
    )
    return replace(grunn, **endres)  # type: ignore[arg-type]


def hovedlinjen() -> Iterator[Nei]:
    ny, mottatt = Sak(), sak(gang(tilstand=T.MOTTATT))
    yield Nei("er_neste_soeknad", ny, mottas(soeknad=2), SYS)
    yield Nei("har_dokument", ny, replace(motta(), dokumenter=()), SYS)
    yield Nei("saken_er_aapen", sak(gang(tilstand=T.AVSLUTTET)), mottas("FA", soeknad=2), SYS)
    yield Nei("er_part", mottatt, suppler(), FREMMED)
    yield Nei("er_habil", sak(gang(), sperret=GK.id), fatt(), GK)
    yield Nei("komplett_dato_er_mulig", mottatt, komplett(ETTER), SB)
    meldt = fr.MeldFrist(oppgave="soeknad.mottatt", gjelder="", slag=fr.Fristslag.UTE, frist=D0)
    yield Nei("fristdagen_er_kommet", mottatt, meldt, SYS)
    yield Nei("har_mangler", mottatt, replace(mangelbrev(), mangler=()), SB)
    med_funn = sak(gang(tilstand=T.MOTTATT, **funnet(Funntilstand.AAPEN)))
    yield Nei("manglene_er_bekreftet", med_funn, mangelbrev("f1"), SB)
    yield Nei("svarfristen_er_fram_i_tid", mottatt, replace(mangelbrev(), svarfrist=D0), SB)
    venter = sak(gang(tilstand=T.MANGELFULL, svarfrist=D0))
    yield Nei("svarfristen_er_ute", venter, k.Gjenoppta(begrunnelse="Ingen svar."), SB)
    yield Nei("er_begrunnet", sak(gang()), k.SendTilbake(begrunnelse=" "), SB)
    for tilstand in UAVGJORT:
        yield Nei("alle_funn_er_vurdert", sak(gang(**funnet(tilstand))), fatt(), GK)
    yield Nei("ikke_ekspedert", sak(vedtatt()), ekspeder(), SB)
    yield Nei("sendt_dato_er_mulig", sak(vedtatt(ekspedert=None)), ekspeder(ETTER), SB)
    yield Nei("kravet_er_dokumentert", mottatt, k.Trekk(), SB)
    yield Nei("avvisning_er_innstilt", mottatt, k.Avvis(begrunnelse="Ikke part."), GK)
    arkiver = k.MarkerArkivert(gjenstaar=0)
    yield Nei("vedtaket_er_ekspedert", sak(vedtatt(ekspedert=None)), arkiver, ARK)
    yield Nei("arkivet_har_kvittert", sak(vedtatt()), replace(arkiver, gjenstaar=1), ARK)


def funnene() -> Iterator[Nei]:
    aapent = sak(gang(tilstand=T.MOTTATT, **funnet(Funntilstand.AAPEN)))
    uten = replace(vurder("f1", Funnvurdering.AVKREFTET), begrunnelse=" ")
    yield Nei("vurderingen_er_begrunnet", aapent, uten, SB)
    disp = vurder("f1", Funnvurdering.DISPENSASJON)
    yield Nei("dispensasjonen_er_soekt", aapent, disp, SB)
    innstilt = sak(gang(**funnet(Funntilstand.AVKREFTET, soekt=True)))
    for utfall in Funnvurdering:
        yield Nei("funn_vurderes_naa", innstilt, vurder("f1", utfall), SB)
    eget = hf.RegistrerFunn(funn="eget-1", tekst="Fasaden er ikke målsatt.")
    for feil in ({"tekst": " "}, {"funn": "eget-"}, {"funn": "f9"}):
        yield Nei("eget_funn_er_fullstendig", aapent, replace(eget, **feil), SB)
    lukk = hf.LukkFunn(funn="f1", begrunnelse="Regelen er borte.")
    yield Nei("regelen_er_borte", aapent, lukk, SB)
    uavklart = funnet(Funntilstand.AAPEN, merke=Funnmerke.UAVKLART)
    yield Nei("regelen_er_borte", sak(gang(tilstand=T.MOTTATT, **uavklart)), lukk, SB)
    borte = sak(
        gang(tilstand=T.MOTTATT, **funnet(Funntilstand.AAPEN, merke=Funnmerke.REGELEN_BORTE))
    )
    yield Nei("er_begrunnet", borte, replace(lukk, begrunnelse=" "), SB)
    soek = soek_dispensasjon("f1")
    yield Nei("har_dokument", aapent, replace(soek, dokumenter=()), SOEKER)
    yield Nei("er_part", aapent, soek, FREMMED)
    etterpaa = sak(vedtatt(**funnet(Funntilstand.BEKREFTET)))
    yield Nei("er_til_behandling", etterpaa, soek, SB)


def vedtaket() -> Iterator[Nei]:
    klar = sak(gang())
    yield Nei("fire_oeyne", klar, fatt(), Aktoer(SB.id, Rolle.GODKJENNER))
    yield Nei("er_delegert", klar, fatt(), GK, parametre(delegert=frozenset({"avslag"})))
    yield Nei("vedtaket_er_begrunnet", klar, fatt(begrunnelse=" "), GK)
    yield Nei("utvalget_oppgir_moetesak", klar, fatt(moetesak=""), POL)
    disp = vedtak(dispensasjoner=("f1",)).vedtak.dispensasjoner
    trenger = sak(gang(**funnet(Funntilstand.DISP_INNSTILT)))
    yield Nei("dispensasjonene_er_gitt", trenger, fatt(), GK)
    uten = tuple(replace(d, begrunnelse="") for d in disp)
    yield Nei("dispensasjonene_er_begrunnet", trenger, fatt(dispensasjoner=uten), GK)
    bare = parametre(delegert=frozenset({"tillatelse"}))
    yield Nei("dispensasjonen_er_delegert", trenger, fatt(dispensasjoner=disp), GK, bare)
    yield Nei("planen_er_avklart", sak(gang(plan=Plantilstand.DISP_IKKE_SOEKT)), fatt(), GK)
    yield Nei(
        "dispensasjonen_fra_planen_er_gitt", sak(gang(plan=Plantilstand.DISP_SOEKT)), fatt(), GK
    )
    paa_hoering = sak(gang(hoeringer=hoering(Hoeringstilstand.SENDT)))
    yield Nei("hoeringene_er_ferdige", paa_hoering, fatt(), GK)
    venter = hoering(Hoeringstilstand.VENTER_SAMTYKKE, samtykke=True)
    yield Nei("det_er_tatt_forbehold", sak(gang("RS", hoeringer=venter)), fatt(), GK)
    nektet = hoering(Hoeringstilstand.VURDERT, samtykke=True, nektet=True)
    yield Nei("ingen_har_nektet", sak(gang(hoeringer=nektet)), fatt(), GK)
    yield Nei("naboene_er_varslet", sak(gang(varsel=Varseltilstand.TILLEGGSVARSEL)), fatt(), GK)
    yield Nei("merknadene_er_vurdert", sak(gang(merknader=merknad())), fatt(), GK)
    ubetalt = Gebyr(tilstand=Gebyrtilstand.KREVD_SOM_VILKAAR)
    yield Nei("gebyret_er_betalt", sak(gang(gebyr=ubetalt)), fatt(), GK)
    loest = (Vilkaar("Rekkverk", Hjemmel("pbl", "")),)
    yield Nei("vilkaarene_har_hjemmel", klar, fatt(vilkaar=loest), GK)
    bekreftet = sak(gang(**funnet(Funntilstand.BEKREFTET)))
    yield Nei("ingen_mangel_staar", bekreftet, fatt(), GK)
    grunner = tillatelse(AVSLAG).avslagsgrunner
    yield Nei("tillatelsen_avslaar_ikke", klar, fatt(avslagsgrunner=grunner), GK)
    yield Nei("avslaget_har_hjemmel", klar, fatt(AVSLAG, avslagsgrunner=()), GK)
    yield Nei("avslaatt_del_dekker_manglene", bekreftet, fatt(DELVIS), GK)
    forbud = tuple(replace(g, hjemmel=Hjemmel("pbl", "13-1")) for g in grunner)
    yield Nei("forbudet_er_varslet", klar, fatt(AVSLAG, avslagsgrunner=forbud), GK)


def etter_type() -> Iterator[Nei]:
    alle = tuple(p for p in fr.Sjekkpunkt if p is not fr.Sjekkpunkt.RAMME_I_ANNEN_SAK)
    ig, fa = gang("IG", sjekket=alle), gang("FA", sjekket=alle)
    ramme, i_gang = vedtatt("RS"), vedtatt(gyldighet=Gyldighet.IGANGSATT)

    def nr(n: int, en: k.FattVedtak) -> k.FattVedtak:
        return replace(en, soeknad=n)

    yield Nei("rammetillatelsen_gjelder", sak(ig), fatt(), GK)
    med_vilkaar = vedtatt("RS", vedtak=tillatelse(vilkaar=(FORBEHOLD,)))
    yield Nei("rammevilkaarene_er_oppfylt", sak(med_vilkaar, ig), nr(2, fatt()), GK)
    venter = hoering(Hoeringstilstand.VENTER_SAMTYKKE, samtykke=True)
    yield Nei("samtykkene_er_kommet", sak(vedtatt("RS", hoeringer=venter), ig), nr(2, fatt()), GK)
    yield Nei("igangsettingspunktene_er_sett", sak(ramme, gang("IG")), nr(2, fatt()), GK)
    yield Nei("tiltaket_er_i_gang", sak(vedtatt(), fa), nr(2, fatt()), GK)
    yield Nei("sikkerheten_er_bekreftet", sak(i_gang, gang("MB")), nr(2, fatt()), GK)
    uten_frist = replace(nr(2, fatt()), ferdig_innen=None)
    yield Nei("resten_har_frist", sak(i_gang, gang("MB", sjekket=alle)), uten_frist, GK)
    yield Nei("ferdigattestpunktene_er_sett", sak(i_gang, gang("FA")), nr(2, fatt()), GK)
    bundet = replace(i_gang, vedtak=tillatelse(vilkaar=(FORBEHOLD,)))
    yield Nei("alle_vilkaar_er_oppfylt", sak(bundet, fa), nr(2, fatt()), GK)
    del_av = vedtatt("IG", omfang=k.Omfang.DEL)
    ramme_i_gang = vedtatt("RS", gyldighet=Gyldighet.IGANGSATT)
    yield Nei("hele_tiltaket_har_igangsetting", sak(ramme_i_gang, del_av, fa), nr(3, fatt()), GK)


def fristen() -> Iterator[Nei]:
    under = sak(gang(tilstand=T.UNDER_BEHANDLING))
    forleng = fr.ForlengFrist(
        ny_frist=ETTER, grunn=fr.Forlengelsesgrunn.KOMPLISERT, brev=PDF, begrunnelse="Stor."
    )
    yield Nei("typen_kan_forlenges", sak(gang("IG", T.UNDER_BEHANDLING)), forleng, SB)
    barmark = replace(forleng, grunn=fr.Forlengelsesgrunn.BARMARK)
    yield Nei("grunnen_gjelder_typen", under, barmark, SB)
    samtykke = replace(forleng, grunn=fr.Forlengelsesgrunn.SAMTYKKE)
    yield Nei("grunnen_gjelder_typen", sak(gang("DI", T.UNDER_BEHANDLING)), samtykke, SB)
    yield Nei("ny_frist_er_fram_i_tid", under, replace(forleng, ny_frist=D0), SB)
    yield Nei("papiret_er_lagt_ved", under, replace(forleng, brev=()), SB)
    yield Nei("papiret_er_lagt_ved", under, fr.AvtalFrist(ny_frist=ETTER), SB)
    forbud = fr.VarsleForbud(mottatt=ETTER, brev=PDF, begrunnelse="Ny plan.")
    yield Nei("forbudsvarselet_er_kommet_fram", under, forbud, SB)
    ute = gang(tilstand=T.UNDER_BEHANDLING, komplett=D0 - 30 * DAG)
    gitt = fr.BekreftLovensVirkning(
        virkning=fr.LovensVirkning.ANSETT_GITT, frist=FOER, begrunnelse="Ute.", dokumenter=PDF
    )
    yield Nei("fristtallene_er_lest", sak(ute), gitt, SB, Parametre())
    yield Nei("soeknaden_er_komplett", sak(replace(ute, komplett=None)), gitt, SB)
    bruk = replace(gitt, virkning=fr.LovensVirkning.BRUK_TILLATT)
    yield Nei("virkningen_gjelder_typen", sak(ute), bruk, SB)
    fa = gang("FA", T.UNDER_BEHANDLING, komplett=D0 - 30 * DAG)
    for_annen_gang = replace(fa, lovens_virkning=fr.LovensVirkning.BRUK_TILLATT)
    yield Nei("virkningen_er_ikke_bekreftet", sak(for_annen_gang), bruk, SB)
    for endres in (
        {"merknader": merknad(Merknadstilstand.VURDERT)},
        {"hoeringer": hoering(Hoeringstilstand.VURDERT)},
        {"plan": Plantilstand.DISP_SOEKT},
        funnet(Funntilstand.BEKREFTET),
        {"gebyr": Gebyr(tilstand=Gebyrtilstand.KREVD_SOM_VILKAAR)},
    ):
        uavklart = replace(ute, **endres)  # type: ignore[arg-type]
        yield Nei("vilkaarene_for_ansett_gitt_holder", sak(uavklart), gitt, SB)
    yield Nei("fristen_er_oversittet", sak(ute), replace(gitt, frist=D0), SB)
    for_tidlig = replace(gitt, frist=D0 - 10 * DAG)
    yield Nei("fristen_er_oversittet", sak(ute), for_tidlig, SB)


def hoeringer() -> Iterator[Nei]:
    under = sak(gang(tilstand=T.UNDER_BEHANDLING))
    plan = b.VurderPlan(utfall=b.Planutfall.I_SAMSVAR, begrunnelse="Sett.")
    yield Nei("er_til_behandling", sak(vedtatt()), plan, SB)
    endret = b.RegistrerPlanendring(dato=ETTER, begrunnelse="Ny plan.")
    yield Nei("planendringen_har_skjedd", under, endret, SB)
    send = ho.SendHoering(myndighet=MYNDIGHET, samtykke=False, svarfrist=ETTER, brev=PDF)
    yield Nei("hoeringen_er_fullstendig", under, replace(send, brev=()), SB)
    yield Nei("hoeringen_er_fullstendig", under, replace(send, svarfrist=D0), SB)
    sendt = gang(tilstand=T.UNDER_BEHANDLING, hoeringer=hoering(Hoeringstilstand.SENDT))
    ute = sak(replace(sendt, hoeringer=hoering(Hoeringstilstand.SENDT, svarfrist=FOER)))
    svar = ho.RegistrerUttalelse(myndighet=MYNDIGHET, svar=ho.Uttalelse.UTTALELSE, dokumenter=PDF)
    avslaatt = replace(sendt, tilstand=T.VEDTATT, vedtak=tillatelse(AVSLAG))
    yield Nei("hoeringen_er_aktuell", sak(avslaatt), svar, SB)
    lengre = ho.ForlengHoering(myndighet=MYNDIGHET, svarfrist=D0 + 9 * DAG)
    yield Nei("hoeringsfristen_loeper", ute, lengre, SB)
    yield Nei("hoeringsfristen_blir_lengre", sak(sendt), replace(lengre, svarfrist=D0), SB)
    annen = Aktoer("fylket", Rolle.ANNEN_MYNDIGHET)
    yield Nei("svarer_for_seg_selv", sak(sendt), svar, annen)
    yield Nei("svaret_er_lagt_ved", sak(sendt), replace(svar, dokumenter=()), SB)
    nekter = replace(svar, svar=ho.Uttalelse.NEKTER)
    yield Nei("svaret_passer_til_hoeringen", sak(sendt), nekter, VEIVESENET)
    yield Nei("hoeringsfristen_er_ute", sak(sendt), ho.FastslaaUtenSvar(myndighet=MYNDIGHET), SB)
    varsel = ho.RegistrerNabovarsel(sendt=ETTER, dokumenter=PDF)
    yield Nei("nabovarselet_er_dokumentert", under, varsel, SOEKER)
    varslet = gang(
        tilstand=T.UNDER_BEHANDLING, varsel=Varseltilstand.TILLEGGSVARSEL, varsel_siden=D0
    )
    yield Nei("nabofristen_er_ute", sak(varslet), ho.AvsluttNabovarsel(), SB)
    ny = ho.RegistrerMerknad(merknad="m1", nabo="Nabo", svarfrist=ETTER, dokumenter=())
    yield Nei("merknaden_er_fullstendig", under, ny, NABO)
    har = gang(tilstand=T.UNDER_BEHANDLING, merknader=merknad())
    vurderes = ho.VurderMerknad(merknad="m1", begrunnelse="Ikke avgjørende.")
    yield Nei("soekeren_har_hatt_ordet", sak(har), vurderes, SB)
    yield Nei("trekkingen_er_dokumentert", sak(har), ho.TrekkMerknad(merknad="m1"), SB)
    for beloep in (Decimal(-1), Decimal("NaN")):
        gebyr = b.BeregnGebyr(beloep=beloep, begrunnelse="Regulativet.")
        yield Nei("beloepet_er_mulig", under, gebyr, SB)
    beregnet = sak(gang(gebyr=Gebyr(tilstand=Gebyrtilstand.BEREGNET)))
    yield Nei("forfall_er_fram_i_tid", beregnet, b.KrevGebyr(vilkaar=False, forfall=D0), SB)
    krevd = sak(gang(gebyr=Gebyr(tilstand=Gebyrtilstand.KREVD)))
    yield Nei("betalingen_har_skjedd", krevd, b.RegistrerBetaling(betalt=ETTER), SB)


def klager() -> Iterator[Nei]:
    M, FB, OV = Klagetilstand.MOTTATT, Klagetilstand.FORBEREDER, Klagetilstand.OVERSENDT
    klag = kl.RegistrerKlage(klage=1, klager=NABO.id, mottatt=D0, dokumenter=PDF)
    yield Nei("vedtaket_kan_paaklages", sak(vedtatt(ekspedert=None)), klag, NABO)
    yield Nei("vedtaket_kan_paaklages", sak(vedtatt(endelig=True)), klag, NABO)
    yield Nei("klagen_er_den_neste", sak(vedtatt()), replace(klag, klage=2), NABO)
    yield Nei("klagen_er_dokumentert", sak(vedtatt()), replace(klag, dokumenter=()), NABO)
    yield Nei("klager_for_seg_selv", sak(vedtatt()), replace(klag, klager="en annen"), NABO)
    ta = kl.TaKlageTilBehandling(klage=1, rettidig=True, begrunnelse="")
    yield Nei("klagen_gjelder_vedtaket", sak(vedtatt(klager=klage(M, vedtak=0))), ta, SB)
    gammel = vedtatt(klager=klage(M), vedtatt=LENGE_SIDEN)
    yield Nei("klagen_er_ikke_for_gammel", sak(gammel), ta, SB)
    sen = replace(ta, rettidig=False)
    yield Nei("sen_klage_er_begrunnet", sak(vedtatt(klager=klage(M))), sen, SB)
    forberedt = sak(vedtatt(klager=klage(FB)))
    sara = Aktoer("sara", Rolle.GODKJENNER)
    avvis = kl.AvvisKlage(klage=1, begrunnelse="For sent.", dokumenter=PDF)
    yield Nei("fire_oeyne_i_klagen", forberedt, avvis, sara)
    uten_grunn = replace(tillatelse(AVSLAG), avslagsgrunner=())
    yield Nei("nytt_avslag_har_hjemmel", forberedt, foelge(vedtak=uten_grunn), GK)
    for endres in (
        funnet(Funntilstand.AAPEN),
        funnet(Funntilstand.DISP_AVSLAATT),
        funnet(Funntilstand.BEKREFTET),
        {"hoeringer": hoering(Hoeringstilstand.SENDT)},
        {"merknader": merknad()},
        {"plan": Plantilstand.DISP_SOEKT},
    ):
        uferdig = vedtatt(vedtak=tillatelse(AVSLAG), klager=klage(FB), **endres)
        yield Nei("nytt_vedtak_taaler_saken", sak(uferdig), foelge(), GK)
    oversendt = sak(vedtatt(klager=klage(OV)))
    trekk = kl.TrekkKlage(klage=1, dokumenter=PDF)
    yield Nei("klageren_trekker_selv", oversendt, trekk, Aktoer("en annen", Rolle.NABO))
    yield Nei("klagetrekket_er_dokumentert", oversendt, replace(trekk, dokumenter=()), SB)
    bort = kl.LaKlageFalleBort(klage=1, begrunnelse="Borte.")
    yield Nei("vedtaket_er_borte", oversendt, bort, SB)
    svar = kl.RegistrerKlagevedtak(
        klage=1, utfall=kl.Klageutfall.STADFESTET, vedtatt=D0, begrunnelse="Se vedtaket."
    )
    yield Nei("klagevedtaket_er_lagt_ved", oversendt, svar, SB)
    om = replace(svar, utfall=kl.Klageutfall.OMGJORT, dokumenter=PDF)
    yield Nei("omgjoeringen_har_vedtak", oversendt, om, SB)
    utsett = kl.GiUtsattIverksetting(begrunnelse="Kan ikke gjøres om.", dokumenter=PDF)
    yield Nei("tillatelsen_er_paaklaget", sak(vedtatt()), utsett, GK)
    omgjoer = gj.OmgjoerVedtak(
        vedtak=tillatelse(), grunn=gj.Omgjoeringsgrunn.UGYLDIG, begrunnelse="Feil.",
        dokumenter=PDF,
    )  # fmt: skip
    yield Nei("klageinstansen_har_ikke_avgjort", sak(vedtatt(endelig=True)), omgjoer, GK)
    avvist = gang(tilstand=T.ARKIVERT, avvist=True)
    yield Nei("det_finnes_et_vedtak", sak(avvist), omgjoer, GK)


def gjennomfoeringen() -> Iterator[Nei]:
    oppfylt = gj.MeldVilkaarOppfylt(vilkaar=1, begrunnelse="Sett.")
    yield Nei("vilkaaret_finnes", sak(vedtatt()), oppfylt, SB)
    start = gj.Igangsett(dato=D0)
    ig = vedtatt("IG")
    yield Nei("tillatelsen_gjelder", sak(vedtatt("RS"), ig), replace(start, soeknad=2), SB)
    yield Nei("tillatelsen_er_sendt", sak(vedtatt(ekspedert=None)), start, SB)
    utsatt = vedtatt(iverksetting=Iverksetting.UTSATT)
    yield Nei("iverksettingen_er_ikke_utsatt", sak(utsatt), start, SB)
    paa_ig = replace(ig, iverksetting=Iverksetting.UTSATT)
    yield Nei("iverksettingen_er_ikke_utsatt", sak(vedtatt("RS"), paa_ig), start, SB)
    bundet = vedtatt(vedtak=tillatelse(vilkaar=(FORBEHOLD,)))
    yield Nei("vilkaarene_er_oppfylt", sak(bundet), start, SB)
    yield Nei("dagen_er_mulig", sak(vedtatt()), replace(start, dato=ETTER), SB)
    gammel = vedtatt(vedtatt=LENGE_SIDEN, gyldig_siden=LENGE_SIDEN)
    yield Nei("tillatelsen_var_ikke_bortfalt", sak(gammel), start, SB)
    bort = gj.BekreftBortfall(begrunnelse="Ikke begynt.")
    yield Nei("bortfallsfristen_er_ute", sak(vedtatt()), bort, SB)
    stanset = vedtatt(gyldighet=Gyldighet.STANSET)
    yield Nei("bortfallsfristen_er_ute", sak(stanset), bort, SB)
    benytt = gj.RegistrerTiltakssoeknad(sendt=D0)
    yield Nei("er_dispensasjon_alene", sak(vedtatt()), benytt, SB)
    fram = replace(benytt, sendt=ETTER)
    yield Nei("tiltakssoeknaden_er_sendt", sak(vedtatt("DI")), fram, SB)


def slutten() -> Iterator[Nei]:
    FOERST = D0 - 60 * DAG
    ferdig = vedtatt(tilstand=T.ARKIVERT, vedtatt=FOERST, ekspedert=FOERST)
    slutt = k.Avslutt(klagefrist=FOER)
    yield Nei("alle_soeknader_er_ferdige", sak(ferdig, gang("FA")), slutt, SB)
    klaget = replace(ferdig, klager=klage(Klagetilstand.OVERSENDT))
    yield Nei("ingen_klage_er_aapen", sak(klaget), slutt, SB)
    i_gang = replace(ferdig, gyldighet=Gyldighet.IGANGSATT)
    yield Nei("ferdigattesten_er_gitt", sak(i_gang), slutt, SB)
    krever = replace(ferdig, vedtak=replace(tillatelse(), ferdigattest=True))
    yield Nei("ferdigattesten_er_gitt", sak(krever), slutt, SB)
    streng = parametre(ferdigattest_foer_avslutning=True)
    yield Nei("ferdigattesten_er_gitt", sak(ferdig), slutt, SB, streng)
    yield Nei("arkivet_har_kvittert", sak(ferdig), replace(slutt, gjenstaar=1), SB)
    yield Nei("klagefristen_er_ute", sak(ferdig), replace(slutt, klagefrist=D0), SB)
    for_kort = replace(slutt, klagefrist=FOERST + 20 * DAG)
    yield Nei("klagefristen_er_ute", sak(ferdig), for_kort, SB)


def skjermingen() -> Iterator[Nei]:
    skjerm = sk.Skjerm(hjemmel="offl § 13", skjermer=(sk.Skjermes.NAVN,))
    aapen = sak(gang())
    yield Nei("skjermingen_har_hjemmel", aapen, replace(skjerm, hjemmel=" "), SB)
    yield Nei("skjermingen_har_hjemmel", aapen, replace(skjerm, tilgangsrestriksjon=""), SB)
    yield Nei("det_kan_skjermes", aapen, replace(skjerm, skjermer=()), SB)
    bare_paa_posten = replace(skjerm, skjermer=(sk.Skjermes.DOKUMENTTITLER,))
    yield Nei("det_kan_skjermes", aapen, bare_paa_posten, SB)
    tittelen = replace(skjerm, skjermer=(sk.Skjermes.TITTEL,))
    yield Nei("det_er_en_offentlig_tittel", aapen, tittelen, SB)
    yield Nei("posten_kan_finnes", aapen, replace(skjerm, post=99), SB)


ALLE_NEI = [
    nei
    for kilde in (
        hovedlinjen, funnene, vedtaket, etter_type, fristen, hoeringer, klager, gjennomfoeringen,
        slutten,
        skjermingen,
    )
    for nei in kilde()
]  # fmt: skip


@pytest.mark.parametrize("nei", ALLE_NEI, ids=lambda n: f"{n.vakt} – {n.kommando.navn}")
def test_a_guard_says_no_alone(nei: Nei) -> None:
    with pytest.raises(Avslaatt) as avslag:
        decide(nei.sak, nei.kommando, T0, nei.aktoer, nei.parametre)
    hindre = {h.id for h in avslag.value.hindre}
    assert hindre == {nei.vakt}
    (hinder,) = avslag.value.hindre
    assert all(t.endswith(".") for t in (hinder.tekst.nb, hinder.tekst.nn, hinder.tekst.en))


def test_every_guard_has_a_case_where_it_says_no() -> None:
    assert {n.vakt for n in ALLE_NEI} == {v.id for o in ALLE for v in o.alle_vakter}


def test_the_law_and_not_the_role_decides_who_may_answer_an_appeal() -> None:
    klaget = sak(vedtatt(klager=klage(Klagetilstand.OVERSENDT)))
    svar = kl.RegistrerKlagevedtak(
        klage=1, utfall=kl.Klageutfall.OPPHEVET, vedtatt=D0, begrunnelse="Se.", dokumenter=PDF
    )
    for rolle in Rolle:
        if rolle in {Rolle.STATSFORVALTER, Rolle.SAKSBEHANDLER}:
            (ny,) = decide(klaget, svar, T0, AKTOERER[rolle], P)
            etter = klaget.etter(ny).soeknad()
            assert (etter.tilstand, etter.vedtak) == (T.UNDER_BEHANDLING, None)
            assert etter.gyldighet is Gyldighet.OPPHEVET
        else:
            with pytest.raises(Avslaatt):
                decide(klaget, svar, T0, AKTOERER[rolle], P)
