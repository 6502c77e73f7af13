"""How a form becomes a value of the domain: where its blocks stand, or a function of its own.

A mapping module ends in one value `MAPPING`. A form that is sent alone says only where it differs
from the paths below; a subform brings a function that makes what it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from byggsak.domain.ansvar import Gjennomfoeringsplan
from byggsak.domain.felt import Felt
from byggsak.domain.soeknad import Dispensasjon, Gjenpart, Skjema, Soeknad
from byggsak.xml.mapping import blocks, oppfoelging
from byggsak.xml.mapping.values import boolsk, dato, heltall, koder, kodeverdi, tekst

Underskjema = Gjenpart | Dispensasjon | Gjennomfoeringsplan
Innhold = Soeknad | Underskjema


@dataclass(frozen=True, slots=True, kw_only=True)
class SoeknadMapping:
    """Paths below the root. A path that a form does not have reads as «not filled in».

    `tillegg` is for what no path can say: it gets the root and the application as read so far.
    """

    metadata: str = "metadata"
    eiendommer: str = "eiendomByggested/eiendom"
    soeknad_gjelder: str = "soeknadGjelder"
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
    arbeidsplasser_beroeres: str = "generelleVilkaar/beroererArbeidsplasser"
    endring: str = "endringenGjelder"
    delsoeknader: str = "delsoeknader/delsoeknad"
    utfallssvar: str = "utfallBesvarelse/utfallSvar"
    ettersendinger: str = "ettersendinger/ettersending"
    sjekklistekrav: str = "automatiseringskrav/sjekklistekrav"
    svarfrist: str = "svarfrist"
    naboer: str = "naboGjenboerEiendommer/naboGjenboerEiendom"
    tillegg: Callable[[Felt, Soeknad], Soeknad] | None = None

    def read(self, rot: Felt, skjema: Skjema) -> Soeknad:
        eiendommer = tuple(map(blocks.eiendom, _filled(rot, self.eiendommer)))
        plan, areal = rot.ett(self.plan), rot.ett(self.areal)
        varsling, gjelder = rot.ett(self.varsling), rot.ett(self.soeknad_gjelder)
        numre = (e.matrikkelnummer.kommunenummer for e in eiendommer)
        soeknad = Soeknad(
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
            risikoer=tuple(map(blocks.risiko, _filled(rot, self.risikoer))),
            oppfyller_vilkaar_for_treukersfrist=boolsk(rot, self.treukersfrist),
            dispensasjoner=tuple(map(blocks.dispensasjon, _filled(rot, self.dispensasjoner))),
            beroerer_arbeidsplasser=boolsk(rot, self.arbeidsplasser_beroeres),
            endringstyper=koder(rot, f"{self.endring}/endringstype/kode"),
            endringsbeskrivelse=tekst(rot, f"{self.endring}/beskrivelse"),
            gjelder_hele_tiltaket=boolsk(rot, f"{self.soeknad_gjelder}/gjelderHeleTiltaket"),
            denne_delen=oppfoelging.denne_delen(gjelder),
            delsoeknader=tuple(map(oppfoelging.delsoeknad, _filled(rot, self.delsoeknader))),
            utfallssvar=tuple(map(oppfoelging.utfallssvar, _filled(rot, self.utfallssvar))),
            ettersendinger=tuple(map(oppfoelging.ettersending, _filled(rot, self.ettersendinger))),
            sjekklistekrav=tuple(
                map(oppfoelging.sjekklistekrav, _filled(rot, self.sjekklistekrav))
            ),
            svarfrist=dato(rot, self.svarfrist),
            naboer=tuple(map(blocks.nabo, _filled(rot, self.naboer))),
        )
        return soeknad if self.tillegg is None else self.tillegg(rot, soeknad)


def _filled(rot: Felt, sti: str) -> list[Felt]:
    return [felt for felt in rot.alle(sti) if not felt.tomt]


@dataclass(frozen=True, slots=True)
class OwnMapping:
    """A form that is no application: `function(root, skjema)` makes what it is."""

    function: Callable[[Felt, Skjema], Underskjema]

    def read(self, rot: Felt, skjema: Skjema) -> Underskjema:
        return self.function(rot, skjema)


Mapping = SoeknadMapping | OwnMapping
