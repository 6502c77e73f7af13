"""The part of the map that a case needs: fetched with one box, parsed once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from byggsak.domain.kart import BBox, Datasett, Kart, Kartobjekt
from byggsak.domain.soeknad import Matrikkelnummer
from byggsak.domain.tema import TEMA_AV_TYPE, Tema
from byggsak.facts.basis import Grunnlag
from byggsak.facts.utelatt import Mangel, mangler
from byggsak.geometry.measure import Form, Linje, boks, kartform, rektangel
from byggsak.geometry.measure_line import har_felles_strekning, samlede_linjer
from byggsak.geometry.measure_plan import gjelder_der

TYPER = (
    "Teig",
    "RpOmråde",
    "RpArealformålOmråde",
    "RpJuridiskLinje",
    "RpFareSone",
    "RpRegulertHøyde",
    "KpOmråde",
    "KpArealformålOmråde",
    "KpJuridiskLinje",
    "KpFareSone",
)
_SONER = frozenset(
    f"{slag}{sone}"
    for slag in ("Rp", "Kp")
    for sone in (
        "SikringSone", "StøySone", "FareSone", "InfrastrukturSone", "AngittHensynSone",
        "BåndleggingSone", "GjennomføringSone", "DetaljeringSone", "BestemmelseOmråde",
    )
)  # fmt: skip
# The area of a temporary ban (pbl § 13-1) is kept beside the plans, and belongs to none of them.
_FORBUD = frozenset({"PblMidlForbudMotTiltakOmråde", "PblMidlForbudMotTiltakOmraade"})
TEMASOEK = 105  # m: the widest belt of the law, 100 m along the sea, and the map's inaccuracy
_MARGIN = float(TEMASOEK)  # round the site: neighbours, theme layers, the road of a building line
_ALLE_TYPER = frozenset((*TYPER, *_SONER, *_FORBUD, *TEMA_AV_TYPE))
_PLANTYPER = frozenset((*TYPER[1:], *_SONER))
_INNTIL = 1.0  # m: farther off than this a parcel does not adjoin
_VEDTATT, _PAA_GRUNNEN = "3", "2"  # planstatus «endelig vedtatt», vertikalnivå «på grunnen»
_BYGGEGRENSE = "1211"

Noekkel = tuple[str, int, int, int]
"""(municipality today, gnr, bnr, fnr): which property, sections left out."""


@dataclass(frozen=True, eq=False)
class Teig:
    objekt: Kartobjekt
    flate: Form
    numre: tuple[Noekkel, ...]

    @cached_property
    def klasse(self) -> str | None:
        """Accuracy class; a disputed boundary has none that can be trusted."""
        if "true" in (verdi(self.objekt, "omtvistet"), verdi(self.objekt, "tvist")):
            return None
        return verdi(self.objekt, "noyaktighetsklasseTeig")


@dataclass(frozen=True, eq=False)
class Plan:
    """A plan in force. `gjelder` is where it governs: what newer plans have not taken."""

    plan_id: str
    navn: str
    dato: date | None
    objekt: Kartobjekt
    omraade: Form
    gjelder: Form
    formaal: tuple[tuple[str, Form, Kartobjekt], ...] = ()
    byggegrenser: tuple[tuple[str, Form], ...] = ()  # (gml:id, line)
    faresoner: tuple[tuple[str, Form, Kartobjekt], ...] = ()
    hoeyder: tuple[Form, ...] = ()
    hoeydeobjekter: tuple[Kartobjekt, ...] = ()  # in the order of `hoeyder`
    soner: tuple[tuple[Form, Kartobjekt], ...] = ()  # every kind, hazard too

    def flater(self, start: str) -> list[Form]:
        return [flate for kode, flate, _ in self.formaal if kode.startswith(start)]


@dataclass(frozen=True, eq=False)
class Utsnitt:
    teiger: tuple[Teig, ...] = ()
    planer: tuple[Plan, ...] = ()  # newest first
    datasett: tuple[Datasett, ...] = ()
    kommuneplaner: tuple[Plan, ...] = ()  # newest first; kommuneplan and kommunedelplan
    har_teiger: bool = False
    har_planer: bool = False
    plandatasett: tuple[Datasett, ...] = field(default=())
    tema: Mapping[Tema, Sequence[Kartobjekt]] = field(default_factory=dict)
    mangler: tuple[Mangel, ...] = ()  # what the datasets lack of what is asked about, anywhere
    soekt: BBox = (0.0, 0.0, 0.0, 0.0)  # where plans and themes were searched
    soekt_teiger: tuple[BBox, ...] = ()  # where a parcel would be own ground or touch it
    forbud: tuple[tuple[Form, Kartobjekt], ...] = ()
    ikke_i_kraft: tuple[tuple[Form, Kartobjekt], ...] = ()  # plan areas with another status


def verdi(objekt: Kartobjekt, navn: str) -> str | None:
    """The first value of a property by the last part of its path; None when absent or empty."""
    funnet = verdier(objekt, navn)
    return funnet[0] if funnet else None


def verdier(objekt: Kartobjekt, navn: str) -> tuple[str, ...]:
    funnet = objekt.egenskaper.get(navn)
    if funnet is None:
        siste = f"/{navn}"
        for sti, verdi_ in objekt.egenskaper.items():
            if sti.endswith(siste):
                funnet = verdi_
                break
        else:
            return ()
    return tuple([v.strip() for v in funnet if v and v.strip()])


def numre(objekt: Kartobjekt, grunnlag: Grunnlag) -> tuple[Noekkel, ...]:
    """The properties a parcel belongs to. A leased plot (festenummer) names its ground property
    too: both lessee and owner are neighbours."""
    funnet: list[Noekkel] = []
    for kommune, gaard, bruk, feste in objekt.matrikkelenheter():
        her = grunnlag.i_egen_kommune(kommune)
        funnet.append((her, gaard, bruk, feste))
        if feste:
            funnet.append((her, gaard, bruk, 0))
    kommune = grunnlag.i_egen_kommune(verdi(objekt, "kommunenummer"))
    return tuple(dict.fromkeys(funnet)) or _fra_tekst(objekt, kommune)


def _fra_tekst(objekt: Kartobjekt, kommune: str) -> tuple[Noekkel, ...]:
    ledd = (verdi(objekt, "matrikkelnummerTekst") or "").split("/")
    if len(ledd) < 2 or not all(d.strip().isdigit() for d in ledd[:3]):
        return ()
    tall = [int(d) for d in ledd[:3]]
    return ((kommune, tall[0], tall[1], tall[2] if len(tall) > 2 else 0),)


def skriv_nummer(noekkel: Noekkel) -> str:
    _, gaard, bruk, feste = noekkel
    return f"{gaard}/{bruk}/{feste}" if feste else f"{gaard}/{bruk}"


def noekkel(nummer: Matrikkelnummer, grunnlag: Grunnlag) -> Noekkel | None:
    if nummer.gaardsnummer is None or nummer.bruksnummer is None:
        return None
    return (
        grunnlag.i_egen_kommune(nummer.kommunenummer),
        nummer.gaardsnummer,
        nummer.bruksnummer,
        nummer.festenummer or 0,
    )


def hent(kart: Kart, steder: Sequence[Form], utkant: Sequence[Form], grunnlag: Grunnlag) -> Utsnitt:
    """One question to the map round `steder`; own parcels farther off (`utkant`) get one each.

    Raises `KartUtilgjengelig` when the map does not answer.
    """
    hoved = boks(steder, _MARGIN)
    objekter = {id_(o): o for o in kart.kandidater(hoved, _ALLE_TYPER)}
    for fjern in utkant:
        if not _inni(boks([fjern]), hoved):
            objekter.update({id_(o): o for o in kart.kandidater(boks([fjern], _MARGIN), ("Teig",))})
    datasett = tuple(kart.datasett())
    plandatasett = tuple(d for d in datasett if "plan" in d.slag.lower())
    teiger = tuple(
        Teig(o, kartform(o.wkb), numre(o, grunnlag))
        for o in objekter.values()
        if o.objekttype == "Teig"
    )
    tema: dict[Tema, list[Kartobjekt]] = {}
    for o in objekter.values():
        if (ett := TEMA_AV_TYPE.get(o.objekttype)) is not None:
            tema.setdefault(ett, []).append(o)
    planobjekter = [o for o in objekter.values() if o.objekttype in _PLANTYPER]
    planer = _planer(planobjekter, hoved, grunnlag.plandato, "Rp")
    return Utsnitt(
        teiger=teiger,
        planer=planer,
        kommuneplaner=_planer(planobjekter, hoved, grunnlag.plandato, "Kp", planer),
        datasett=datasett,
        har_teiger=bool(teiger) or any("teig" in d.slag.lower() for d in datasett),
        har_planer=any(o.objekttype.startswith("Rp") for o in planobjekter)
        or any("kommune" not in d.slag.lower() for d in plandatasett),
        plandatasett=plandatasett,
        tema=tema,
        mangler=mangler(datasett, _ALLE_TYPER),
        soekt=hoved,
        soekt_teiger=(boks(steder, _INNTIL), *(boks([fjern], _INNTIL) for fjern in utkant)),
        forbud=tuple((kartform(o.wkb), o) for o in objekter.values() if o.objekttype in _FORBUD),
        ikke_i_kraft=tuple(
            (kartform(o.wkb), o)
            for o in planobjekter
            if o.objekttype == "RpOmråde" and verdi(o, "planstatus") != _VEDTATT and _paa_grunnen(o)
        ),
    )


def id_(objekt: Kartobjekt) -> tuple[str, str, str]:
    datasett = objekt.datasett.sha256 if objekt.datasett else ""
    return (objekt.objekttype, objekt.gml_id, datasett)


def _inni(a: BBox, b: BBox) -> bool:
    return b[0] <= a[0] and b[1] <= a[1] and a[2] <= b[2] and a[3] <= b[3]


def _planer(
    objekter: Sequence[Kartobjekt], utsnitt: BBox, dato: date, slag: str, foran: Sequence[Plan] = ()
) -> tuple[Plan, ...]:
    """The plans in force of one kind: «Rp» (reguleringsplan) or «Kp» (kommuneplan).

    They govern where none of `foran` does: that a newer kommuneplan may go before the
    reguleringsplan (pbl § 1-5) is for a person, and is asked of its own.
    """
    i_kraft = [
        (ikraft, o)
        for o in objekter
        if o.objekttype == f"{slag}Område"
        and verdi(o, "planstatus") == _VEDTATT
        and _paa_grunnen(o)
        and ((ikraft := ikrafttredelse(o)) is None or ikraft <= dato)
    ]
    # A plan that does not say when it came into force cannot go before one that does.
    i_kraft.sort(key=lambda par: par[0] or date.min, reverse=True)
    omraader = [kartform(o.wkb) for _, o in i_kraft]
    ramme = rektangel(utsnitt)
    planer = []
    for (ikraft, omr), omraade, gjelder in zip(
        i_kraft,
        omraader,
        gjelder_der([*(p.omraade for p in foran), *omraader], ramme)[len(foran) :],
        strict=True,
    ):
        egne = [o for o in objekter if o.plan_id == omr.plan_id and _paa_grunnen(o)]
        planer.append(
            Plan(
                plan_id=omr.plan_id or omr.gml_id,
                navn=verdi(omr, "plannavn") or omr.plan_id or omr.gml_id,
                dato=ikraft,
                objekt=omr,
                omraade=omraade,
                gjelder=gjelder,
                formaal=tuple(
                    (verdi(o, "arealformål") or "", kartform(o.wkb), o)
                    for o in _av_type(egne, f"{slag}ArealformålOmråde")
                ),
                byggegrenser=tuple(
                    (o.gml_id, kartform(o.wkb))
                    for o in _av_type(egne, f"{slag}JuridiskLinje")
                    if verdi(o, "juridisklinje") == _BYGGEGRENSE
                ),
                faresoner=tuple(
                    (verdi(o, "fare") or "", kartform(o.wkb), o)
                    for o in _av_type(egne, f"{slag}FareSone")
                ),
                hoeyder=tuple(kartform(o.wkb) for o in _av_type(egne, "RpRegulertHøyde")),
                hoeydeobjekter=tuple(_av_type(egne, "RpRegulertHøyde")),
                soner=tuple((kartform(o.wkb), o) for o in egne if o.objekttype in _SONER),
            )
        )
    return tuple(planer)


def _av_type(objekter: Iterable[Kartobjekt], type_: str) -> list[Kartobjekt]:
    return [o for o in objekter if o.objekttype == type_]


def _paa_grunnen(objekt: Kartobjekt) -> bool:
    return verdi(objekt, "vertikalnivå") in (None, _PAA_GRUNNEN)


def ikrafttredelse(objekt: Kartobjekt) -> date | None:
    for navn in ("ikrafttredelsesdato", "vedtakEndeligPlanDato"):
        tekst = verdi(objekt, navn)
        if tekst:
            try:
                return date.fromisoformat(tekst[:10])
            except ValueError:
                continue
    return None


def byggegrenselinjer(plan: Plan) -> list[tuple[str, Linje]]:
    """The plan's building lines, pieces that continue each other joined, named by a first piece."""
    samlet = samlede_linjer([linje for _, linje in plan.byggegrenser])
    navngitt = []
    for linje in samlet:
        navn = next(
            (gml_id for gml_id, bit in plan.byggegrenser if har_felles_strekning(bit, linje)),
            plan.plan_id,
        )
        navngitt.append((navn, linje))
    return navngitt
