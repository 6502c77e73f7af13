"""forespoerselTiltakshaversSamtykke v1: asks the developer to consent. Everything stands flat."""

from dataclasses import replace

from byggsak.domain.felt import Felt
from byggsak.domain.soeknad import Part, Soeknad
from byggsak.xml.mapping.shape import SoeknadMapping
from byggsak.xml.mapping.values import kodeverdi, tekst


def tillegg(rot: Felt, soeknad: Soeknad) -> Soeknad:
    tiltakshaver = Part(
        felt=rot,
        partstype=kodeverdi(rot, "tiltakshaverPartstypeKode"),
        navn=tekst(rot, "tiltakshaverNavn"),
        organisasjonsnummer=tekst(rot, "tiltakshaverOrgnr"),
    )
    soeker = Part(
        felt=rot,
        navn=tekst(rot, "ansvarligSoekerNavn"),
        organisasjonsnummer=tekst(rot, "ansvarligSoekerOrganisasjonsnummer"),
    )
    tom = Part(felt=rot)
    return replace(
        soeknad,
        prosjektnavn=tekst(rot, "prosjektnavn"),
        sluttbrukersystem=tekst(rot, "fraSluttbrukerSystem"),
        tiltakshaver=tiltakshaver if tiltakshaver != tom else None,
        ansvarlig_soeker=soeker if soeker != tom else None,
    )


MAPPING = SoeknadMapping(tiltakstyper="tiltakstyper/kode", tillegg=tillegg)
