"""A rule reads what it declares and nothing else; the catalogue says which of it is personal."""

from dataclasses import fields, replace

import pytest
from rule_helpers import Grense, avstanden, regel

from byggsak.domain.facts import Gjenstand, Maal, UkjentFaktum
from byggsak.domain.funn import Utfall
from byggsak.rule import Vurdering, brutt, oppfylt
from byggsak.rule.catalogue import Katalog
from byggsak.rule.errors import KatalogFeil
from byggsak.rule.reads import personopplysninger
from byggsak.services import regeloppslag
from byggsak.testing.rules import eksempler, proev

KATALOG = Katalog.last()
REGLER = [f.regel for f in KATALOG.filer]
ALT = Grense(avstand=Maal.of(5), gjerde=True, navn="mot Ola Nordmann")


def test_every_rule_declares_what_it_reads() -> None:
    uten = [r.id for r in REGLER if r.leser is None]
    assert not uten, f"add `leser` after `gjelder` to {uten}"


def kikker(grense: Grense, krav: object) -> Vurdering:
    return brutt() if grense.gjerde and grense.avstand.verdi else oppfylt()


def test_a_fact_that_is_not_declared_is_unknown_to_the_rule() -> None:
    ren = regel(vurder=kikker, leser=("avstand", "gjerde"))
    assert ren.vurder(ALT, None).utfall is Utfall.BRUTT
    for for_lite in (("avstand",), ("gjerde",), ()):
        with pytest.raises(UkjentFaktum):
            regel(vurder=kikker, leser=for_lite).vurder(ALT, None)


@pytest.mark.parametrize("felt", ["navn", "sted", "ankerdatoer"])
def test_nor_can_it_read_whose_or_where_the_thing_is(felt: str) -> None:
    def kikk(grense: Grense, krav: object) -> Vurdering:
        return oppfylt() if getattr(grense, felt) else brutt()

    with pytest.raises(UkjentFaktum):
        regel(vurder=kikk, leser=("avstand",)).vurder(ALT, None)
    med = regel(vurder=kikk, leser=("avstand", felt)).vurder(ALT, None)
    assert med.utfall is (Utfall.OPPFYLT if getattr(ALT, felt) else Utfall.BRUTT)


def test_the_thing_itself_is_as_it_was() -> None:
    foer = {f.name: getattr(ALT, f.name) for f in fields(ALT)}
    regel(vurder=kikker, leser=("avstand", "gjerde")).vurder(ALT, None)
    assert {f.name: getattr(ALT, f.name) for f in fields(ALT)} == foer


def test_a_fact_that_the_thing_does_not_have_is_refused() -> None:
    with pytest.raises(KatalogFeil, match=r"avstanden.*Grense"):
        regel(leser=("avstanden",))


def test_a_rule_changed_by_replace_is_limited_by_its_new_declaration() -> None:
    vid = regel(vurder=kikker, leser=("avstand", "gjerde"))
    with pytest.raises(UkjentFaktum):
        replace(vid, leser=("gjerde",)).vurder(ALT, None)
    assert replace(vid, vurder=kikker).vurder(ALT, None) == brutt()


@pytest.mark.parametrize("id_", sorted({r.id for r in REGLER if r.leser}))
def test_every_fact_a_rule_declares_is_one_it_needs(id_: str) -> None:
    """Without any one of them some example gets another answer."""
    for ren in (r for r in REGLER if r.id == id_ and r.leser is not None):
        for navn in ren.leser or ():
            faerre = replace(ren, leser=tuple(n for n in ren.leser or () if n != navn))
            uten = replace(KATALOG, filer=(replace(KATALOG.fil(ren), regel=faerre),))
            proever = eksempler(uten)
            assert any(_feiler(uten, p) for p in proever), f"{id_} does not need {navn}"


def _feiler(katalog: Katalog, proeve: object) -> bool:
    try:
        proev(katalog, proeve)  # type: ignore[arg-type]
    except AssertionError:
        return True
    return False


def test_the_example_of_a_rule_that_reads_more_than_it_says_fails() -> None:
    krav = '["pbl-1-avstand".minste]\nenhet = "m"\nverdier = [{ fra = 2010-07-01, verdi = "4.0", kilde = "x" }]'  # noqa: E501
    from rule_helpers import katalog

    def nysgjerrig(grense: Grense, krav: object) -> Vurdering:
        _ = grense.gjerde
        return avstanden(grense, krav)  # type: ignore[arg-type]

    felles = katalog(regel(vurder=nysgjerrig, leser=("avstand",)), krav=krav)
    with pytest.raises(AssertionError, match=r"\['gjerde'\].*`leser`"):
        proev(felles, eksempler(felles)[0])


def test_personal_data_are_named_facts_of_their_kind() -> None:
    typer = {t for r in REGLER for t in r.gjelder.__mro__ if issubclass(t, Gjenstand)}
    for type_ in typer:
        assert {f.name for f in fields(type_)} >= type_.PERSONOPPLYSNINGER, type_


def test_the_catalogue_says_which_personal_data_a_rule_needs() -> None:
    ren = KATALOG.regel("pbl-21-3-nabovarsel-frist")
    assert ren.leser is not None
    assert personopplysninger(ren.gjelder, ren.leser) == ("varslet", "dager", "skriftlig_samtykke")
    vist = regeloppslag.vis(KATALOG, ren.id, ren.kontrollert, "nb")
    assert vist["leser"] == ["fritatt", "varslet", "dager", "skriftlig_samtykke"]
    assert vist["personopplysninger"] == ["varslet", "dager", "skriftlig_samtykke"]
    assert (
        regeloppslag.vis(KATALOG, "tek17-5-3-bya", ren.kontrollert, "nb")["personopplysninger"]
        == []
    )
