"""What can be wrong with a file, in the words the sender reads."""

from __future__ import annotations

from typing import Final

from byggsak.domain.tekst import Tekst
from byggsak.domain.vedlegg import Innholdsfeil, Innholdsproblem


def _p(slag: Innholdsfeil, nb: str, nn: str, en: str) -> Innholdsproblem:
    return Innholdsproblem(slag, Tekst(nb, nn, en))


TOM: Final = _p(
    Innholdsfeil.TOM,
    "filen er tom (0 byte)",
    "fila er tom (0 byte)",
    "the file is empty (0 bytes)",
)
AVKUTTET: Final = _p(
    Innholdsfeil.OEDELAGT,
    "slutten på filen mangler, så noe gikk trolig tapt da den ble lagret eller sendt",
    "slutten på fila manglar, så noko gjekk truleg tapt då ho vart lagra eller send",
    "the end of the file is missing, so part of it was probably lost when it was saved or sent",
)
UTEN_INNHOLDSLISTE: Final = _p(
    Innholdsfeil.OEDELAGT,
    "innholdsfortegnelsen i filen mangler eller er ødelagt",
    "innhaldslista i fila manglar eller er øydelagd",
    "the file's table of contents is missing or destroyed",
)
FORSKJOEVET: Final = _p(
    Innholdsfeil.SKADET,
    "innholdsfortegnelsen ligger ikke der filen sier, så programmer må gjette for å åpne den",
    "innhaldslista ligg ikkje der fila seier, så program må gjette for å opne ho",
    "the table of contents is not where the file says, so programs must guess to open it",
)
STRUKTUR: Final = _p(
    Innholdsfeil.OEDELAGT,
    "innholdet følger ikke formatet det begynner som",
    "innhaldet følgjer ikkje formatet det byrjar som",
    "the content does not follow the format it begins as",
)
KRYPTERT: Final = _p(
    Innholdsfeil.KRYPTERT,
    "den er beskyttet med passord eller rettigheter",
    "ho er verna med passord eller rettar",
    "it is protected by a password or by permissions",
)
KRYPTERT_PAKKE: Final = _p(
    Innholdsfeil.KRYPTERT,
    "filene i den er låst med passord",
    "filene i ho er låste med passord",
    "the files in it are locked with a password",
)
MAKRO: Final = _p(
    Innholdsfeil.MAKRO,
    "den inneholder makroer (VBA)",
    "ho inneheld makroar (VBA)",
    "it contains macros (VBA)",
)
MAKRO_XL4: Final = _p(
    Innholdsfeil.MAKRO,
    "den inneholder makroer (Excel 4.0)",
    "ho inneheld makroar (Excel 4.0)",
    "it contains macros (Excel 4.0)",
)
MAKRO_ODF: Final = _p(
    Innholdsfeil.MAKRO,
    "den inneholder makroer (Basic eller skript)",
    "ho inneheld makroar (Basic eller skript)",
    "it contains macros (Basic or scripts)",
)
JAVASCRIPT: Final = _p(
    Innholdsfeil.AKTIVT,
    "den inneholder JavaScript",
    "ho inneheld JavaScript",
    "it contains JavaScript",
)
STARTER_PROGRAM: Final = _p(
    Innholdsfeil.AKTIVT,
    "den kan starte et annet program når den åpnes (Launch)",
    "ho kan starte eit anna program når ho blir opna (Launch)",
    "it can start another program when opened (Launch)",
)
FILER_INNI: Final = _p(
    Innholdsfeil.AKTIVT,
    "den har andre filer inni seg, som ikke blir kontrollert",
    "ho har andre filer inni seg, som ikkje blir kontrollerte",
    "it has other files inside it, which are not checked",
)
DTD: Final = _p(
    Innholdsfeil.AKTIVT,
    "den har en DOCTYPE, som kan hente innhold utenfra",
    "ho har ein DOCTYPE, som kan hente innhald utanfrå",
    "it has a DOCTYPE, which can fetch content from elsewhere",
)
ARKIVFIL: Final = _p(
    Innholdsfeil.ARKIVFIL,
    "den er en pakke av andre filer",
    "ho er ei pakke av andre filer",
    "it is a package of other files",
)
PAKKEBOMBE: Final = _p(
    Innholdsfeil.PAKKEBOMBE,
    "den utgir seg for å romme langt mer enn den er stor til",
    "ho gir seg ut for å romme langt meir enn ho er stor til",
    "it claims to hold far more than its size allows",
)
OGSAA_PDF: Final = _p(
    Innholdsfeil.TVETYDIG,
    "den kan også leses som PDF",
    "ho kan òg lesast som PDF",
    "it can also be read as PDF",
)
OGSAA_ZIP: Final = _p(
    Innholdsfeil.TVETYDIG,
    "den kan også leses som ZIP-arkiv",
    "ho kan òg lesast som ZIP-arkiv",
    "it can also be read as a ZIP archive",
)
