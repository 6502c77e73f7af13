"""A report in the shape of the national validator's answers, for software that speaks it today.

The shape is theirs, the content is ours: a rule is listed as checked only when it was, what could
not be verified is a WARNING and never silence, and a document that cannot be read has errors.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from byggsak.domain.funn import Alvorlighet, Funn, Utfall
from byggsak.domain.tekst import Spraak, Tekst
from byggsak.rule.catalogue import Katalog
from byggsak.rule.report import Dekning, Kontrollrapport
from byggsak.services.dibk_regler import (
    LESEREGLER,
    Regelinfo,
    UkjentFormat,
    finn_skjema,
    rader_om_alle,
    regler_om,
)
from byggsak.services.kontroll import Innsending
from byggsak.xml.forms import Form, forms
from byggsak.xml.inn import les, les_soeknad
from byggsak.xml.reader import XmlAvvist
from byggsak.xml.repeated import repeated, zero_based

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Innhold:
    """What the answer repeats from the application itself; empty where it could not be read."""

    kommunenummer: str | None = None
    tiltakstyper: tuple[str, ...] = ()


def les_innhold(innsending: Innsending) -> Innhold:
    soeknad = les_soeknad(innsending.soeknad).soeknad
    if soeknad is None:
        return Innhold()
    koder = tuple(kode.kodeverdi for kode in soeknad.tiltakstyper if kode.kodeverdi)
    return Innhold(soeknad.kommunenummer, koder)


_ERKLAERING: Final = re.compile(
    r"""(\ufeff?<\?xml\s+version\s*=\s*(?:"[^"<>]{0,20}"|'[^'<>]{0,20}'))"""
    r"""\s+encoding\s*=\s*(?:"[^"<>]{0,60}"|'[^'<>]{0,60}')"""
)


def som_bytes(tekst: str) -> bytes:
    """XML that came as text, as UTF-8.

    What the declaration says of encoding was true of the bytes the text once was read from, and is
    of no account now: it is taken out, so that it neither hinders the reading nor lies about it.
    Raises UnicodeEncodeError for half a character (a lone surrogate).

    >>> som_bytes('<?xml version="1.0" encoding="utf-16"?><a>æ</a>').decode()
    '<?xml version="1.0"?><a>æ</a>'
    """
    erklaering = _ERKLAERING.match(tekst)
    if erklaering is not None:
        tekst = erklaering[1] + tekst[erklaering.end() :]
    return tekst.encode("utf-8")


def validations(
    katalog: Katalog, rapport: Kontrollrapport, innhold: Innhold, dato: date, spraak: Spraak
) -> Json:
    """The answer of POST /api/validate."""
    form = _form(rapport)
    regler = _regler(katalog, form, dato)
    meldinger = [_melding(funn, regler, form, spraak) for funn in rapport.funn]
    return {
        "errors": sum(m["messagetype"] == "ERROR" for m in meldinger),
        "warnings": sum(m["messagetype"] == "WARNING" for m in meldinger),
        "tiltakstyperISoeknad": list(innhold.tiltakstyper),
        "soknadtype": rapport.skjema.type.value if rapport.skjema is not None else None,
        "messages": meldinger,
        "rulesChecked": [
            _regel(regler.get(id_) or _ukjent(id_), utfall, spraak)
            for id_, utfall in _utfall(rapport.dekning).items()
            if utfall.keys() & _KJOERT
        ],
    }


def validation_result(
    katalog: Katalog, rapport: Kontrollrapport, innhold: Innhold, dato: date, spraak: Spraak
) -> Json:
    """The answer of POST /api/validationReport: as `validations`, and the check points it settles.

    A check point is answered when every rule in force that supports it was executed and was met or
    broken, and at least one of them asks what a field says and not only whether it is filled in:
    that a question was answered does not tell the answer. `yesNo` says whether all were met.
    `checklistQuestion` is null: byggsak does not carry the national list's own words.
    """
    svar = validations(katalog, rapport, innhold, dato, spraak)
    form = _form(rapport)
    stoetter: defaultdict[str, list[Regelinfo]] = defaultdict(list)
    if form is not None:
        for regel in regler_om(katalog, form, dato).values():
            if regel.sjekkpunkt is not None:
                stoetter[regel.sjekkpunkt].append(regel)
    utfall = _utfall(rapport.dekning)
    svar["prefillChecklist"] = [
        _sjekkpunkt(punkt, regler, utfall, spraak)
        for punkt, regler in stoetter.items()
        if not all(r.bare_utfylling for r in regler)
        and all(_avgjort(utfall.get(r.id, {})) for r in regler)
    ]
    return svar


def xsd_meldinger(data: bytes, spraak: Spraak) -> list[str]:
    """The answer of POST /api/validate/file: one sentence a fault, none for a valid document."""
    try:
        lest = les(data)
    except XmlAvvist as feil:
        return [feil.melding.paa(spraak)]
    return [
        _LINJE.fyll(spraak, {"linje": f.sted.linje or "–", "melding": _setning(f, spraak)})
        for f in lest.funn
    ]


Utfallstall = Mapping[Utfall, int]


def _utfall(dekning: Iterable[Dekning]) -> dict[str, dict[Utfall, int]]:
    """Rule -> outcome -> how often, in the order the rules were asked."""
    svar: dict[str, dict[Utfall, int]] = {}
    for linje in dekning:
        svar.setdefault(linje.regel, {})[linje.utfall] = linje.antall
    return svar


def _avgjort(utfall: Utfallstall) -> bool:
    return bool(utfall.keys() & _AVGJORT) and Utfall.UAVKLART not in utfall


def _form(rapport: Kontrollrapport) -> Form | None:
    if rapport.skjema is None:
        return None
    try:
        return finn_skjema(rapport.skjema.data_format_id, rapport.skjema.versjon)
    except UkjentFormat:
        return None


def _regler(katalog: Katalog, form: Form | None, dato: date) -> dict[str, Regelinfo]:
    if form is None:
        return LESEREGLER
    return rader_om_alle(katalog, dato) | regler_om(katalog, form, dato)


def _melding(
    funn: Funn, regler: Mapping[str, Regelinfo], form: Form | None, spraak: Spraak
) -> Json:
    """`xpathField` counts from zero, as theirs; `xpath` is true XPath. The last five are ours."""
    regel = regler.get(funn.regel) or _ukjent(funn.regel)
    return {
        "rule": regel.slag,
        "reference": funn.regel,
        "message": _setning(funn, spraak),
        "messagetype": _type(funn),
        "xpathField": _nullbasert(funn.sted.xpath, form),
        "preCondition": regel.naar,
        "checklistReference": regel.sjekkpunkt,
        "xpath": funn.sted.xpath,
        "utfall": funn.utfall.value,
        "dokument": funn.sted.dokument,
        "linje": funn.sted.linje,
        "fingeravtrykk": funn.fingeravtrykk,
    }


def _nullbasert(xpath: str | None, hoved: Form | None) -> str | None:
    """By the lists of the form the path is in: the main form, or the subform with that root."""
    if xpath is None:
        return None
    rot = xpath.strip("/").split("/")[0]
    form = hoved if hoved is not None and hoved.root == rot else None
    form = form or next((f for f in forms() if f.root == rot), None)
    return zero_based(xpath, repeated(form) if form is not None else frozenset())


def _type(funn: Funn) -> str:
    brutt_feil = funn.utfall is Utfall.BRUTT and funn.alvorlighet is Alvorlighet.FEIL
    return "ERROR" if brutt_feil else "WARNING"


def _setning(funn: Funn, spraak: Spraak) -> str:
    return f"{funn.melding.paa(spraak)} {funn.raad.paa(spraak)}".strip()


def _regel(regel: Regelinfo, utfall: Utfallstall, spraak: Spraak) -> Json:
    """`utfall` is the worst the rule gave, `antall` how often it gave each: both are ours."""
    return {
        "id": regel.id,
        "rule": regel.slag,
        "message": regel.melding.paa(spraak),
        "messagetype": "ERROR" if regel.alvorlighet is Alvorlighet.FEIL else "WARNING",
        "xpathField": regel.sti,
        "preCondition": regel.naar,
        "checklistReference": regel.sjekkpunkt,
        "utfall": next(u.value for u in _VERST_FOERST if u in utfall),
        "antall": {u.value: utfall.get(u, 0) for u in Utfall},
    }


def _sjekkpunkt(
    punkt: str,
    regler: Iterable[Regelinfo],
    utfall: Mapping[str, Utfallstall],
    spraak: Spraak,
) -> Json:
    alle = list(regler)
    brutt = [r.id for r in alle if Utfall.BRUTT in utfall[r.id]]
    return {
        "checklistReference": punkt,
        "checklistQuestion": None,
        "yesNo": not brutt,
        "supportingDataValidationRuleId": [r.id for r in alle],
        "supportingDataXpathField": list(dict.fromkeys(r.sti for r in alle if r.sti)),
        "documentation": (_BRUTT if brutt else _OPPFYLT).fyll(
            spraak, {"regler": ", ".join(brutt), "antall": len(alle)}
        ),
    }


def _ukjent(id_: str) -> Regelinfo:
    """A rule of an outcome that the catalogue has no line for: told by its id alone."""
    return Regelinfo(id_, id_, Tekst(id_, id_, id_), Alvorlighet.FEIL)


_AVGJORT: Final = frozenset({Utfall.OPPFYLT, Utfall.BRUTT})
_KJOERT: Final = _AVGJORT | {Utfall.UAVKLART}
_VERST_FOERST: Final = (Utfall.BRUTT, Utfall.UAVKLART, Utfall.OPPFYLT)
_LINJE: Final = Tekst("Linje {linje}: {melding}", "Linje {linje}: {melding}",
                      "Line {linje}: {melding}")  # fmt: skip
_OPPFYLT: Final = Tekst(
    "Alle {antall} reglene bak punktet er kontrollert og oppfylt.",
    "Alle {antall} reglane bak punktet er kontrollerte og oppfylte.",
    "All {antall} rules behind the check point were executed and met.",
)
_BRUTT: Final = Tekst(
    "Av {antall} kontrollerte regler er disse brutt: {regler}.",
    "Av {antall} kontrollerte reglar er desse brotne: {regler}.",
    "Of {antall} rules executed, these are broken: {regler}.",
)
