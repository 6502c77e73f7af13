"""Avstand til kraftledning – byggesaksforskriften (SAK10) § 5-4 tredje ledd bokstav i.

Søknaden skal gi opplysninger om minsteavstand til kraftledninger. Ligger byggverket så nær en
ledning i kartet at kommunen vil vite hva nettselskapet mener, skal avklaringen følge søknaden.

Avstanden er byggsaks valg, og kommunen kan endre den: hvor nær det er lov å bygge, avhenger av
spenningen, linetypen og magnetfeltet, og avgjøres av netteieren etter forskrift om elektriske
forsyningsanlegg. Regelen avgjør det ikke. Er avklaringen vedlagt, er svaret uavklart: et menneske
må lese den. Høyspentsoner i planen (H370) er en annen sak.
"""

from datetime import date
from decimal import Decimal
from functools import partial

from byggsak.domain.omgivelser import Ledningsavstand
from byggsak.rule import Alvorlighet, Anker, Eksempler, Hjemmel, Regel, Tekst, Virkning
from byggsak_rules.sak10.ledning import Krav, ledning, vurder

_bygg = partial(ledning, "kraft")


REGEL = Regel(
    id="sak10-5-4-kraftledning",
    tittel=Tekst(
        nb="Avstand til kraftledning",
        nn="Avstand til kraftleidning",
        en="Distance to power line",
    ),
    hjemmel=Hjemmel("SAK10", "5-4", "tredje ledd bokstav i"),
    gjelder=Ledningsavstand,
    leser=("naer", "avstand", "soekt_i", "soekt_dato", "soekt_innen", "slag", "avklaring_vedlagt"),
    anker=Anker.SOEKNAD_MOTTATT,
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.ADVARSEL,
    virkning=Virkning.SKJOENN,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="Byggverket ({navn}) ligger {maalt} m fra en kraftledning; nærmere enn {krav} m bør "
        "netteierens avklaring følge søknaden.",
        nn="Byggverket ({navn}) ligg {maalt} m frå ei kraftleidning; nærare enn {krav} m bør "
        "avklaringa frå netteigaren følgje søknaden.",
        en="The structure ({navn}) lies {maalt} m from a power line; nearer than {krav} m the "
        "grid owner's clarification should come with the application.",
    ),
    raad=Tekst(
        nb="Legg ved netteierens avklaring (vedleggstype AvklaringHoyspent), eller flytt "
        "byggverket.",
        nn="Legg ved avklaringa frå netteigaren (vedleggstype AvklaringHoyspent), eller flytt "
        "byggverket.",
        en="Attach the grid owner's clarification (attachment type AvklaringHoyspent), or move "
        "the structure.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "like langt unna som kommunen vil vite om": _bygg("20"),
            "ti millimeter for lite er akkurat innenfor toleransen": _bygg("19.990"),
            "ingen ledning i nærheten": Ledningsavstand(
                naer=False,
                soekt_i="kartet",
                soekt_dato=date(2026, 5, 1),
                soekt_innen=Decimal(105),
                slag="kraft",
            ),
        },
        brutt={
            "elleve millimeter for nær": _bygg("19.989"),
            "huset står på ledningen": _bygg("0"),
        },
        uavklart={
            "ledningen er en meter unøyaktig": _bygg("19.5", usikkerhet="1"),
            "eierens avklaring er vedlagt": _bygg("1", avklaring=True),
            "ledningskartet er ikke lastet": Ledningsavstand(slag="kraft"),
        },
        ikke_aktuell={
            "ledningen er av et annet slag": Ledningsavstand(slag="annet"),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
