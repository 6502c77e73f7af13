"""Ordene rundt diagrammene i README-filen."""

from __future__ import annotations

from typing import Final

from byggsak.case.regioner import Region

INNLEDNING: Final = """# Sakens gang

*Laget av `python -m byggsak.case.diagram --write`. Endre tabellene (`gang*.py`), ikke denne filen.*

En sak har én eller flere søknader (ET, RS, IG, ES, TA, MB, FA, DI). Hver har sin hovedlinje, sin
frist, sine funn og sitt vedtak. Ved siden av går regionene: plan, høring, naboer og gebyr mens
søknaden behandles, klage, iverksetting, gyldighet og gjennomføring etter vedtaket, og habilitet
hele tiden. De møtes i vaktene på vedtaket og på avslutningen.

Tabellene (`gang*.py`, samlet i `tabell.py`) sier alt som kan skje: fra hvilken tilstand, ved hvem,
med hvilke krav, med hvilken hjemmel, og hvilken hendelse det gir. `decide` er en ren funksjon av
saken, kommandoen, tidspunktet og brukeren. `muligheter` spør de samme vaktene, så knappene og
svaret aldri er uenige. Teksten en vakt sier nei med, er docstringen dens (`vakter*.py`).

Maskinen finner, et menneske avgjør: `SYS` og `ARK` kan aldri fatte vedtak eller avvise, og et
positivt vedtak er umulig så lenge et funn ikke er vurdert av et menneske, en høring eller en
nabomerknad ikke er ferdig, eller planen ikke er avklart. Når loven selv lar noe følge av en
oversittet frist, lager `oppgaver.py` en oppgave; det skjer først når et menneske bekrefter det.

Saken er summen av hendelsene sine (`hendelse.py`, `sak.py`); ingenting endres, alt legges til.
Hver hendelse og kommando sier hvilken søknad i saken den gjelder.

Kommunen velger i filen sin, under `[parametre]`: `fire_oeyne` (den som innstiller, avgjør ikke),
`delegert` (det godkjenneren kan avgjøre uten utvalget: tillatelse, delvis, avslag, dispensasjon,
avvisning, klage, omgjoering) og `ferdigattest_foer_avslutning` (saken holdes åpen til
ferdigattesten er gitt, også når vedtaket ikke sier noe om den og arbeidet ikke er meldt satt i
gang; slik er det når kommunen ikke velger noe annet).
"""

FOELGER: Final = (
    "Det følgende skjer med funnene når noe annet skjer i saken (`funnets_foelger.py`): en ny "
    "utgave eller en ny kontroll, et vedtak, en opphevelse."
)

REGIONER: Final[dict[Region, str]] = {
    Region.SOEKNAD: "Hovedlinjen. Det som ikke lar seg lese, eller er sendt feil kommune, blir "
    "returnert før det blir en sak.",
    Region.FUNN: "Ett liv for hvert funn som hindrer vedtak. Funnet kjennes igjen på "
    "fingeravtrykket, gjennom nye utgaver av søknaden, flyttet XML og nye regelpakker. Sier det "
    "noe annet enn da det ble vurdert, må det vurderes på nytt. Finnes ikke regelen lenger i "
    "pakken, eller kunne den ikke avgjøres, blir funnet stående med et merke; ingenting forsvinner "
    "fordi en regel ble endret. Det saksbehandleren selv har sett, er også et funn; ingen kontroll "
    "rører det, og et menneske lukker det.",
    Region.PLAN: "Innstillingen er også vurderingen av planen når ingen har vurdert den for seg. "
    "En ny versjon av søknaden eller en planendring gjør at den må vurderes på nytt.",
    Region.HOERING: "Én for hver myndighet. Der saken avhenger av samtykke, går fristen aldri "
    "ut; en rammetillatelse kan likevel gis med forbehold, og samtykket må da komme før "
    "igangsetting.",
    Region.NABOVARSEL: "Går når nabovarselet må sendes på nytt.",
    Region.MERKNAD: "Én for hver merknad. Søkeren får uttale seg før den vurderes.",
    Region.GEBYR: "Bare et gebyr som er krevd som vilkår for behandlingen, stanser vedtaket.",
    Region.KLAGE: "Én for hver klage. Alle vedtak som er sendt kan påklages, også avslag og "
    "avvisning, til klageinstansen har avgjort.",
    Region.IVERKSETTING: "Utsatt iverksetting stanser igangsetting. Når ingen klage er åpen "
    "lenger, er den fri.",
    Region.GYLDIGHET: "For ET, RS, TA og dispensasjon alene. En endring (ES) gir ingen ny "
    "treårsfrist.",
    Region.GJENNOMFOERING: "Én for hele saken, lest av søknadene: igangsettingstillatelse, "
    "midlertidig brukstillatelse og ferdigattest er vedtak på hovedlinjen.",
    Region.HABILITET: "Én for hver person. Den som er meldt, kan ikke gjøre noe i saken før "
    "lederen har avgjort det.",
}
