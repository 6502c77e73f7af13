"""The classification in the report: as JSON, as lines for a person, and back from the store."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from byggsak.domain.funn import Hjemmel, Utfall
from byggsak.domain.klassifisering import (
    Fristvurdering,
    Grunn,
    Kategorisvar,
    Klasse,
    Klassifisering,
    Tiltaksvurdering,
)
from byggsak.domain.tekst import SPRAAK, Spraak, Tekst
from byggsak.rule import classification_texts as t

Json = dict[str, Any]

_SIDER: Final = (("for", Utfall.OPPFYLT), ("mot", Utfall.BRUTT), ("uavklart", Utfall.UAVKLART))


def klassifisering_som_json(k: Klassifisering, spraak: Spraak | None) -> Json:
    """In one language, or in all of them (None) for the store."""
    frist = k.frist
    return {
        "klasse": k.klasse.value,
        "samsvar": _sider((k.samsvar,), spraak),
        "tiltak": [
            {
                "navn": tiltak.navn,
                "klasse": tiltak.klasse.value,
                "kategorier": [_kategori(svar, spraak) for svar in tiltak.svar],
            }
            for tiltak in k.tiltak
        ],
        "frist": None
        if frist is None
        else {
            "utfall": frist.utfall.value,
            "uker": frist.uker,
            "virkning": frist.virkning,
            "hjemmel": frist.hjemmel,
            **_sider(frist.grunner, spraak),
        },
    }


def _kategori(svar: Kategorisvar, spraak: Spraak | None) -> Json:
    hjemmel = svar.hjemmel
    return {
        "id": svar.id,
        "tittel": _tekst(svar.tittel, spraak),
        "hjemmel": {"lov": hjemmel.lov, "paragraf": hjemmel.paragraf, "ledd": hjemmel.ledd},
        "klasse": svar.klasse.value,
        "utfall": svar.utfall.value,
        **_sider(svar.grunner, spraak),
    }


def _sider(grunner: Iterable[Grunn], spraak: Spraak | None) -> Json:
    """The reasons by how they turn out, in the order of the law on each side."""
    alle = list(grunner)
    return {
        side: [
            {
                "vilkaar": _tekst(g.vilkaar, spraak),
                "hvorfor": None if g.hvorfor is None else _tekst(g.hvorfor, spraak),
            }
            for g in alle
            if g.utfall is utfall
        ]
        for side, utfall in _SIDER
    }


def _tekst(tekst: Tekst, spraak: Spraak | None) -> Any:
    return {s: tekst.paa(s) for s in SPRAAK} if spraak is None else tekst.paa(spraak)


def avsnitt(k: Klassifisering, spraak: Spraak) -> list[tuple[str, list[str]]]:
    """For a person: each sentence with the reasons under it. First the class, then every letter
    about this kind of project, last the deadline."""
    svar: list[tuple[str, list[str]]] = []
    if k.tiltak:
        svar.append((t.KLASSER[k.klasse].paa(spraak), []))
    for tiltak in k.tiltak:
        for kategori in tiltak.svar:
            if kategori.grunner[0].utfall is Utfall.BRUTT:
                continue  # it is about another kind of project
            navn = f"{tiltak.navn}: " if tiltak.navn else ""
            tittel = f"{navn}{kategori.hjemmel}, {kategori.tittel.paa(spraak)}"
            grunner = [_linje(g, spraak) for g in kategori.grunner[1:]]
            svar.append((f"{tittel}: {t.HOERER_TIL[kategori.utfall].paa(spraak)}", grunner))
    if k.frist is not None:
        svar.append((_frist(k.frist, spraak), [_linje(g, spraak) for g in k.frist.grunner]))
    return svar


def linjer(k: Klassifisering, spraak: Spraak) -> list[str]:
    """The same as lines of text, with a heading."""
    svar = [t.VURDERING.paa(spraak), ""]
    for setning, grunner in avsnitt(k, spraak):
        svar += [setning, *(f"  {grunn}" for grunn in grunner)]
    return [*svar, ""]


def _linje(grunn: Grunn, spraak: Spraak) -> str:
    side = t.TALER[grunn.utfall].paa(spraak)
    hvorfor = f" ({grunn.hvorfor.paa(spraak)})" if grunn.hvorfor is not None else ""
    return f"{side}: {grunn.vilkaar.paa(spraak)}{hvorfor}"


def _frist(frist: Fristvurdering, spraak: Spraak) -> str:
    if frist.utfall is not Utfall.OPPFYLT:
        return t.UAVKLART_FRIST.paa(spraak)
    verdier: dict[str, object] = {"uker": frist.uker, "hjemmel": frist.hjemmel}
    if frist.uker is None:
        return t.UTEN_FRIST.fyll(spraak, verdier)
    virkning = t.VIRKNING.get(frist.virkning or "")
    setning = t.FRIST.fyll(spraak, verdier)
    return setning if virkning is None else f"{setning} {virkning.paa(spraak)}"


def klassifisering_fra_json(lagret: Json) -> Klassifisering:
    """The classification as it was stored, in all languages."""
    frist = lagret["frist"]
    return Klassifisering(
        klasse=Klasse(lagret["klasse"]),
        samsvar=_grunner(lagret["samsvar"])[0],
        tiltak=tuple(
            Tiltaksvurdering(
                rad["navn"],
                Klasse(rad["klasse"]),
                tuple(_kategori_fra(svar) for svar in rad["kategorier"]),
            )
            for rad in lagret["tiltak"]
        ),
        frist=None
        if frist is None
        else Fristvurdering(
            Utfall(frist["utfall"]),
            frist["uker"],
            frist["virkning"],
            frist["hjemmel"],
            _grunner(frist),
        ),
    )


def _kategori_fra(rad: Json) -> Kategorisvar:
    return Kategorisvar(
        rad["id"],
        Tekst(**rad["tittel"]),
        Hjemmel(**rad["hjemmel"]),
        Klasse(rad["klasse"]),
        Utfall(rad["utfall"]),
        _grunner(rad),
    )


def _grunner(rad: Json) -> tuple[Grunn, ...]:
    """By side: the order of the law within each is kept, the order between them is not."""
    return tuple(
        Grunn(
            Tekst(**g["vilkaar"]),
            utfall,
            None if g["hvorfor"] is None else Tekst(**g["hvorfor"]),
        )
        for side, utfall in _SIDER
        for g in rad[side]
    )
