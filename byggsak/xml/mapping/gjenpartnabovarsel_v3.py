"""gjenpartnabovarsel v3: who was notified, when, how, and what they answered."""

from byggsak.domain.felt import Felt
from byggsak.domain.soeknad import Gjenpart, Nabo, Skjema
from byggsak.xml.mapping.blocks import matrikkelnummer
from byggsak.xml.mapping.shape import OwnMapping
from byggsak.xml.mapping.values import boolsk, dato, kodeverdi, tekst


def gjenpart(rot: Felt, skjema: Skjema) -> Gjenpart:
    naboer = rot.alle("naboGjenboerEiendommer/naboGjenboerEiendom")
    return Gjenpart(rot, tuple(nabo(felt) for felt in naboer if not felt.tomt), skjema)


def nabo(felt: Felt) -> Nabo:
    eiendommer = felt.alle("eiendommer/eiendom/matrikkelinformasjon/eiendomsidentifikasjon")
    return Nabo(
        felt=felt,
        navn=tekst(felt, "eier/navn"),
        eiendommer=tuple(matrikkelnummer(e) for e in eiendommer if not e.tomt),
        varsel_sendt_via=kodeverdi(felt, "respons/nabovarselSendtVia"),
        varsel_sendt=dato(felt, "respons/nabovarselSendt"),
        merknad_mottatt=boolsk(felt, "respons/erMerknadMottatt"),
        samtykke_mottatt=boolsk(felt, "respons/erSamtykkeMottatt"),
        samtykke_mottatt_dato=dato(felt, "respons/samtykkeMottattDato"),
    )


MAPPING = OwnMapping(gjenpart)
