"""Vaktene i klagesaken og ved omgjøring."""

from __future__ import annotations

from typing import Any, Final

from byggsak.case import handling_gjennomfoering as gj
from byggsak.case import handling_klage as kl
from byggsak.case import kommando as k
from byggsak.case import vakter as v
from byggsak.case import vakter_samling as vm
from byggsak.case.saksgangkrav import etter
from byggsak.case.soeknadsgang import Klage
from byggsak.case.tilstand import Rolle
from byggsak.case.vakt import Forsoek, Ser, vakt
from byggsak.case.vakter_felles import AVGJORT
from byggsak.domain.vedtak import Vedtaksutfall

UTENFRA: Final = frozenset({Rolle.NABO, Rolle.ANSVARLIG_SOEKER, Rolle.TILTAKSHAVER})


def klage_i(f: Forsoek[Any]) -> Klage | None:
    """Klagen forsøket gjelder."""
    return next((x for x in f.gang.klager if str(x.nummer) == f.instans), None)


@vakt(
    Ser.SAKEN,
    nn="Det finst ikkje noko vedtak som er sendt og kan klagast på.",
    en="There is no decision that has been sent and can be appealed.",
)
def vedtaket_kan_paaklages(f: Forsoek[kl.RegistrerKlage]) -> bool:
    """Det finnes ikke noe vedtak som er sendt og kan påklages."""
    g = f.gang
    avgjort = g.tilstand in AVGJORT and g.avgjort_ved_vedtak
    return avgjort and g.ekspedert is not None and not g.endelig


@vakt(
    Ser.KOMMANDOEN,
    nn="Klagene blir nummererte i rekkjefølgje. Bruk neste nummer.",
    en="Appeals are numbered in order. Use the next number.",
)
def klagen_er_den_neste(f: Forsoek[kl.RegistrerKlage]) -> bool:
    """Klagene nummereres i rekkefølge. Bruk neste nummer."""
    return f.kommando.klage == len(f.gang.klager) + 1


@vakt(
    Ser.KOMMANDOEN,
    nn="Klagen må vere motteken mellom vedtaket og i dag, og sjølve klagen må leggjast ved.",
    en="The appeal must have been received between the decision and today, and be attached.",
)
def klagen_er_dokumentert(f: Forsoek[kl.RegistrerKlage]) -> bool:
    """Klagen må være mottatt mellom vedtaket og i dag, og selve klagen må legges ved."""
    vedtatt = f.gang.vedtatt
    i_tide = vedtatt is None or vedtatt <= f.kommando.mottatt
    return i_tide and f.kommando.mottatt <= f.dato and bool(f.kommando.dokumenter)


@vakt(
    Ser.KOMMANDOEN,
    nn="Du kan berre klage for deg sjølv.",
    en="You can only appeal for yourself.",
)
def klager_for_seg_selv(f: Forsoek[kl.RegistrerKlage]) -> bool:
    """Du kan bare klage for deg selv."""
    return f.aktoer.rolle not in UTENFRA or f.kommando.klager == f.aktoer.id


@vakt(
    Ser.KOMMANDOEN,
    nn="Ein klage som kom for seint, kan berre takast til handsaming med grunngjeving.",
    en="An appeal that came late can be taken only with reasons.",
)
def sen_klage_er_begrunnet(f: Forsoek[kl.TaKlageTilBehandling]) -> bool:
    """En klage som kom for sent, kan bare tas til behandling med begrunnelse."""
    return f.kommando.rettidig or bool(f.kommando.begrunnelse.strip())


@vakt(
    Ser.SAKEN,
    nn="Klagen kom så lenge etter vedtaket at han ikkje kan takast til handsaming. Avvis han.",
    en="The appeal came so long after the decision that it cannot be taken. Dismiss it.",
)
def klagen_er_ikke_for_gammel(f: Forsoek[kl.TaKlageTilBehandling]) -> bool:
    """Klagen kom så lenge etter vedtaket at den ikke kan tas til behandling. Avvis den."""
    krav, klage, vedtatt = f.parametre.krav, klage_i(f), f.gang.vedtatt
    if krav is None or klage is None or vedtatt is None:
        return True
    return klage.mottatt <= etter(vedtatt, krav, "klage_absolutt_aar")


@vakt(
    Ser.SAKEN,
    nn="Vedtaket klagen gjeld, står ikkje lenger. La klagen falle bort.",
    en="The decision appealed against no longer stands. Let the appeal lapse.",
)
def klagen_gjelder_vedtaket(f: Forsoek[k.Kommando]) -> bool:
    """Vedtaket klagen gjelder, står ikke lenger. La klagen falle bort."""
    klage, g = klage_i(f), f.gang
    if klage is None:
        return True
    return klage.vedtak == g.vedtaksnummer and g.tilstand in AVGJORT and g.avgjort_ved_vedtak


@vakt(
    Ser.SAKEN,
    nn="Vedtaket klagen gjeld, står. Klagen må avgjerast.",
    en="The decision appealed against stands. The appeal must be decided.",
)
def vedtaket_er_borte(f: Forsoek[kl.LaKlageFalleBort]) -> bool:
    """Vedtaket klagen gjelder, står. Klagen må avgjøres."""
    return not klagen_gjelder_vedtaket.sjekk(f) or f.gang.endelig


@vakt(
    Ser.AKTOEREN,
    nn="Den som har førebudd klagen, kan ikkje avgjere han. Ein annan godkjennar må avgjere.",
    en="Whoever prepared the appeal may not decide it. Another approver must decide.",
)
def fire_oeyne_i_klagen(f: Forsoek[k.Kommando]) -> bool:
    """Den som har forberedt klagen, kan ikke avgjøre den. En annen godkjenner må avgjøre."""
    klage = klage_i(f)
    return (
        not f.parametre.fire_oeyne
        or f.aktoer.rolle is not Rolle.GODKJENNER
        or klage is None
        or f.aktoer.id != klage.forberedt_av
    )


_POSITIVT: Final = (
    v.alle_funn_er_vurdert,
    v.dispensasjonene_er_gitt,
    v.dispensasjonene_er_begrunnet,
    *vm.SAMLING,
)


@vakt(
    Ser.KOMMANDOEN,
    nn="Eit nytt positivt vedtak krev det same som det første: alle funn vurderte, høyringar og "
    "merknader ferdige, manglar og dispensasjonar løyste. Ta søknaden opp til ny handsaming.",
    en="A new positive decision needs what the first one did: findings assessed, hearings and "
    "remarks finished, deficiencies and dispensations resolved. Take the application up anew.",
)
def nytt_vedtak_taaler_saken(
    f: Forsoek[kl.TaKlageTilFoelge | gj.OmgjoerVedtak],
) -> bool:
    """Et nytt positivt vedtak krever det samme som det første: alle funn vurdert, høringer og
    merknader ferdige, mangler og dispensasjoner løst. Ta søknaden opp til ny behandling."""
    vedtak = f.kommando.vedtak
    if vedtak is None or vedtak.utfall is Vedtaksutfall.AVSLAG:
        return True
    if vedtak.utfall is Vedtaksutfall.TILLATELSE:
        helt = [
            v.ingen_mangel_staar, v.tillatelsen_avslaar_ikke, vm.dispensasjonen_fra_planen_er_gitt,
        ]  # fmt: skip
    else:
        helt = [v.avslaatt_del_dekker_manglene, v.avslaget_har_hjemmel]
    return all(vakten.sjekk(f) for vakten in (*_POSITIVT, *helt))


@vakt(
    Ser.KOMMANDOEN,
    nn="Eit nytt avslag må ha heimel. Ta med minst éin avslagsgrunn.",
    en="A new refusal needs a legal basis. Give at least one ground.",
)
def nytt_avslag_har_hjemmel(f: Forsoek[kl.TaKlageTilFoelge | gj.OmgjoerVedtak]) -> bool:
    """Et nytt avslag må ha hjemmel. Ta med minst én avslagsgrunn."""
    vedtak = f.kommando.vedtak
    avslag = vedtak is not None and vedtak.utfall is Vedtaksutfall.AVSLAG
    return not avslag or v.avslaget_har_hjemmel.sjekk(f)


@vakt(
    Ser.KOMMANDOEN,
    nn="Vedtaket frå klageinstansen må leggjast ved, og kan ikkje ha dato fram i tid.",
    en="The decision of the appeal body must be attached, and cannot be dated in the future.",
)
def klagevedtaket_er_lagt_ved(f: Forsoek[kl.RegistrerKlagevedtak]) -> bool:
    """Vedtaket fra klageinstansen må legges ved, og kan ikke ha dato fram i tid."""
    return bool(f.kommando.dokumenter) and f.kommando.vedtatt <= f.dato


@vakt(
    Ser.KOMMANDOEN,
    nn="Når klageinstansen gjer om vedtaket, må det nye vedtaket med.",
    en="When the appeal body reverses the decision, the new decision must come along.",
)
def omgjoeringen_har_vedtak(f: Forsoek[kl.RegistrerKlagevedtak]) -> bool:
    """Når klageinstansen omgjør vedtaket, må det nye vedtaket med."""
    return f.kommando.vedtak is not None


@vakt(
    Ser.AKTOEREN,
    nn="Berre den som har klaga, kan trekkje klagen.",
    en="Only the one who appealed can withdraw the appeal.",
)
def klageren_trekker_selv(f: Forsoek[kl.TrekkKlage]) -> bool:
    """Bare den som har klaget, kan trekke klagen."""
    klage = klage_i(f)
    return f.aktoer.rolle not in UTENFRA or klage is None or klage.klager == f.aktoer.id


@vakt(
    Ser.KOMMANDOEN,
    nn="Ein saksbehandlar som registrerer at klagen er trekt, må leggje ved brevet.",
    en="A case worker who records the withdrawal must attach the letter.",
)
def klagetrekket_er_dokumentert(f: Forsoek[kl.TrekkKlage]) -> bool:
    """En saksbehandler som registrerer at klagen er trukket, må legge ved brevet."""
    return f.aktoer.rolle is not Rolle.SAKSBEHANDLER or bool(f.kommando.dokumenter)


@vakt(
    Ser.SAKEN,
    nn="Det er ikkje klaga på ei tillating, så det er ikkje noko å utsetje.",
    en="No permit has been appealed, so there is nothing to suspend.",
)
def tillatelsen_er_paaklaget(f: Forsoek[kl.GiUtsattIverksetting]) -> bool:
    """Det er ikke klaget på en tillatelse, så det er ikke noe å utsette."""
    return f.gang.tillatt and bool(f.gang.aapne_klager())


@vakt(
    Ser.SAKEN,
    nn="Klageinstansen har avgjort. Kommunen kan ikkje gjere om vedtaket.",
    en="The appeal body has decided. The municipality cannot reverse the decision.",
)
def klageinstansen_har_ikke_avgjort(f: Forsoek[gj.OmgjoerVedtak]) -> bool:
    """Klageinstansen har avgjort. Kommunen kan ikke omgjøre vedtaket."""
    return not f.gang.endelig
