"""What must be done in a case, by whom and by when: computed, and never done by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from byggsak.case import handling_frist as fr
from byggsak.case import handling_hoering as ho
from byggsak.case import handling_klage as kl
from byggsak.case import kommando as k
from byggsak.case.oppgaver import Oppgave, frister_og_oppgaver
from byggsak.case.regioner import Region
from byggsak.case.saksgangkrav import etter
from byggsak.case.tilstand import Aktoer, Rolle
from tests.casehjelp import D0, DAG, GK, NABO, SB, SYS, T0, komplett, mangelbrev, vedtak
from tests.saksalfabet import MYNDIGHET, PDF, krav, mottas, parametre
from tests.saksrom import Punkt, fortell, gjoer

P = parametre()
SENDT = (
    (mottas("ET"), SYS), (komplett(), SB), (k.GjoerKlar(), SB), (vedtak(), GK),
    (k.Ekspeder(sendt=D0), SB),
)  # fmt: skip


def oppgaver(punkt: Punkt, naa: datetime) -> dict[str, Oppgave]:
    return {o.id: o for o in frister_og_oppgaver(punkt.hendelser, naa, krav())}


def test_three_weeks_without_an_answer_is_a_question_to_a_person_and_nothing_more() -> None:
    punkt = fortell((mottas("ET"), SYS), (komplett(), SB), parametre=P)
    dag_14, dag_15 = T0 + 14 * DAG, T0 + 15 * DAG
    assert not oppgaver(punkt, dag_14)["soeknad.under_behandling"].varsel
    naer = oppgaver(punkt, dag_15)["soeknad.under_behandling"]
    assert (naer.varsel, naer.forfalt, naer.frist) == (True, False, D0 + 21 * DAG)
    navn = "vurder_om_tillatelse_regnes_som_gitt"
    assert navn not in oppgaver(punkt, T0 + 21 * DAG)
    oppgave = oppgaver(punkt, T0 + 22 * DAG)[navn]
    assert oppgave.tekst.nb == "vurder om tillatelse regnes som gitt"
    assert set(oppgave.roller) == {Rolle.SAKSBEHANDLER, Rolle.GODKJENNER}
    assert punkt.sak.soeknad().vedtak is None


def test_when_a_person_has_confirmed_it_the_question_is_gone() -> None:
    punkt = fortell((mottas("ET"), SYS), (komplett(), SB), (k.GjoerKlar(), SB), parametre=P)
    naa = T0 + 22 * DAG
    bekreft = fr.BekreftLovensVirkning(
        virkning=fr.LovensVirkning.ANSETT_GITT, frist=D0 + 21 * DAG, begrunnelse="Fristen er ute.",
        dokumenter=PDF,
    )  # fmt: skip
    etterpaa = gjoer(replace(punkt, naa=naa), bekreft, SB, P)
    assert etterpaa is not None
    assert etterpaa.sak.soeknad().tillatt
    assert "vurder_om_tillatelse_regnes_som_gitt" not in oppgaver(etterpaa, naa)


@pytest.mark.parametrize(
    ("type_", "navn"),
    [("IG", "vurder_om_igangsetting_er_tillatt"), ("FA", "vurder_om_bruk_er_tillatt")],
)
def test_a_late_start_permit_or_certificate_asks_its_own_question(type_: str, navn: str) -> None:
    punkt = fortell((mottas(type_), SYS), (komplett(), SB), parametre=P)
    assert navn in oppgaver(punkt, T0 + 22 * DAG)


def test_a_hearing_moves_the_case_out_of_three_weeks() -> None:
    hoering = ho.SendHoering(myndighet=MYNDIGHET, samtykke=False, svarfrist=D0 + 28 * DAG, brev=PDF)
    punkt = fortell((mottas("ET"), SYS), (komplett(), SB), (hoering, SB), parametre=P)
    alle = oppgaver(punkt, T0 + 30 * DAG)
    assert "vurder_om_tillatelse_regnes_som_gitt" not in alle
    assert alle["soeknad.under_behandling"].frist == D0 + 84 * DAG
    svar = alle["hoering.sendt"]
    assert (svar.instans, svar.frist, svar.forfalt) == (MYNDIGHET, D0 + 28 * DAG, True)


def test_a_letter_of_deficiencies_waits_for_the_applicant() -> None:
    punkt = fortell((mottas("ET"), SYS), (mangelbrev(), SB), parametre=P)
    venter = oppgaver(punkt, T0)["soeknad.mangelfull"]
    assert venter.frist == D0 + 28 * DAG
    assert set(venter.roller) == {Rolle.ANSVARLIG_SOEKER, Rolle.TILTAKSHAVER}


def test_the_weeks_of_an_appeal_run_from_the_end_of_the_appeal_period() -> None:
    klag = kl.RegistrerKlage(klage=1, klager=NABO.id, mottatt=D0, dokumenter=PDF)
    ta = kl.TaKlageTilBehandling(klage=1, rettidig=True, begrunnelse="")
    oversend = kl.OversendKlage(klage=1, begrunnelse="Vedtaket står.", dokumenter=PDF)
    forberedes = fortell(*SENDT, (klag, NABO), (ta, SB), parametre=P)
    ute = etter(D0, krav(), "klage_uker")
    frist = oppgaver(forberedes, T0)["klage.forbereder"].frist
    assert frist == etter(ute, krav(), "klageforberedelse_uker")
    utsett = kl.GiUtsattIverksetting(begrunnelse="Kan ikke gjøres om.", dokumenter=PDF)
    for forst, uker in (((), "klageinstans_uker"), (((utsett, GK),), "klageinstans_uker_utsatt")):
        punkt = fortell(*SENDT, (klag, NABO), (ta, SB), *forst, (oversend, GK), parametre=P)
        assert oppgaver(punkt, T0)["klage.oversendt"].frist == etter(D0, krav(), uker)


def test_a_permit_is_asked_after_when_three_years_have_gone() -> None:
    punkt = fortell(*SENDT, parametre=P)
    gyldig = oppgaver(punkt, T0)["gyldighet.gyldig"]
    assert (gyldig.region, gyldig.frist) == (Region.GYLDIGHET, etter(D0, krav(), "bortfall_aar"))
    assert oppgaver(punkt, T0 + 1100 * DAG)["gyldighet.gyldig"].forfalt


def test_the_most_urgent_comes_first_and_a_closed_case_asks_nothing() -> None:
    alle = frister_og_oppgaver(fortell(*SENDT, parametre=P).hendelser, T0, krav())
    frister = [o.frist for o in alle if o.frist is not None]
    assert frister == sorted(frister)
    arkiv = Aktoer("arkiv", Rolle.ARKIV)
    punkt = fortell(*SENDT, (k.MarkerArkivert(gjenstaar=0), arkiv), parametre=P)
    senere = replace(punkt, naa=T0 + 30 * DAG)
    slutt = gjoer(senere, k.Avslutt(klagefrist=D0 + 21 * DAG), SB, P)
    assert slutt is not None
    assert oppgaver(slutt, T0 + 1200 * DAG) == {}
