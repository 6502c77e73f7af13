"""Avstand til vann- og avløpsledning – byggesaksforskriften (SAK10) § 5-4 tredje ledd bokstav i.

Søknaden skal gi opplysninger om minsteavstand til vann- og avløpsledninger. Mange kommuner krever
fire meter fra offentlige ledninger, så de kan graves opp; tallet er alminnelig kunnskap og
kommunens eget, og kan endres. Over en ledning kan det ikke bygges uten at eieren er enig; slike
mindre tiltak er heller ikke unntatt fra søknadsplikt (§ 4-1).

Regelen ser bare ledningene i kartet; private stikkledninger er ofte ikke med. Er ledningseierens
avklaring vedlagt, er svaret uavklart: et menneske må lese den.
"""

from datetime import date
from decimal import Decimal
from functools import partial

from byggsak.domain.omgivelser import Ledningsavstand
from byggsak.rule import Alvorlighet, Anker, Eksempler, Hjemmel, Regel, Tekst, Virkning
from byggsak_rules.sak10.ledning import Krav, ledning, vurder

_bygg = partial(ledning, "vann_avloep")


REGEL = Regel(
    id="sak10-5-4-vann-avloep",
    tittel=Tekst(
        nb="Avstand til vann- og avløpsledning",
        nn="Avstand til vass- og avløpsleidning",
        en="Distance to water and sewer lines",
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
        nb="Byggverket ({navn}) ligger {maalt} m fra en vann- eller avløpsledning; nærmere enn "
        "{krav} m bør ledningseierens avklaring følge søknaden.",
        nn="Byggverket ({navn}) ligg {maalt} m frå ei vass- eller avløpsleidning; nærare enn "
        "{krav} m bør avklaringa frå leidningseigaren følgje søknaden.",
        en="The structure ({navn}) lies {maalt} m from a water or sewer line; nearer than {krav} "
        "m the owner's clarification should come with the application.",
    ),
    raad=Tekst(
        nb="Legg ved ledningseierens avklaring (vedleggstype AvklaringVA), eller flytt byggverket.",
        nn="Legg ved avklaringa frå leidningseigaren (vedleggstype AvklaringVA), eller flytt "
        "byggverket.",
        en="Attach the line owner's clarification (attachment type AvklaringVA), or move the "
        "structure.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "like langt unna som kommunen vil vite om": _bygg("4"),
            "ti millimeter for lite er akkurat innenfor toleransen": _bygg("3.990"),
            "ingen ledning i nærheten": Ledningsavstand(
                naer=False,
                soekt_i="kartet",
                soekt_dato=date(2026, 5, 1),
                soekt_innen=Decimal(105),
                slag="vann_avloep",
            ),
        },
        brutt={
            "elleve millimeter for nær": _bygg("3.989"),
            "huset står på ledningen": _bygg("0"),
        },
        uavklart={
            "ledningen er en meter unøyaktig": _bygg("3.5", usikkerhet="1"),
            "eierens avklaring er vedlagt": _bygg("1", avklaring=True),
            "ledningskartet er ikke lastet": Ledningsavstand(slag="vann_avloep"),
        },
        ikke_aktuell={
            "ledningen er av et annet slag": Ledningsavstand(slag="annet"),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
