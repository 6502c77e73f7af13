"""Filnavnet – byggesaksforskriften (SAK10) § 5-1 første ledd.

Noen navn kan ikke lagres overalt (`<>:"|?*`, navn Windows bruker selv), noen skjuler hva de er
(usynlige tegn, tegn som snur teksten, så «fdp.exe» vises som «exe.pdf»), og noen peker på en annen
mappe. Byggsak lagrer da filen under et trygt navn, og sier fra om hvilket. Nasjonalt er grensen
180 tegn: et lengre navn kan stanse hele innsendingen på vei til kommunen.

Regelen dømmer bare navnet. Innholdet har sine egne regler og blir det samme om filen skifter navn.
"""

from dataclasses import dataclass
from datetime import date

from byggsak.domain.vedlegg import Vedleggsfil
from byggsak.rule import (
    Alvorlighet,
    Eksempler,
    Regel,
    Tekst,
    Virkning,
    Vurdering,
    brutt,
    oppfylt,
)
from byggsak_rules.sak10.vedleggsfil import ALLE_TYPER, HJEMMEL


@dataclass(frozen=True)
class Krav:
    lengste_filnavn: int  # tegn
    farlige_endelser: tuple[str, ...]


def vurder(fil: Vedleggsfil, krav: Krav) -> Vurdering:
    if fil.endelse in krav.farlige_endelser:
        return brutt(KJOERES).med(trygt=fil.trygt_navn)
    if fil.navnelengde > krav.lengste_filnavn:
        return brutt(FOR_LANGT).med(trygt=fil.trygt_navn)
    return oppfylt() if fil.navnet_er_trygt else brutt(FARLIG).med(trygt=fil.trygt_navn)


KJOERES = Tekst(
    nb="endelsen er et programs eller et skripts, og filen kan bli kjørt når noen åpner den",
    nn="endinga er den til eit program eller skript, og fila kan bli køyrd når nokon opnar ho",
    en="the ending is that of a program or a script, and the file may be run when opened",
)
FOR_LANGT = Tekst(nb="det er for langt", nn="det er for langt", en="it is too long")
FARLIG = Tekst(
    nb="det har tegn eller en form som ikke kan lagres trygt",
    nn="det har teikn eller ei form som ikkje kan lagrast trygt",
    en="it has characters or a shape that cannot be filed safely",
)


def _fil(*, lengde: int = 20, trygt: bool = True, endelse: str = "pdf") -> Vedleggsfil:
    return Vedleggsfil(
        navnelengde=lengde, navnet_er_trygt=trygt, trygt_navn="plan.pdf", endelse=endelse
    )


REGEL = Regel(
    id="sak10-5-1-vedlegg-navn",
    tittel=Tekst(nb="Filnavnet", nn="Filnamnet", en="The file name"),
    hjemmel=HJEMMEL,
    gjelder=Vedleggsfil,
    leser=("trygt_navn", "navnelengde", "navnet_er_trygt", "endelse"),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.ADVARSEL,
    virkning=Virkning.OPPLYSNING,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="Filnavnet «{navn}» kan gjøre skade: {grunn}. Filen lagres som «{trygt}».",
        nn="Filnamnet «{navn}» kan gjere skade: {grunn}. Fila blir lagra som «{trygt}».",
        en="The file name “{navn}” can do harm: {grunn}. The file is filed as “{trygt}”.",
    ),
    raad=Tekst(
        nb="Gi filen et kort navn med bokstaver, tall, bindestrek og én endelse.",
        nn="Gi fila eit kort namn med bokstavar, tal, bindestrek og éi ending.",
        en="Give the file a short name of letters, digits and hyphens, with one ending.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "et vanlig navn": _fil(),
            "så langt det kan være": _fil(lengde=180),
        },
        brutt={
            "navnet peker på en annen mappe": _fil(trygt=False),
            "ett tegn for langt": _fil(lengde=181),
            "navnet er et programs": _fil(endelse="exe"),
        },
        uavklart={"ingen har oppgitt navnet": Vedleggsfil()},
    ),
    soeknadstyper=ALLE_TYPER,
    kontrollert=date(2026, 7, 2),
)
