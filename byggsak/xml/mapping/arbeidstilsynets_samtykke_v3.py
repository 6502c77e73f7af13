"""ArbeidstilsynetsSamtykke v3: the workplaces, for the Labour Inspection Authority."""

from dataclasses import replace

from byggsak.domain.felt import Felt
from byggsak.domain.oppfoelging import Arbeidsplasser
from byggsak.domain.soeknad import Dispensasjon, Soeknad
from byggsak.xml.mapping.shape import SoeknadMapping
from byggsak.xml.mapping.values import boolsk, kodeverdi, tekst


def tillegg(rot: Felt, soeknad: Soeknad) -> Soeknad:
    return replace(
        soeknad,
        arbeidsplasser=arbeidsplasser(rot),
        dispensasjoner=tuple(
            dispensasjon(felt) for felt in rot.alle("dispensasjoner/dispensasjon") if not felt.tomt
        ),
    )


def arbeidsplasser(rot: Felt) -> Arbeidsplasser | None:
    """None when neither the block nor the floor area says anything."""
    sted = "arbeidsplasser"
    svar = Arbeidsplasser(
        framtidige=boolsk(rot, f"{sted}/framtidige"),
        eksisterende=boolsk(rot, f"{sted}/eksisterende"),
        faste=boolsk(rot, f"{sted}/faste"),
        midlertidige=boolsk(rot, f"{sted}/midlertidige"),
        antall_ansatte=tekst(rot, f"{sted}/antallAnsatte"),
        utleiebygg=boolsk(rot, f"{sted}/utleieBygg"),
        antall_virksomheter=tekst(rot, f"{sted}/antallVirksomheter"),
        beskrivelse=tekst(rot, f"{sted}/beskrivelse"),
        bruksareal=tekst(rot, "beskrivelseAvTiltak/BRA"),
    )
    return svar if svar != Arbeidsplasser() else None


def dispensasjon(felt: Felt) -> Dispensasjon:
    """Here the line of the overview holds the grounds itself; there is no subform."""
    return Dispensasjon(
        felt=felt,
        bestemmelsetype=kodeverdi(felt, "dispensasjonstype"),
        begrunnelse=tekst(felt, "begrunnelse"),
    )


MAPPING = SoeknadMapping(
    soeknad_gjelder="beskrivelseAvTiltak",
    tiltakstyper="beskrivelseAvTiltak/typer/kode",
    bygningstype="beskrivelseAvTiltak/bruk/bygningstype",
    sjekklistekrav="krav/sjekklistekrav",
    tillegg=tillegg,
)
