"""Gjenstander til den formelle kontrollen: kommune, byggested, parter, ansvar og opplysninger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from byggsak.domain.facts import Gjenstand, Maal, ukjent
from byggsak.domain.tekst import Tekst


@dataclass(frozen=True, kw_only=True)
class Kommunevalg(Gjenstand):
    """Kommunen søknaden er sendt til, mot kommunenumrene på byggestedet.

    `mottaker` er kommunen som har søknaden. `egne` er numre på byggestedet som er hennes i dag,
    også utgåtte; `delte` er utgåtte numre som ble til flere, med henne blant dem; `andre` resten.
    """

    mottaker: str = ukjent(
        Tekst("hvilken kommune som har søknaden", "kva kommune som har søknaden",
              "which municipality has the application")
    )  # fmt: skip
    egne: tuple[str, ...] = ukjent(
        Tekst("om byggestedet ligger i kommunen", "om byggjestaden ligg i kommunen",
              "whether the site is in the municipality")
    )  # fmt: skip
    delte: tuple[str, ...] = ukjent(
        Tekst("hva kommunenummeret ble til", "kva kommunenummeret vart til",
              "what the municipality number became")
    )  # fmt: skip
    andre: tuple[str, ...] = ukjent(
        Tekst("om byggestedet ligger i en annen kommune",
              "om byggjestaden ligg i ein annan kommune",
              "whether the site is in another municipality")
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Byggestedseiendom(Gjenstand):
    """Én eiendom søknaden oppgir, mot eiendomskartet. `kart` er kartet det er søkt i."""

    i_kartet: bool = ukjent(
        Tekst("om eiendommen finnes i eiendomskartet", "om eigedomen finst i eigedomskartet",
              "whether the property is in the cadastral map")
    )  # fmt: skip
    kart: str = ukjent(
        Tekst("hvilket kart som ble søkt", "kva kart som vart søkt", "the map searched")
    )


@dataclass(frozen=True, kw_only=True)
class Byggverksplass(Gjenstand):
    """Ett nytt byggverk mot eiendommene søknaden oppgir.

    `utenfor` er største bredde av fotavtrykket utenfor eiendommene, m, med kartets usikkerhet; 0
    når alt ligger innenfor.
    """

    utenfor: Maal = ukjent(
        Tekst("om byggverket ligger på eiendommen", "om byggverket ligg på eigedomen",
              "whether the structure lies on the property")
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Soekerforhold(Gjenstand):
    """Hvem som søker, og med hvilket ansvar (pbl §§ 21-2, 23-4).

    `ansvar` er koden i skjemaet med små bokstaver (medansvar, utenansvar, selvbygger …).
    `skjemaet_spoer`: skjemaet har et sted for søkers egen erklæring.
    `viser_til_samtykke`: søknaden viser til tiltakshavers samtykke.
    """

    ansvar: str = ukjent(
        Tekst("om det søkes med ansvarsrett", "om det blir søkt med ansvarsrett",
              "whether the application is with liability rights")
    )  # fmt: skip
    har_ansvarlig_soeker: bool = ukjent(
        Tekst("ansvarlig søker", "ansvarleg søkjar", "the responsible applicant")
    )
    skjemaet_spoer: bool = ukjent(
        Tekst("om skjemaet spør etter erklæringen", "om skjemaet spør etter erklæringa",
              "whether the form asks for the declaration")
    )  # fmt: skip
    soeker_erklaert: bool = ukjent(
        Tekst("om ansvarlig søker har erklært ansvar", "om ansvarleg søkjar har erklært ansvar",
              "whether the responsible applicant has declared responsibility")
    )  # fmt: skip
    viser_til_samtykke: bool = ukjent(
        Tekst("tiltakshavers samtykke", "samtykket frå tiltakshavar", "the developer's consent")
    )


@dataclass(frozen=True, kw_only=True)
class Ansvarsrett(Gjenstand):
    """Ett ansvarsområde i gjennomføringsplanen mot foretakets erklæring (SAK10 § 5-3).

    `erklaert`: det finnes en signert erklæring. Har søknaden selve erklæringen, er
    `erklaert_klasse` og `erklaert_foretak` det den sier; ellers er de som i planen.
    """

    # Et enkeltpersonforetak er en person.
    PERSONOPPLYSNINGER: ClassVar[frozenset[str]] = frozenset({"foretak", "erklaert_foretak"})

    erklaert: bool = ukjent(
        Tekst("om ansvarsretten er erklært", "om ansvarsretten er erklært",
              "whether responsibility is declared")
    )  # fmt: skip
    klasse: str = ukjent(
        Tekst("tiltaksklassen i planen", "tiltaksklassa i planen", "the project class in the plan")
    )
    erklaert_klasse: str = ukjent(
        Tekst("tiltaksklassen i erklæringen", "tiltaksklassa i erklæringa",
              "the project class declared")
    )  # fmt: skip
    foretak: str = ukjent(
        Tekst("foretaket i planen", "føretaket i planen", "the enterprise in the plan")
    )
    erklaert_foretak: str = ukjent(
        Tekst("foretaket i erklæringen", "føretaket i erklæringa", "the enterprise that declared")
    )


@dataclass(frozen=True, kw_only=True)
class Kontrollbehov(Gjenstand):
    """Ett område loven kan kreve uavhengig kontroll av (SAK10 § 14-2), og hva planen sier om det.

    `klasse` er den høyeste tiltaksklassen området er prosjektert i, tom når ingen prosjekterer det
    under det navnet. `har_kontroll`: planen har en kontrollerende for det. `samme_foretak` er
    foretak som både kontrollerer og selv prosjekterer eller utfører området. `kan_vaere_samme` er
    foretak som kontrollerer området og har et annet: et menneske må se om de kontrollerer seg selv.
    """

    omraade: str = ukjent(Tekst("kontrollområdet", "kontrollområdet", "the area of control"))
    tiltakstyper: tuple[str, ...] = ukjent(
        Tekst("tiltakstypen", "tiltakstypen", "the type of project")
    )
    klasse: str = ukjent(Tekst("tiltaksklassen", "tiltaksklassa", "the project class"))
    har_kontroll: bool = ukjent(
        Tekst("om uavhengig kontroll er planlagt", "om uavhengig kontroll er planlagd",
              "whether independent control is planned")
    )  # fmt: skip
    samme_foretak: tuple[str, ...] = ukjent(
        Tekst("hvem som kontrollerer", "kven som kontrollerer", "who controls")
    )
    kan_vaere_samme: tuple[str, ...] = ukjent(
        Tekst("hva kontrollforetaket ellers gjør", "kva kontrollføretaket elles gjer",
              "what else the control enterprise does")
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class OmsoektDispensasjon(Gjenstand):
    """Én dispensasjon søknaden ber om: fra hva, og hvorfor (pbl § 19-1)."""

    bestemmelse_oppgitt: bool = ukjent(
        Tekst("bestemmelsen det søkes dispensasjon fra", "føresegna det blir søkt dispensasjon frå",
              "the provision to be dispensed from")
    )  # fmt: skip
    begrunnet: bool = ukjent(
        Tekst("begrunnelsen for dispensasjonen", "grunngjevinga for dispensasjonen",
              "the grounds for the dispensation")
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class OppgittFare(Gjenstand):
    """En naturfare eller et miljøforhold søkeren selv oppgir (SAK10 § 5-4 tredje ledd bokstav g).

    `slag` er risikotypen i skjemaet med små bokstaver, eller «miljoe». `klasse` er
    sikkerhetsklassen med små bokstaver.
    """

    slag: str = ukjent(Tekst("slaget fare", "slaget fare", "the kind of hazard"))
    klasse: str = ukjent(Tekst("sikkerhetsklassen", "tryggleiksklassa", "the safety class"))
    vedleggstyper: frozenset[str] = ukjent(Tekst("vedleggene", "vedlegga", "the attachments"))


@dataclass(frozen=True, kw_only=True)
class Byggeomfang(Gjenstand):
    """Hvor mye som bygges eller rives, for kravene til avfall, miljø og klima (TEK17 kap. 9, 17).

    `nytt_bra` er bruksarealet av det nye, m². `bygningstype` er bygningstypen i skjemaet.
    """

    nytt_bra: Maal = ukjent(
        Tekst("bruksarealet av det nye", "bruksarealet av det nye", "the floor area of what is new")
    )
    river: bool = ukjent(
        Tekst("om noe rives", "om noko blir rive", "whether anything is demolished")
    )
    avfallsplan: bool = ukjent(
        Tekst("svaret på om det skal lages avfallsplan", "svaret på om det skal lagast avfallsplan",
              "whether a waste plan will be made")
    )  # fmt: skip
    nytt: bool = ukjent(
        Tekst("om tiltaket er nytt", "om tiltaket er nytt", "whether the project is new")
    )
    bygningstype: str = ukjent(Tekst("bygningstypen", "bygningstypen", "the type of building"))
    vedleggstyper: frozenset[str] = ukjent(Tekst("vedleggene", "vedlegga", "the attachments"))


@dataclass(frozen=True, kw_only=True)
class Ferdigmelding(Gjenstand):
    """Det som følger en søknad om ferdigattest (SAK10 § 8-1).

    `justeringer`: søkeren oppgir endringer underveis som ikke krevde søknad. `tiltakstyper` er
    kodene i skjemaet med små bokstaver.
    """

    justeringer: bool = ukjent(
        Tekst("om noe er bygd annerledes enn tillatt", "om noko er bygd annleis enn tillate",
              "whether anything was built otherwise than permitted")
    )  # fmt: skip
    tiltakstyper: tuple[str, ...] = ukjent(
        Tekst("tiltakstypen", "tiltakstypen", "the type of project")
    )
    vedleggstyper: frozenset[str] = ukjent(Tekst("vedleggene", "vedlegga", "the attachments"))


@dataclass(frozen=True, kw_only=True)
class Soeknadsvalg(Gjenstand):
    """Søknadstypen som er valgt, mot det tiltaket er etter SAK10 kapittel 3.

    `uten_ansvarsrett`: alle tiltakene i søknaden er i minst én bokstav i §§ 3-1 og 3-2.
    """

    uten_ansvarsrett: bool = ukjent(
        Tekst("om tiltaket kan søkes uten ansvarsrett", "om tiltaket kan søkjast utan ansvarsrett",
              "whether the project can be applied for without liability rights")
    )  # fmt: skip
