"""What a case allows and refuses, one sentence at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from byggsak.case import kommando as k
from byggsak.case.avslaatt import Avslaatt
from byggsak.case.decide import decide
from byggsak.case.muligheter import muligheter
from byggsak.case.sak import Sak
from byggsak.case.sakskort import sakskort
from byggsak.case.tilstand import Aktoer, Rolle, Tilstand
from byggsak.case.vakt import Parametre
from byggsak.domain.funn import Alvorlighet, Utfall
from byggsak.domain.kommune import Kommune
from byggsak.domain.vedtak import Funnvurdering, Vedtaksutfall, til_vurdering
from tests.casehjelp import (
    ARK,
    DAG,
    GK,
    HELT_LIV,
    POL,
    SB,
    SOEKER,
    SYS,
    T0,
    brutt,
    dokument,
    ekspeder,
    komplett,
    liv,
    mangelbrev,
    motta,
    sak_i,
    soek_dispensasjon,
    soeknad,
    suppler,
    vedtak,
    vurder,
)

AVKREFT, BEKREFT, DISP = (
    Funnvurdering.AVKREFTET,
    Funnvurdering.BEKREFTET,
    Funnvurdering.DISPENSASJON,
)


def hindre(
    sak: Sak,
    kommando: k.Kommando,
    aktoer: Aktoer,
    naa: datetime = T0,
    parametre: Parametre = Parametre(),  # noqa: B008 -- a frozen value
) -> set[str]:
    """The ids of what refuses the command; empty when it can happen."""
    try:
        decide(sak, kommando, naa, aktoer, parametre)
    except Avslaatt as nei:
        return {hinder.id for hinder in nei.hindre}
    return set()


def klar(*funn: tuple[str, Funnvurdering]) -> Sak:
    """Ready for decision, with findings assessed as given."""
    steg = [(motta(*(f for f, _ in funn)), SYS), (komplett(), SB)]
    steg += [(soek_dispensasjon(f), SOEKER) for f, u in funn if u is DISP]
    steg += [(vurder(f, u), SB) for f, u in funn]
    return Sak.av(liv(*steg, (k.GjoerKlar(), SB)))


def test_a_complete_case_goes_from_receipt_to_archive() -> None:
    sak = Sak.av(liv(*HELT_LIV))
    assert sak.tilstand is Tilstand.ARKIVERT
    assert sak.versjon == len(HELT_LIV)
    assert sak.soeknad().ekspedert == T0.date()


def test_a_finding_nobody_has_assessed_stops_the_recommendation() -> None:
    sak = Sak.av(liv((motta("f1", "f2"), SYS), (komplett(), SB), (vurder("f1"), SB)))
    assert hindre(sak, k.GjoerKlar(), SB) == {"alle_funn_er_vurdert"}


def test_a_confirmed_finding_makes_a_permit_impossible_but_not_a_refusal() -> None:
    sak = klar(("f1", BEKREFT))
    assert hindre(sak, vedtak(), GK) == {"ingen_mangel_staar"}
    assert hindre(sak, vedtak(Vedtaksutfall.AVSLAG), GK) == set()


def test_a_partial_permit_must_refuse_what_the_deficiency_is_about() -> None:
    sak = klar(("f1", BEKREFT))
    assert hindre(sak, vedtak(Vedtaksutfall.DELVIS), GK) == {"avslaatt_del_dekker_manglene"}
    assert hindre(sak, vedtak(Vedtaksutfall.DELVIS, grunner=("f1",)), GK) == set()


def test_a_dismissed_finding_needs_a_reason_and_then_lets_the_permit_through() -> None:
    sak = Sak.av(liv((motta("f1"), SYS), (komplett(), SB)))
    uten = replace(vurder("f1", AVKREFT), begrunnelse=" ")
    assert hindre(sak, uten, SB) == {"vurderingen_er_begrunnet"}
    assert hindre(klar(("f1", AVKREFT)), vedtak(), GK) == set()


def test_a_recommended_dispensation_helps_only_when_the_decision_grants_it() -> None:
    sak = klar(("f1", DISP))
    assert hindre(sak, vedtak(), GK) == {"dispensasjonene_er_gitt"}
    assert hindre(sak, vedtak(dispensasjoner=("f1",)), GK) == set()
    assert hindre(sak, vedtak(dispensasjoner=("f1", "f9")), GK) == {"dispensasjonene_er_gitt"}


def test_whoever_recommended_or_assessed_may_not_decide() -> None:
    sak = klar(("f1", AVKREFT))
    sara_som_gk = Aktoer(SB.id, Rolle.GODKJENNER)
    assert hindre(sak, vedtak(), sara_som_gk) == {"fire_oeyne"}
    decide(sak, vedtak(), T0, sara_som_gk, Parametre(fire_oeyne=False))


def test_four_eyes_is_the_municipalitys_own_choice() -> None:
    kommune = Kommune("9999", "Testkommune", 25832)
    assert Parametre.fra_kommune(kommune).fire_oeyne
    assert not Parametre.fra_kommune(replace(kommune, parametre={"fire_oeyne": False})).fire_oeyne
    with pytest.raises(ValueError, match="fire_oeyne"):
        Parametre.fra_kommune(replace(kommune, parametre={"fire_oeyne": "nei"}))


def test_a_committee_names_its_case() -> None:
    uten = vedtak()
    uten = replace(uten, vedtak=replace(uten.vedtak, moetesak=""))
    assert hindre(klar(), uten, POL) == {"utvalget_oppgir_moetesak"}
    assert hindre(klar(), uten, GK) == set()


def test_a_decision_states_its_reasons_and_a_refusal_its_legal_basis() -> None:
    assert hindre(klar(), vedtak(begrunnelse=" "), GK) == {"vedtaket_er_begrunnet"}
    avslag = vedtak(Vedtaksutfall.AVSLAG)
    uten = replace(avslag, vedtak=replace(avslag.vedtak, avslagsgrunner=()))
    assert hindre(klar(), uten, GK) == {"avslaget_har_hjemmel"}


def test_all_hindrances_are_told_at_once() -> None:
    sak = klar(("f1", BEKREFT))
    assert hindre(sak, vedtak(begrunnelse=""), GK) == {
        "vedtaket_er_begrunnet",
        "ingen_mangel_staar",
    }


def test_a_letter_of_deficiencies_builds_on_what_a_person_has_confirmed() -> None:
    sak = Sak.av(liv((motta("f1"), SYS)))
    assert hindre(sak, mangelbrev("f1"), SB) == {"manglene_er_bekreftet"}
    sak = Sak.av(liv((motta("f1"), SYS), (vurder("f1"), SB), (mangelbrev("f1"), SB)))
    assert sak.tilstand is Tilstand.MANGELFULL
    assert sak.soeknad().mangler[0].funn == "f1"


def test_an_answer_must_have_time_to_come() -> None:
    sak = Sak.av(liv((motta(), SYS)))
    assert hindre(sak, mangelbrev(), SB, T0 + 28 * DAG) == {"svarfristen_er_fram_i_tid"}
    sak = Sak.av(liv((motta(), SYS), (mangelbrev(), SB)))
    videre = k.Gjenoppta(begrunnelse="Ingen svarte.")
    assert hindre(sak, videre, SB, T0 + 28 * DAG) == {"svarfristen_er_ute"}
    assert hindre(sak, videre, SB, T0 + 29 * DAG) == set()


def test_an_assessment_follows_the_finding_only_while_the_finding_is_the_same() -> None:
    til_na = liv((motta("f1"), SYS), (vurder("f1", AVKREFT), SB))
    sak = Sak.av(til_na)
    lik = sak.etter(decide(sak, suppler("f1"), T0, SOEKER)[0])
    assert lik.soeknad().uvurderte() == ()
    verre = sak.etter(decide(sak, suppler("f1", maalt="1,2"), T0, SOEKER)[0])
    assert [f.noekkel for f in verre.soeknad().uvurderte()] == ["f1"]
    rettet = sak.etter(decide(sak, suppler(), T0, SOEKER)[0])
    assert rettet.soeknad().funn == ()
    assert rettet.soeknad().versjon == 2


def test_a_supplement_takes_a_recommended_case_back_to_the_case_worker() -> None:
    sak = klar()
    sak = sak.etter(decide(sak, suppler("f9"), T0, SOEKER)[0])
    assert sak.tilstand is Tilstand.UNDER_BEHANDLING
    assert sak.soeknad().innstilt_av == ""


def test_only_a_party_supplements_and_withdraws() -> None:
    fremmed = Aktoer("910000099", Rolle.ANSVARLIG_SOEKER)
    sak = Sak.av(liv((motta(), SYS)))
    assert hindre(sak, suppler(), fremmed) == {"er_part"}
    assert hindre(sak, k.Trekk(), fremmed) == {"er_part"}
    assert hindre(sak, k.Trekk(), SOEKER) == set()


def test_a_case_worker_who_records_a_withdrawal_attaches_the_letter() -> None:
    sak = Sak.av(liv((motta(), SYS)))
    assert hindre(sak, k.Trekk(), SB) == {"kravet_er_dokumentert"}
    assert hindre(sak, k.Trekk(brev=(dokument("brev.pdf"),)), SB) == set()


def test_dismissal_takes_two_people() -> None:
    sak = Sak.av(liv((motta(), SYS)))
    avvis = k.Avvis(begrunnelse="Ikke part")
    assert hindre(sak, avvis, GK) == {"avvisning_er_innstilt"}
    sak = Sak.av(liv((motta(), SYS), (k.InnstillAvvisning(begrunnelse="Ikke part"), SB)))
    assert hindre(sak, avvis, Aktoer(SB.id, Rolle.GODKJENNER)) == {"fire_oeyne"}
    assert hindre(sak, avvis, GK) == set()
    assert hindre(sak, avvis, SYS) == {"feil_rolle"}


def test_a_dismissal_is_sent_before_it_is_archived_and_can_be_appealed() -> None:
    sak = sak_i(Tilstand.AVVIST)
    arkiver = k.MarkerArkivert(gjenstaar=0)
    assert hindre(sak, arkiver, ARK) == {"vedtaket_er_ekspedert"}
    sak = sak.etter(decide(sak, ekspeder(), T0, SB)[0])
    sak = sak.etter(decide(sak, arkiver, T0, ARK)[0])
    assert hindre(sak, k.Avslutt(), SB) == {"klagefristen_er_ute"}


def test_a_case_is_archived_when_the_archive_has_it_all() -> None:
    sak = Sak.av(liv(*HELT_LIV[:-1]))
    assert hindre(sak, k.MarkerArkivert(gjenstaar=2), ARK) == {"arkivet_har_kvittert"}


def test_a_case_is_closed_after_the_time_limit_for_appeal() -> None:
    sak = Sak.av(liv(*HELT_LIV))
    frist = (T0 + 21 * DAG).date()
    trenger_ikke = Parametre(ferdigattest_foer_avslutning=False)
    mangler = {"klagefristen_er_ute", "ferdigattesten_er_gitt"}
    assert hindre(sak, k.Avslutt(), SB) == mangler
    slutt = k.Avslutt(klagefrist=frist)
    assert hindre(sak, slutt, SB, T0 + 21 * DAG) == mangler
    assert hindre(sak, slutt, SB, T0 + 22 * DAG) == {"ferdigattesten_er_gitt"}
    assert hindre(sak, slutt, SB, T0 + 22 * DAG, trenger_ikke) == set()


def test_a_permit_that_says_so_needs_no_completion_certificate_to_be_closed() -> None:
    fatt = vedtak()
    fatt = replace(fatt, vedtak=replace(fatt.vedtak, ferdigattest=False))
    sak = Sak.av(liv(*HELT_LIV[:3], (fatt, GK), *HELT_LIV[4:]))
    slutt = k.Avslutt(klagefrist=(T0 + 21 * DAG).date())
    assert hindre(sak, slutt, SB, T0 + 22 * DAG) == set()


def test_a_withdrawn_case_is_closed_without_waiting_for_an_appeal() -> None:
    sak = Sak.av(liv((motta(), SYS), (k.Trekk(), SOEKER), (k.MarkerArkivert(gjenstaar=0), ARK)))
    assert hindre(sak, k.Avslutt(), SB) == set()


def test_dates_lie_between_receipt_and_today() -> None:
    sak = Sak.av(liv((motta(), SYS)))
    assert hindre(sak, komplett((T0 - DAG).date()), SB) == {"komplett_dato_er_mulig"}
    assert hindre(sak, komplett((T0 + DAG).date()), SB) == {"komplett_dato_er_mulig"}
    vedtatt = sak_i(Tilstand.VEDTATT)
    assert hindre(vedtatt, ekspeder((T0 + DAG).date()), SB) == {"sendt_dato_er_mulig"}


def test_a_decision_is_sent_once() -> None:
    sak = sak_i(Tilstand.VEDTATT)
    sak = sak.etter(decide(sak, ekspeder(), T0, SB)[0])
    assert hindre(sak, ekspeder(), SB) == {"ikke_ekspedert"}


def test_a_moment_without_a_zone_is_no_moment() -> None:
    with pytest.raises(ValueError, match="tidssone"):
        decide(Sak(), motta(), datetime(2026, 1, 1), SYS)


def test_the_refusal_says_when_and_by_whom_it_can_be_done() -> None:
    with pytest.raises(Avslaatt) as nei:
        decide(Sak.av(liv((motta(), SYS))), vedtak(), T0, GK)
    assert nei.value.melding.nb == (
        "Det går ikke å gi tillatelse når den er mottatt. Det kan skje når den er klar for vedtak."
    )
    with pytest.raises(Avslaatt) as nei:
        decide(klar(), vedtak(), T0, SB)
    assert nei.value.melding.nb == (
        "Rollen «saksbehandleren» kan ikke gi tillatelse. Det kan godkjenneren eller det "
        "folkevalgte utvalget."
    )
    assert nei.value.hjemmel[0].paragraf == "21-4"


def test_a_second_application_in_the_case_has_its_own_course() -> None:
    sak = Sak.av(liv(*HELT_LIV))
    ny = replace(motta(), soeknad=2)
    assert hindre(sak, replace(motta(), soeknad=3), SYS) == {"er_neste_soeknad"}
    sak = sak.etter(decide(sak, ny, T0, SYS)[0])
    assert [s.tilstand for s in sak.soeknader] == [Tilstand.ARKIVERT, Tilstand.MOTTATT]
    sak = sak.etter(decide(sak, replace(komplett(), soeknad=2), T0, SB)[0])
    assert [s.tilstand for s in sak.soeknader] == [Tilstand.ARKIVERT, Tilstand.UNDER_BEHANDLING]
    assert sak.tilstand is Tilstand.ARKIVERT


def test_what_is_missing_for_the_rest_is_told_with_what_can_be_done() -> None:
    sak = klar(("f1", BEKREFT))
    svar = {m.kommando + m.variant: m for m in muligheter(sak, Rolle.GODKJENNER, T0, GK.id)}
    assert not svar["fatt_vedtaktillatelse"].kan
    assert [h.id for h in svar["fatt_vedtaktillatelse"].hindre] == ["ingen_mangel_staar"]
    assert svar["fatt_vedtakavslag"].kan
    assert svar["fatt_vedtakavslag"].til is Tilstand.VEDTATT
    assert not svar["trekk"].kan
    assert Rolle.ANSVARLIG_SOEKER in svar["trekk"].roller


def test_only_what_stops_the_application_waits_for_a_person() -> None:
    uavklart = replace(brutt("f3"), utfall=Utfall.UAVKLART, alvorlighet=Alvorlighet.ADVARSEL)
    funn = (brutt("f1"), brutt("f2", Alvorlighet.ADVARSEL), uavklart, brutt("f1"), brutt(""))
    assert [f.noekkel for f in til_vurdering(funn)] == [
        "f1",
        "f3",
        "f1#2",
        "pbl-29-4-avstand-nabogrense||",
    ]


def test_the_card_has_no_national_identity_number() -> None:
    kort = sakskort(soeknad())
    assert kort.tittel == "Nytt bygg - boligformål – gnr./bnr. 1/2"
    assert kort.ansvarlig_soeker is not None
    assert kort.ansvarlig_soeker.id == "910000001"
    assert "01010112345" not in repr(kort)
