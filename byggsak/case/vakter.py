"""Vaktene i sakens gang. Docstringen er svaret saksbehandleren får når vakten sier nei."""

from __future__ import annotations

from byggsak.case import kommando as k
from byggsak.case.tilstand import Rolle
from byggsak.case.vakt import Forsoek, Ser, vakt
from byggsak.domain.vedtak import Funnvurdering, Vedtaksutfall

SOEKERE = frozenset({Rolle.ANSVARLIG_SOEKER, Rolle.TILTAKSHAVER})


@vakt(
    Ser.AKTOEREN,
    nn="Du er ikkje part i denne saka. Berre den som har sendt søknaden, kan gjere dette.",
    en="You are not a party to this case. Only those who applied can do this.",
)
def er_part(f: Forsoek[k.Kommando]) -> bool:
    """Du er ikke part i denne saken. Bare de som har søkt, kan gjøre dette."""
    return f.aktoer.rolle not in SOEKERE or f.aktoer.id in f.gang.parter


@vakt(
    Ser.AKTOEREN,
    nn="Den som har innstilt eller vurdert funn, kan ikkje avgjere same sak. Ein annan godkjennar "
    "må avgjere.",
    en="Whoever recommended or assessed findings may not decide the same case. Another approver "
    "must decide.",
)
def fire_oeyne(f: Forsoek[k.Kommando]) -> bool:
    """Den som har innstilt eller vurdert funn, kan ikke avgjøre samme sak. En annen godkjenner
    må avgjøre."""
    saksbehandlere = {f.gang.innstilt_av, *f.gang.vurdert_av()}
    return (
        not f.parametre.fire_oeyne
        or f.aktoer.rolle is not Rolle.GODKJENNER
        or f.aktoer.id not in saksbehandlere
    )


@vakt(
    Ser.KOMMANDOEN,
    nn="Det må stå minst eitt dokument i søknaden.",
    en="The application must contain at least one document.",
)
def har_dokument(f: Forsoek[k.Motta | k.Suppler]) -> bool:
    """Det må stå minst ett dokument i søknaden."""
    return bool(f.kommando.dokumenter)


@vakt(
    Ser.KOMMANDOEN,
    nn="Søknadene i ei sak blir nummererte i rekkjefølgje. Bruk neste nummer.",
    en="The applications in a case are numbered in order. Use the next number.",
)
def er_neste_soeknad(f: Forsoek[k.Motta]) -> bool:
    """Søknadene i en sak nummereres i rekkefølge. Bruk neste nummer."""
    return f.kommando.soeknad == len(f.sak.soeknader) + 1


@vakt(
    Ser.KOMMANDOEN,
    nn="Datoen må liggje mellom dagen søknaden kom og i dag.",
    en="The date must lie between the day the application was received and today.",
)
def komplett_dato_er_mulig(f: Forsoek[k.BekreftKomplett]) -> bool:
    """Datoen må ligge mellom dagen søknaden kom og i dag."""
    return f.gang.mottatt is not None and f.gang.mottatt <= f.kommando.komplett <= f.dato


@vakt(
    Ser.KOMMANDOEN,
    nn="Mangelbrevet må nemne minst éin mangel, og kvar mangel må ha tekst.",
    en="The letter must name at least one deficiency, and each must have a text.",
)
def har_mangler(f: Forsoek[k.MeldMangel]) -> bool:
    """Mangelbrevet må nevne minst én mangel, og hver mangel må ha tekst."""
    return bool(f.kommando.mangler) and all(m.tekst.strip() for m in f.kommando.mangler)


@vakt(
    Ser.KOMMANDOEN,
    nn="Eit funn blir ein mangel først når eit menneske har stadfesta det. Stadfest funna som "
    "mangelbrevet byggjer på.",
    en="A finding becomes a deficiency only when a person has confirmed it. Confirm the findings "
    "that the letter builds on.",
)
def manglene_er_bekreftet(f: Forsoek[k.MeldMangel]) -> bool:
    """Et funn blir en mangel først når et menneske har bekreftet det. Bekreft funnene
    mangelbrevet bygger på."""
    bekreftet = {funn.noekkel for funn in f.gang.med_vurdering(Funnvurdering.BEKREFTET)}
    return all(m.funn in bekreftet for m in f.kommando.mangler if m.funn)


@vakt(
    Ser.KOMMANDOEN,
    nn="Svarfristen må vere etter i dag.",
    en="The time limit for the answer must be after today.",
)
def svarfristen_er_fram_i_tid(f: Forsoek[k.MeldMangel]) -> bool:
    """Svarfristen må være etter i dag."""
    return f.kommando.svarfrist > f.dato


@vakt(
    Ser.SAKEN,
    nn="Svarfristen i mangelbrevet er ikkje ute. Vent på søkjaren til fristen er ute.",
    en="The time limit in the letter has not passed. Wait for the applicant until it has.",
)
def svarfristen_er_ute(f: Forsoek[k.Gjenoppta]) -> bool:
    """Svarfristen i mangelbrevet er ikke ute. Vent på søkeren til fristen er ute."""
    return f.gang.svarfrist is not None and f.dato > f.gang.svarfrist


@vakt(
    Ser.SAKEN,
    nn="Det finst funn ingen har vurdert. Stadfest eller avkreft kvart av dei, eller innstill på "
    "dispensasjon.",
    en="There are findings nobody has assessed. Confirm or dismiss each of them, or recommend a "
    "dispensation.",
)
def alle_funn_er_vurdert(f: Forsoek[k.Kommando]) -> bool:
    """Det finnes funn ingen har vurdert. Bekreft eller avkreft hvert av dem, eller innstill på
    dispensasjon."""
    return not f.gang.uvurderte()


@vakt(
    Ser.SAKEN,
    nn="Søknaden har stadfesta manglar og kan ikkje få tillating. Meld manglane til søkjaren, gi "
    "delvis tillating, eller avslå.",
    en="The application has confirmed deficiencies and cannot be permitted. Notify the applicant, "
    "permit in part, or refuse.",
)
def ingen_mangel_staar(f: Forsoek[k.FattVedtak]) -> bool:
    """Søknaden har bekreftede mangler og kan ikke få tillatelse. Meld manglene til søkeren, gi
    delvis tillatelse, eller avslå."""
    return not f.gang.med_vurdering(Funnvurdering.BEKREFTET)


@vakt(
    Ser.KOMMANDOEN,
    nn="Delvis tillating må avslå den delen kvar stadfesta mangel gjeld. Ta med ein avslagsgrunn "
    "for kvar.",
    en="A partial permit must refuse the part each confirmed deficiency concerns. Give a ground "
    "of refusal for each.",
)
def avslaatt_del_dekker_manglene(f: Forsoek[k.FattVedtak]) -> bool:
    """Delvis tillatelse må avslå den delen hver bekreftet mangel gjelder. Ta med en avslagsgrunn
    for hver."""
    dekket = {n for grunn in f.kommando.vedtak.avslagsgrunner for n in grunn.funn}
    return all(funn.noekkel in dekket for funn in f.gang.med_vurdering(Funnvurdering.BEKREFTET))


@vakt(
    Ser.KOMMANDOEN,
    nn="Eit vedtak må gi kvar dispensasjon det er innstilt på, og berre dei. Avslå elles, eller "
    "send saka tilbake.",
    en="The decision must grant each dispensation that was recommended, and no other. Otherwise "
    "refuse, or send the case back.",
)
def dispensasjonene_er_gitt(f: Forsoek[k.FattVedtak]) -> bool:
    """Et vedtak må gi hver dispensasjon det er innstilt på, og bare dem. Avslå ellers, eller send
    saken tilbake."""
    vedtak = f.kommando.vedtak
    innstilt = {funn.noekkel for funn in f.gang.med_vurdering(Funnvurdering.DISPENSASJON)}
    gitt = {n for d in vedtak.dispensasjoner for n in d.funn}
    avslaatt = {n for grunn in vedtak.avslagsgrunner for n in grunn.funn}
    if vedtak.utfall is Vedtaksutfall.TILLATELSE:
        return gitt == innstilt
    return gitt <= innstilt and innstilt <= gitt | avslaatt


@vakt(
    Ser.KOMMANDOEN,
    nn="Dispensasjonen manglar grunngjeving eller føresegna det blir dispensert frå.",
    en="The dispensation lacks its reasons or the provision it is given from.",
)
def dispensasjonene_er_begrunnet(f: Forsoek[k.FattVedtak]) -> bool:
    """Dispensasjonen mangler begrunnelse eller bestemmelsen det dispenseres fra."""
    return all(d.begrunnelse.strip() and d.fra.strip() for d in f.kommando.vedtak.dispensasjoner)


@vakt(
    Ser.KOMMANDOEN,
    nn="Grunngjevinga manglar. Skriv kvifor.",
    en="The reasons are missing. Write why.",
)
def er_begrunnet(f: Forsoek[k.SendTilbake | k.InnstillAvvisning | k.Avvis | k.Gjenoppta]) -> bool:
    """Begrunnelsen mangler. Skriv hvorfor."""
    return bool(f.kommando.begrunnelse.strip())


@vakt(
    Ser.KOMMANDOEN,
    nn="Vedtaket manglar grunngjeving. Eit enkeltvedtak skal grunngjevast.",
    en="The decision lacks reasons. An administrative decision must state its reasons.",
)
def vedtaket_er_begrunnet(f: Forsoek[k.FattVedtak]) -> bool:
    """Vedtaket mangler begrunnelse. Et enkeltvedtak skal begrunnes."""
    return bool(f.kommando.vedtak.begrunnelse.strip())


@vakt(
    Ser.KOMMANDOEN,
    nn="Eit avslag må ha heimel. Ta med minst éin avslagsgrunn med rettsregel og grunngjeving.",
    en="A refusal needs a legal basis. Give at least one ground with its provision and reasons.",
)
def avslaget_har_hjemmel(f: Forsoek[k.FattVedtak]) -> bool:
    """Et avslag må ha hjemmel. Ta med minst én avslagsgrunn med rettsregel og begrunnelse."""
    grunner = f.kommando.vedtak.avslagsgrunner
    return bool(grunner) and all(g.begrunnelse.strip() and g.hjemmel.paragraf for g in grunner)


@vakt(
    Ser.KOMMANDOEN,
    nn="Ei tillating kan ikkje ha avslagsgrunnar. Vel delvis tillating eller avslag.",
    en="A permit cannot have grounds of refusal. Choose a partial permit or a refusal.",
)
def tillatelsen_avslaar_ikke(f: Forsoek[k.FattVedtak]) -> bool:
    """En tillatelse kan ikke ha avslagsgrunner. Velg delvis tillatelse eller avslag."""
    return not f.kommando.vedtak.avslagsgrunner


@vakt(
    Ser.KOMMANDOEN,
    nn="Når utvalet har avgjort, må møtesaka oppgjevast.",
    en="When the committee has decided, the number of its case must be given.",
)
def utvalget_oppgir_moetesak(f: Forsoek[k.FattVedtak]) -> bool:
    """Når utvalget har avgjort, må møtesaken oppgis."""
    return f.aktoer.rolle is not Rolle.UTVALG or bool(f.kommando.vedtak.moetesak.strip())
