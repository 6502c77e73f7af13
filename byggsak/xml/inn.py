"""In: from the bytes of an application and its subforms to one `Soeknad` and every finding.

Everything that is wrong is said at once: a fault in a subform does not wait for the fault in the
main form to be corrected.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final

from byggsak.domain.ansvar import Erklaering, Gjennomfoeringsplan
from byggsak.domain.facts import Sted
from byggsak.domain.felt import Felt
from byggsak.domain.funn import Alvorlighet, Funn, Utfall
from byggsak.domain.soeknad import Dispensasjon, Gjenpart, Skjema, Soeknad, Soeknadstype
from byggsak.domain.tekst import Tekst
from byggsak.xml.forms import Form, recognise
from byggsak.xml.mapping import Innhold, UbrukeligVerdi, map_innhold
from byggsak.xml.merge import merge_dispensasjoner
from byggsak.xml.reader import DEFAULT, Limits, UkjentSkjema, XmlAvvist, read
from byggsak.xml.refusal import filled, quote
from byggsak.xml.schema import validate

ULESELIG: Final = "xml-uleselig"
UKJENT_SKJEMA: Final = "xml-ukjent-skjema"
SKJEMA: Final = "xml-skjema"
UNDERSKJEMA: Final = "xml-underskjema"
_ERKLAERINGER: Final = frozenset(
    {Soeknadstype.ANSVARSRETT, Soeknadstype.SAMSVAR, Soeknadstype.KONTROLL}
)
"""Forms of their own that may also go with an application: what each firm answers for."""


@dataclass(frozen=True, slots=True)
class LestSkjema:
    """One form. `innhold` is None when `funn` holds a fault against the schema."""

    form: Form
    felt: Felt
    innhold: Innhold | None
    funn: tuple[Funn, ...]

    @property
    def skjema(self) -> Skjema:
        return self.form.skjema


@dataclass(frozen=True, slots=True)
class LestSoeknad:
    """The application with its subforms merged in.

    `soeknad` is None when the main form could not be read. `skjema` is what it said it was, None
    when nobody knows. `felter` are the trees of every form that was read, the main form first;
    `underskjema` are the subforms among them that are valid, with what each says it is. `alene` is
    a valid subform that was sent where the application should be: it can still be asked about.
    """

    soeknad: Soeknad | None
    skjema: Skjema | None
    funn: tuple[Funn, ...]
    felter: tuple[Felt, ...] = ()
    underskjema: tuple[tuple[Skjema, Felt], ...] = ()
    alene: tuple[Skjema, Felt] | None = None

    @property
    def avvist(self) -> bool:
        """Whether something could not be read or does not follow its schema."""
        return any(funn.alvorlighet is Alvorlighet.FEIL for funn in self.funn)


def les(data: bytes, filnavn: str = "", limits: Limits = DEFAULT) -> LestSkjema:
    """Read, recognise, validate and map one form.

    `filnavn` is where the findings say they are; empty for the main form. Raises XmlAvvist
    (UkjentSkjema) when the bytes are not XML that we read, or not a form that we know.
    """
    document = read(data, limits)
    form = recognise(document)
    funn = validate(document, form)
    innhold: Innhold | None = None
    if not funn:
        try:
            innhold = map_innhold(document, form)
        except UbrukeligVerdi as error:
            funn = [_unusable(error)]
    return LestSkjema(form, document.felt, innhold, tuple(_at(funn, filnavn)))


def les_soeknad(
    hoved: bytes, underskjema: Sequence[tuple[str, bytes]] = (), limits: Limits = DEFAULT
) -> LestSoeknad:
    """Read an application and its subforms, given as (file name, bytes). Never raises XmlAvvist.

    Findings: `xml-uleselig`, `xml-ukjent-skjema`, `xml-skjema`, and `xml-underskjema` for a form
    in the wrong place. A finding about a subform carries its file name in `sted.dokument`.
    """
    funn: list[Funn] = []
    main = _try(hoved, "", limits, funn)
    if main is not None and main.form.kind != "soeknad":
        funn.append(_misplaced(_MAIN_IS_SUBFORM, main.form, ""))
    subforms = []
    for filnavn, data in underskjema:
        lest = _try(data, filnavn, limits, funn)
        if lest is None:
            continue
        if lest.form.kind != "underskjema" and lest.skjema.type not in _ERKLAERINGER:
            funn.append(_misplaced(_SUBFORM_IS_MAIN, lest.form, filnavn))
            continue
        subforms.append((filnavn, lest))
    read_subforms = [lest for _, lest in subforms]
    soeknad = main.innhold if main is not None else None
    merged = _merge(soeknad, subforms, funn) if isinstance(soeknad, Soeknad) else None
    return LestSoeknad(
        soeknad=merged,
        skjema=main.skjema if main is not None else None,
        funn=tuple(funn),
        felter=tuple(lest.felt for lest in (main, *read_subforms) if lest is not None),
        underskjema=tuple(
            (lest.skjema, lest.felt) for lest in read_subforms if lest.innhold is not None
        ),
        alene=None
        if main is None or main.innhold is None or merged is not None
        else (main.skjema, main.felt),
    )


def _try(data: bytes, filnavn: str, limits: Limits, funn: list[Funn]) -> LestSkjema | None:
    try:
        lest = les(data, filnavn, limits)
    except XmlAvvist as error:
        funn.extend(_at([_refused(error)], filnavn))
        return None
    funn.extend(lest.funn)
    return lest


def _merge(
    soeknad: Soeknad, subforms: Iterable[tuple[str, LestSkjema]], funn: list[Funn]
) -> Soeknad:
    gjenparter: list[Gjenpart] = []
    planer: list[Gjennomfoeringsplan] = []
    dispensasjoner: list[Dispensasjon] = []
    erklaeringer: list[Erklaering] = []
    for filnavn, lest in subforms:
        match lest.innhold:
            case Gjenpart() as gjenpart:
                if gjenparter:
                    funn.append(_misplaced(_TWICE, lest.form, filnavn))
                gjenparter.append(gjenpart)
            case Gjennomfoeringsplan() as plan:
                if planer:
                    funn.append(_misplaced(_TWICE, lest.form, filnavn))
                planer.append(plan)
            case Dispensasjon() as dispensasjon:
                dispensasjoner.append(dispensasjon)
            case Soeknad(erklaering=Erklaering() as erklaering):
                erklaeringer.append(erklaering)
            case _:
                pass  # invalid, and its findings say so
    return replace(
        soeknad,
        gjenpart=gjenparter[0] if gjenparter else None,
        gjennomfoeringsplan=planer[0] if planer else None,
        erklaeringer=tuple(erklaeringer),
        dispensasjoner=merge_dispensasjoner(soeknad.dispensasjoner, dispensasjoner),
    )


_MAIN_IS_SUBFORM: Final = (
    Tekst(
        "«{skjema}» er et underskjema og kan ikke sendes alene.",
        "«{skjema}» er eit underskjema og kan ikkje sendast åleine.",
        "«{skjema}» is a subform and cannot be sent alone.",
    ),
    Tekst(
        "Send søknaden som hovedskjema og denne som underskjema.",
        "Send søknaden som hovudskjema og denne som underskjema.",
        "Send the application as the main form and this one as a subform.",
    ),
)
_SUBFORM_IS_MAIN: Final = (
    Tekst(
        "«{skjema}» er en egen søknad og ikke et underskjema.",
        "«{skjema}» er ein eigen søknad og ikkje eit underskjema.",
        "«{skjema}» is an application of its own, not a subform.",
    ),
    Tekst(
        "Send den som en egen søknad.",
        "Send han som ein eigen søknad.",
        "Send it as an application of its own.",
    ),
)
_TWICE: Final = (
    Tekst(
        "«{skjema}» er sendt mer enn én gang.",
        "«{skjema}» er sendt meir enn éin gong.",
        "«{skjema}» was sent more than once.",
    ),
    Tekst("Send den én gang.", "Send han éin gong.", "Send it once."),
)
_OUT_OF_RANGE: Final = (
    Tekst(
        "«{element}» har verdien «{verdi}», som ikke kan brukes.",
        "«{element}» har verdien «{verdi}», som ikkje kan brukast.",
        "«{element}» has the value «{verdi}», which cannot be used.",
    ),
    Tekst(
        "Oppgi en dato mellom år 1 og 9999.",
        "Oppgi ein dato mellom år 1 og 9999.",
        "Give a date between the years 1 and 9999.",
    ),
)


def _refused(error: XmlAvvist) -> Funn:
    regel = UKJENT_SKJEMA if isinstance(error, UkjentSkjema) else ULESELIG
    return _funn(regel, error.kode, error.hva, error.raad, Sted(linje=error.linje))


def _misplaced(texts: tuple[Tekst, Tekst], form: Form, filnavn: str) -> Funn:
    melding = filled(texts[0], skjema=form.title)
    return _at([_funn(UNDERSKJEMA, str(form), melding, texts[1], Sted(f"/{form.root}"))], filnavn)[
        0
    ]


def _unusable(error: UbrukeligVerdi) -> Funn:
    melding = filled(_OUT_OF_RANGE[0], element=error.element, verdi=quote(error.verdi))
    return _funn(SKJEMA, error.sted.xpath or "", melding, _OUT_OF_RANGE[1], error.sted)


def _funn(regel: str, gjelder: str, melding: Tekst, raad: Tekst, sted: Sted) -> Funn:
    return Funn(
        regel=regel,
        utfall=Utfall.BRUTT,
        alvorlighet=Alvorlighet.FEIL,
        melding=melding,
        raad=raad,
        gjelder=gjelder,
        sted=sted,
        fingeravtrykk=sha256(f"{regel}|{gjelder}".encode()).hexdigest()[:16],
    )


def _at(funn: Iterable[Funn], filnavn: str) -> list[Funn]:
    if not filnavn:
        return list(funn)
    return [replace(f, sted=replace(f.sted, dokument=filnavn)) for f in funn]
