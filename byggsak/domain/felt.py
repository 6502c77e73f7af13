"""Skjemaet som et lett, uforanderlig tre av felter, med kilden til hvert felt.

Treet bygges i én gjennomgang av dokumentet. Felttabellene og avbildningen til `Soeknad` leser
dette treet, aldri XML direkte.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NoReturn
from weakref import ReferenceType, ref

from byggsak.domain.facts import Sted


class _IngenBarn(dict[str, "list[Felt]"]):
    """Barna til et blad: én tom ordbok for alle (`INGEN_BARN`), som ingen kan fylle."""

    def _nekt(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("treet av felter er uforanderlig: bladet har ingen barn og får ingen")

    __setitem__ = setdefault = update = _nekt


class Felt:
    """Ett element: lokalt navn, tekst (uten blanke ender, None når tomt), linje og barn.

    `nil` er sann ved xsi:nil="true". `plass` er 1-basert blant søsken med samme navn.
    Behandles som uforanderlig når treet er bygd. Roten holder treet: et felt peker svakt på
    feltet det står i, så treet er borte i det øyeblikket ingen holder roten.
    """

    __slots__ = ("__weakref__", "barn", "linje", "navn", "nil", "over", "plass", "tekst")

    navn: str
    tekst: str | None
    linje: int | None
    nil: bool
    plass: int
    over: ReferenceType[Felt] | None
    barn: dict[str, list[Felt]]

    def __init__(
        self,
        navn: str,
        tekst: str | None = None,
        linje: int | None = None,
        nil: bool = False,
        plass: int = 1,
        forelder: Felt | None = None,
        barn: dict[str, list[Felt]] | None = None,
    ) -> None:
        self.navn = navn
        self.tekst = tekst
        self.linje = linje
        self.nil = nil
        self.plass = plass
        self.over = None if forelder is None else ref(forelder)
        self.barn = {} if barn is None else barn

    @property
    def forelder(self) -> Felt | None:
        """Feltet dette står i; None for roten. LookupError når treet ikke finnes lenger."""
        if self.over is None:
            return None
        forelder = self.over()
        if forelder is None:
            raise LookupError(f"«{self.navn}» er alt som er igjen av skjemaet: hold roten")
        return forelder

    def __repr__(self) -> str:
        return f"Felt({self.navn!r}, {self.tekst!r}, linje={self.linje})"

    def __reduce__(self) -> tuple[Any, ...]:
        """Et tre kan sendes til en annen prosess; barna finner igjen feltet de står i."""
        return _sett_sammen, (self.navn, self.tekst, self.linje, self.nil, self.plass, self.barn)

    def alle(self, sti: str) -> list[Felt]:
        """Alle felter på stien «a/b/c» fra dette feltet, i dokumentrekkefølge."""
        noder = [self]
        for ledd in sti.split("/"):
            if len(noder) == 1:  # nesten alltid
                noder = noder[0].barn.get(ledd, _INGEN)
            else:
                noder = [barn for node in noder for barn in node.barn.get(ledd, _INGEN)]
        return list(noder)

    def ett(self, sti: str) -> Felt | None:
        """Det første feltet på stien, eller None."""
        node = self
        for ledd in sti.split("/"):
            funnet = node.barn.get(ledd)
            if not funnet:
                return None
            node = funnet[0]
        return node

    def verdi(self, sti: str) -> str | None:
        """Teksten i det første feltet på stien; None når feltet mangler, er tomt eller nil."""
        funnet = self.ett(sti)
        return funnet.tekst if funnet is not None and not funnet.nil else None

    @property
    def tomt(self) -> bool:
        """Uten tekst og uten noe utfylt barn."""
        if self.nil:
            return True
        if self.tekst is not None:
            return False
        for soesken in self.barn.values():
            for barn in soesken:
                if not barn.tomt:
                    return False
        return True

    @property
    def xpath(self) -> str:
        """Ekte XPath (lokale navn, 1-basert indeks der søsken har samme navn)."""
        forelder = self.forelder
        if forelder is None:
            return f"/{self.navn}"
        soesken = forelder.barn.get(self.navn, ())
        indeks = f"[{self.plass}]" if len(soesken) > 1 else ""
        return f"{forelder.xpath}/{self.navn}{indeks}"

    @property
    def sted(self) -> Sted:
        return Sted(xpath=self.xpath, linje=self.linje)

    def sted_for(self, sti: str) -> Sted:
        """Stedet til feltet på stien; mangler det, der det skulle stått, med forelderens linje."""
        node = self
        rest = sti.split("/")
        while rest:
            neste = node.barn.get(rest[0])
            if not neste:
                return Sted(xpath="/".join([node.xpath, *rest]), linje=node.linje)
            node = neste[0]
            rest.pop(0)
        return node.sted

    def __iter__(self) -> Iterator[Felt]:
        """Alle etterkommere i dybden, seg selv først."""
        yield self
        for liste in self.barn.values():
            for barn in liste:
                yield from barn


_INGEN: Final[list[Felt]] = []
INGEN_BARN: Final[dict[str, list[Felt]]] = _IngenBarn()


def _sett_sammen(
    navn: str,
    tekst: str | None,
    linje: int | None,
    nil: bool,
    plass: int,
    barn: dict[str, list[Felt]],
) -> Felt:
    felt = Felt(navn, tekst, linje, nil, plass, barn=barn or INGEN_BARN)
    over = ref(felt)
    for liste in barn.values():
        for ett in liste:
            ett.over = over
    return felt
