"""How each kind of thing is drawn: colour on screen, hatching that survives black and white."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from byggsak.domain.tekst import Tekst
from byggsak.domain.tema import Tema


@dataclass(frozen=True, slots=True)
class Stil:
    """Fill, line and an optional pattern over the fill; widths in mm."""

    navn: Tekst
    fyll: str = "none"
    strek: str = "#444"
    bredde: float = 0.2
    monster: str = ""
    stiplet: str = ""
    linje: bool = False  # a line in the legend, not a box

    def attributter(self, fyll: str | None = None) -> str:
        ut = f'fill="{fyll or self.fyll}" stroke="{self.strek}" stroke-width="{self.bredde}"'
        return ut + (f' stroke-dasharray="{self.stiplet}"' if self.stiplet else "")


# Land-use groups by the first digits of the national code; the longest that fits is used.
FORMAAL: Final[dict[str, Stil]] = {
    "": Stil(Tekst("Annet arealformål", "Anna arealføremål", "Other land use"), "#f4f4f4"),
    "1": Stil(
        Tekst("Bebyggelse og anlegg", "Bygningar og anlegg", "Buildings and facilities"), "#f6e3b4"
    ),
    "11": Stil(Tekst("Bebyggelse", "Bygningar", "Built-up area"), "#fbf0b8"),
    "12": Stil(Tekst("Råstoffutvinning", "Råstoffutvinning", "Extraction"), "#dcc3a1"),
    "13": Stil(Tekst("Næring", "Næring", "Business"), "#dccbe6"),
    "14": Stil(Tekst("Idrettsanlegg", "Idrettsanlegg", "Sports"), "#d3e8a8", monster="prikker"),
    "16": Stil(
        Tekst("Uteoppholdsareal", "Uteopphaldsareal", "Outdoor area"), "#e9efc0", monster="prikker"
    ),
    "2": Stil(Tekst("Veg og infrastruktur", "Veg og infrastruktur", "Road"), "#dedede"),
    "3": Stil(Tekst("Grønnstruktur", "Grønstruktur", "Green area"), "#cfe6bd", monster="prikker"),
    "4": Stil(Tekst("Forsvaret", "Forsvaret", "Armed forces"), "#d5d3b4"),
    "5": Stil(Tekst("LNFR", "LNFR", "Agriculture, nature"), "#e6f0d2", monster="gress"),
    "6": Stil(Tekst("Sjø og vassdrag", "Sjø og vassdrag", "Water"), "#cfe4f3", monster="boelger"),
}

PLANGRENSE: Final = Stil(
    Tekst("Plangrense", "Plangrense", "Plan boundary"), strek="#222", bredde=0.6,
    stiplet="4 1 0.8 1", linje=True,
)  # fmt: skip
FARESONE: Final = Stil(
    Tekst("Faresone", "Faresone", "Hazard zone"), strek="#b3261e", bredde=0.35, monster="fare"
)
HENSYNSSONE: Final = Stil(
    Tekst("Hensynssone", "Omsynssone", "Consideration zone"), strek="#5b4b8a", bredde=0.3,
    monster="hensyn", stiplet="1.6 0.6",
)  # fmt: skip
BYGGEGRENSE: Final = Stil(
    Tekst("Byggegrense", "Byggjegrense", "Building line"), strek="#a11d1d", bredde=0.5,
    stiplet="2.4 1.2", linje=True,
)  # fmt: skip
HOEYDE: Final = Stil(
    Tekst("Regulert høyde (NN)", "Regulert høgd (NN)", "Regulated height"), strek="#333",
    bredde=0.25, stiplet="0.6 0.6", linje=True,
)  # fmt: skip
EIENDOM: Final = Stil(
    Tekst("Eiendomsgrense", "Eigedomsgrense", "Property boundary"), strek="#000", bredde=0.3,
    linje=True,
)  # fmt: skip
TOMT: Final = Stil(
    Tekst("Eiendommen det søkes for", "Eigedomen det er søkt for", "The property applied for"),
    strek="#000", bredde=0.8, linje=True,
)  # fmt: skip
EKSISTERENDE: Final = Stil(
    Tekst("Eksisterende bygning", "Eksisterande bygning", "Existing building"), "#b9b9b9", "#222",
    0.3,
)  # fmt: skip
RIVES: Final = Stil(
    Tekst("Skal rives", "Skal rivast", "To be demolished"), "#ffffff", "#222", 0.4, stiplet="1 0.7"
)
NYTT: Final = Stil(
    Tekst("Nytt tiltak", "Nytt tiltak", "New building work"), "#f3b27a", "#7a2e00", 0.7,
    monster="nytt",
)  # fmt: skip
UTSTIKK: Final = Stil(
    Tekst("Utstikkende del", "Utstikkande del", "Protruding part"), "#fae0c8", "#7a2e00", 0.3,
    stiplet="0.9 0.5",
)  # fmt: skip
PARKERING: Final = Stil(Tekst("Parkering", "Parkering", "Parking"), "#ffffff", "#444", 0.25,
                        monster="parkering")  # fmt: skip
AVKJOERSEL: Final = Stil(Tekst("Avkjørsel", "Avkøyrsle", "Access"), "#222", "#222", 0.2)
MAAL: Final = Stil(
    Tekst("Mål", "Mål", "Measure"), strek="#222", bredde=0.25, linje=True
)  # fmt: skip
KARTBYGNING: Final = Stil(
    Tekst("Bygning i kartet", "Bygning i kartet", "Building in the map"), "#dcdcdc", "#666", 0.2
)
KULTURMINNE: Final = Stil(
    Tekst("Kulturminne", "Kulturminne", "Cultural heritage"), strek="#6b4a1e", bredde=0.35,
    monster="hensyn", stiplet="0.4 0.8",
)  # fmt: skip
AKTSOMHET: Final = Stil(
    Tekst("Aktsomhetsområde", "Aktsemdsområde", "Hazard awareness area"), strek="#b3261e",
    bredde=0.25, stiplet="0.5 1.2",
)  # fmt: skip
TEMALINJE: Final[dict[Tema, Stil]] = {
    Tema.SJOE: Stil(
        Tekst("Strandlinje", "Strandlinje", "Shoreline"), strek="#2a6f9e", bredde=0.5, linje=True
    ),
    Tema.VEG: Stil(
        Tekst("Veimidte", "Vegmidte", "Road centre line"), strek="#777", bredde=0.25,
        stiplet="3 1.5", linje=True,
    ),
    Tema.BANE: Stil(
        Tekst("Jernbanespor", "Jernbanespor", "Railway track"), strek="#000", bredde=0.6,
        stiplet="0.6 0.6", linje=True,
    ),
    Tema.KRAFT: Stil(
        Tekst("Kraftledning", "Kraftleidning", "Power line"), strek="#7a3e9d", bredde=0.3,
        stiplet="4 0.8 0.4 0.8 0.4 0.8", linje=True,
    ),
    Tema.VANN_AVLOEP: Stil(
        Tekst("Vann og avløp", "Vatn og avløp", "Water and sewer"), strek="#1d6fb8", bredde=0.25,
        stiplet="2 0.8", linje=True,
    ),
}  # fmt: skip
BRUTT: Final = Stil(
    Tekst("Funn: brutt", "Funn: brote", "Finding: not met"), strek="#c2006b", bredde=0.9,
    monster="brutt",
)  # fmt: skip
UAVKLART: Final = Stil(
    Tekst("Funn: uavklart", "Funn: uavklart", "Finding: undecided"), strek="#8a4b00", bredde=0.9,
    monster="uavklart", stiplet="1.6 0.8",
)  # fmt: skip
UTVEI: Final = Stil(
    Tekst("Minste endring", "Minste endring", "Smallest change"), strek="#0b6b3a", bredde=0.8,
    stiplet="2 1",
)  # fmt: skip


def formaal(kode: str) -> Stil:
    """The style of a land-use code; an unknown code is drawn as «other», never left out."""
    return FORMAAL[next(kode[:n] for n in (2, 1, 0) if kode[:n] in FORMAAL)]


def monstre(prefiks: str) -> str:
    """The `<pattern>` definitions, ids «<prefiks>-<name>»."""

    def moenster(navn: str, side: float, innhold: str, vri: int = 0) -> str:
        return (
            f'<pattern id="{prefiks}-{navn}" width="{side}" height="{side}" '
            f'patternUnits="userSpaceOnUse" patternTransform="rotate({vri})">{innhold}</pattern>'
        )

    def skravur(navn: str, side: float, farge: str, bredde: float, vri: int) -> str:
        strek = f'<path d="M0 0V{side}" stroke="{farge}" stroke-width="{bredde}"/>'
        return moenster(navn, side, strek, vri)

    return "".join(
        (
            moenster("prikker", 2.4, '<circle cx="0.6" cy="0.6" r="0.22" fill="#5a7f3c"/>'),
            moenster(
                "gress", 4.0,
                '<path d="M1 2V1M1.5 2V0.8M2 2V1" stroke="#7d9a4d" stroke-width="0.15"/>',
            ),
            moenster(
                "boelger", 4.0,
                '<path d="M0 1q1-0.7 2 0t2 0" fill="none" stroke="#5c93bd" stroke-width="0.15"/>',
            ),
            skravur("fare", 2.6, "#b3261e", 0.25, 45),
            skravur("hensyn", 3.4, "#5b4b8a", 0.2, -45),
            skravur("nytt", 1.5, "#7a2e00", 0.22, 45),
            skravur("parkering", 1.8, "#888", 0.15, 0),
            skravur("brutt", 1.1, "#c2006b", 0.35, -45),
            skravur("uavklart", 1.6, "#8a4b00", 0.3, -45),
        )
    )  # fmt: skip
