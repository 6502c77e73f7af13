"""Vaktene der regionene møtes: det som må være ferdig før et positivt vedtak."""

from __future__ import annotations

from byggsak.case import kommando as k
from byggsak.case.regioner import (
    Gebyrtilstand,
    Hoeringstilstand,
    Merknadstilstand,
    Plantilstand,
    Varseltilstand,
)
from byggsak.case.soeknadsgang import Hoering, Soeknadsgang
from byggsak.case.vakt import Forsoek, Ser, vakt

PLAN_AVKLART = frozenset({Plantilstand.INNSTILT, Plantilstand.I_SAMSVAR, Plantilstand.DISP_SOEKT})
HOERING_FERDIG = frozenset({Hoeringstilstand.VURDERT, Hoeringstilstand.FRAFALT})
MERKNAD_FERDIG = frozenset({Merknadstilstand.VURDERT, Merknadstilstand.TRUKKET})


def venter_samtykke(gang: Soeknadsgang) -> tuple[Hoering, ...]:
    """Myndighetene saken avhenger av, som ikke har svart."""
    return tuple(x for x in gang.hoeringer if x.tilstand is Hoeringstilstand.VENTER_SAMTYKKE)


@vakt(
    Ser.SAKEN,
    nn="Planen er ikkje vurdert, eller dispensasjon trengst og er ikkje søkt. Vurder planen på "
    "nytt, eller meld mangelen til søkjaren.",
    en="The plan has not been assessed, or a dispensation is needed and not applied for. Assess "
    "the plan again, or notify the applicant.",
)
def planen_er_avklart(f: Forsoek[k.FattVedtak]) -> bool:
    """Planen er ikke vurdert, eller dispensasjon trengs og er ikke søkt. Vurder planen på nytt,
    eller meld mangelen til søkeren."""
    return f.gang.plan in PLAN_AVKLART


@vakt(
    Ser.KOMMANDOEN,
    nn="Tiltaket treng dispensasjon frå planen. Ei full tillating må gi ho.",
    en="The project needs a dispensation from the plan. A full permit must grant it.",
)
def dispensasjonen_fra_planen_er_gitt(f: Forsoek[k.FattVedtak]) -> bool:
    """Tiltaket trenger dispensasjon fra planen. En full tillatelse må gi den."""
    return f.gang.plan is not Plantilstand.DISP_SOEKT or bool(f.kommando.vedtak.dispensasjoner)


@vakt(
    Ser.SAKEN,
    nn="Ei høyring er ikkje ferdig. Vent på svaret eller til fristen er ute, og vurder det.",
    en="A hearing is not finished. Wait for the answer or for the time limit, and assess it.",
)
def hoeringene_er_ferdige(f: Forsoek[k.FattVedtak]) -> bool:
    """En høring er ikke ferdig. Vent på svaret eller til fristen er ute, og vurder det."""
    venter = {Hoeringstilstand.VENTER_SAMTYKKE} if f.gang.type == "RS" else set()
    return all(x.tilstand in HOERING_FERDIG | venter for x in f.gang.hoeringer)


@vakt(
    Ser.KOMMANDOEN,
    nn="Ein styresmakt har ikkje samtykt. Ei rammetillating må ha eit vilkår om samtykket som skal "
    "vere oppfylt før igangsetjing.",
    en="An authority has not consented. A framework permit must carry a condition on the consent, "
    "to be fulfilled before work starts.",
)
def det_er_tatt_forbehold(f: Forsoek[k.FattVedtak]) -> bool:
    """En myndighet har ikke samtykket. En rammetillatelse må ha et vilkår om samtykket som skal
    være oppfylt før igangsetting."""
    forbehold = {v.myndighet for v in f.kommando.vedtak.vilkaar if v.foer_igangsetting}
    return all(x.myndighet in forbehold for x in venter_samtykke(f.gang))


@vakt(
    Ser.SAKEN,
    nn="Ein styresmakt saka er avhengig av, har nekta. Avslå, eller avklar med styresmakta.",
    en="An authority whose consent is needed has refused. Refuse, or clarify with the authority.",
)
def ingen_har_nektet(f: Forsoek[k.FattVedtak]) -> bool:
    """En myndighet saken avhenger av, har nektet. Avslå, eller avklar med myndigheten."""
    return not any(x.samtykke and x.nektet for x in f.gang.hoeringer)


@vakt(
    Ser.SAKEN,
    nn="Nabovarselet manglar, eller fristen til naboane er ikkje ute.",
    en="The notice to neighbours is missing, or their time limit has not passed.",
)
def naboene_er_varslet(f: Forsoek[k.FattVedtak]) -> bool:
    """Nabovarselet mangler, eller fristen til naboene er ikke ute."""
    return f.gang.varsel is Varseltilstand.OK


@vakt(
    Ser.SAKEN,
    nn="Ein nabo har merknader som ingen har vurdert. Vurder kvar av dei.",
    en="A neighbour's remarks have not been assessed. Assess each of them.",
)
def merknadene_er_vurdert(f: Forsoek[k.FattVedtak]) -> bool:
    """En nabo har merknader som ingen har vurdert. Vurder hver av dem."""
    return all(m.tilstand in MERKNAD_FERDIG for m in f.gang.merknader)


@vakt(
    Ser.SAKEN,
    nn="Gebyret er kravd som vilkår for handsaminga og er ikkje betalt.",
    en="The fee was demanded as a condition for processing and has not been paid.",
)
def gebyret_er_betalt(f: Forsoek[k.FattVedtak]) -> bool:
    """Gebyret er krevd som vilkår for behandlingen og er ikke betalt."""
    return f.gang.gebyr.tilstand is not Gebyrtilstand.KREVD_SOM_VILKAAR


@vakt(
    Ser.KOMMANDOEN,
    nn="Kvart vilkår må ha tekst og heimel.",
    en="Each condition must have a text and a legal basis.",
)
def vilkaarene_har_hjemmel(f: Forsoek[k.FattVedtak]) -> bool:
    """Hvert vilkår må ha tekst og hjemmel."""
    return all(v.tekst.strip() and v.hjemmel.paragraf for v in f.kommando.vedtak.vilkaar)


SAMLING = (
    planen_er_avklart,
    hoeringene_er_ferdige,
    det_er_tatt_forbehold,
    ingen_har_nektet,
    naboene_er_varslet,
    merknadene_er_vurdert,
    gebyret_er_betalt,
    vilkaarene_har_hjemmel,
)
"""Det samme før tillatelse og delvis tillatelse."""
