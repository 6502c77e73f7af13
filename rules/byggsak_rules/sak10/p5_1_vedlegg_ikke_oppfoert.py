"""Vedlegg som ikke står i listen – byggesaksforskriften (SAK10) § 5-1 første ledd.

I noen skjemaer nevner søkeren vedleggene i en liste: som svar på en mangel eller et vilkår, eller i
en supplering. En fil som er sendt uten å stå der, vet ingen hva svarer på. Filnavn regnes som like
uansett store og små bokstaver, og bare siste ledd av en sti teller.

Skjemaer uten slik liste (de første søknadene) berøres ikke.
"""

from datetime import date

from byggsak.domain.vedlegg import Vedleggsfil
from byggsak.rule import (
    Alvorlighet,
    Eksempler,
    IngenKrav,
    Regel,
    Tekst,
    Virkning,
    Vurdering,
    brutt,
    ikke_aktuell,
    oppfylt,
)
from byggsak_rules.sak10.vedleggsfil import ALLE_TYPER, HJEMMEL

UTEN_LISTE = Tekst(
    nb="skjemaet har ingen vedleggsliste",
    nn="skjemaet har inga vedleggsliste",
    en="the form has no list of attachments",
)


def vurder(fil: Vedleggsfil, krav: IngenKrav) -> Vurdering:
    if not fil.har_vedleggsliste:
        return ikke_aktuell(UTEN_LISTE)
    return oppfylt() if fil.oppfoert else brutt()


REGEL = Regel(
    id="sak10-5-1-vedlegg-ikke-oppfoert",
    tittel=Tekst(
        nb="Vedlegg som ikke står i listen",
        nn="Vedlegg som ikkje står i lista",
        en="Attachment that is not listed",
    ),
    hjemmel=HJEMMEL,
    gjelder=Vedleggsfil,
    leser=("har_vedleggsliste", "oppfoert"),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.ADVARSEL,
    virkning=Virkning.OPPLYSNING,
    krav=IngenKrav,
    vurder=vurder,
    melding=Tekst(
        nb="Vedlegget «{navn}» er sendt, men står ikke i noen vedleggsliste i skjemaet.",
        nn="Vedlegget «{navn}» er sendt, men står ikkje i noka vedleggsliste i skjemaet.",
        en="The attachment “{navn}” was sent but is in no list of attachments in the form.",
    ),
    raad=Tekst(
        nb="Før det opp under svaret det hører til, eller ta det bort.",
        nn="Før det opp under svaret det høyrer til, eller ta det bort.",
        en="List it under the answer it belongs to, or leave it out.",
    ),
    eksempler=Eksempler(
        oppfylt={"filen er ført opp": Vedleggsfil(har_vedleggsliste=True, oppfoert=True)},
        brutt={"filen er ikke ført opp": Vedleggsfil(har_vedleggsliste=True, oppfoert=False)},
        uavklart={"ingen vet hva skjemaet lister": Vedleggsfil()},
        ikke_aktuell={"skjemaet har ingen liste": Vedleggsfil(har_vedleggsliste=False)},
    ),
    soeknadstyper=ALLE_TYPER,
    kontrollert=date(2026, 7, 2),
)
