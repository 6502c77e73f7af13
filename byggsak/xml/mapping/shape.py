"""How a form becomes a value of the domain: where its blocks stand, or a function of its own.

A mapping module ends in one value `MAPPING`. An application says only where it differs from
the paths below; a form that is something else brings a function.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from byggsak.domain.felt import Felt
from byggsak.domain.soeknad import Dispensasjon, Gjenpart, Skjema, Soeknad
from byggsak.xml.mapping import blocks
from byggsak.xml.mapping.values import boolsk, heltall, koder, kodeverdi, tekst

Innhold = Soeknad | Gjenpart | Dispensasjon


@dataclass(frozen=True, slots=True, kw_only=True)
class SoeknadMapping:
    """Paths below the root. A path that a form does not have reads as «not filled in»."""

    metadata: str = "metadata"
    eiendommer: str = "eiendomByggested/eiendom"
    tiltakstyper: str = "soeknadGjelder/type/kode"
    bygningstype: str = "soeknadGjelder/bruk/bygningstype"
    ansvar: str = "ansvarForByggesaken"
    saksnummer: str = "kommunensSaksnummer"
    tiltakshaver: str = "tiltakshaver"
    ansvarlig_soeker: str = "ansvarligSoeker"
    varsling: str = "varsling"
    plan: str = "planer/gjeldendePlan"
    areal: str = "rammebetingelser/arealdisponering"
    risikoer: str = "rammebetingelser/kravTilByggegrunn/muligeOmraadeRisikoer/omraadeRisiko"
    treukersfrist: str = "rammebetingelser/generellInformasjon/oppfyllerVilkaarForTreukersfrist"
    dispensasjoner: str = "dispensasjonOversikt/dispensasjon"

    def read(self, rot: Felt, skjema: Skjema) -> Soeknad:
        eiendommer = tuple(blocks.eiendom(f) for f in rot.alle(self.eiendommer) if not f.tomt)
        plan, areal = rot.ett(self.plan), rot.ett(self.areal)
        varsling = rot.ett(self.varsling)
        numre = (e.matrikkelnummer.kommunenummer for e in eiendommer)
        return Soeknad(
            skjema=skjema,
            felt=rot,
            kommunenummer=next((nummer for nummer in numre if nummer), None),
            eiendommer=eiendommer,
            tiltakstyper=koder(rot, self.tiltakstyper),
            bygningstype=kodeverdi(rot, self.bygningstype),
            ansvar=kodeverdi(rot, self.ansvar),
            prosjektnavn=tekst(rot, f"{self.metadata}/prosjektnavn"),
            ftb_id=tekst(rot, f"{self.metadata}/ftbId"),
            sluttbrukersystem=tekst(rot, f"{self.metadata}/fraSluttbrukersystem"),
            saksaar=heltall(rot, f"{self.saksnummer}/saksaar"),
            sakssekvensnummer=heltall(rot, f"{self.saksnummer}/sakssekvensnummer"),
            tiltakshaver=blocks.part(rot.ett(self.tiltakshaver)),
            ansvarlig_soeker=blocks.part(rot.ett(self.ansvarlig_soeker)),
            varsling=blocks.varsling(varsling or Felt("varsling")),
            plan=blocks.gjeldende_plan(plan or Felt("gjeldendePlan")),
            areal=blocks.arealdisponering(areal or Felt("arealdisponering")),
            risikoer=tuple(blocks.risiko(f) for f in rot.alle(self.risikoer) if not f.tomt),
            oppfyller_vilkaar_for_treukersfrist=boolsk(rot, self.treukersfrist),
            dispensasjoner=tuple(
                blocks.dispensasjon(f) for f in rot.alle(self.dispensasjoner) if not f.tomt
            ),
        )


@dataclass(frozen=True, slots=True)
class OwnMapping:
    """A form that is no application: `function(root, skjema)` makes what it is."""

    function: Callable[[Felt, Skjema], Gjenpart | Dispensasjon]

    def read(self, rot: Felt, skjema: Skjema) -> Gjenpart | Dispensasjon:
        return self.function(rot, skjema)


Mapping = SoeknadMapping | OwnMapping
