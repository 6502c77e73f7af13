"""Gjenstander om nabovarsel, vedlegg og dispensasjon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from byggsak.domain.facts import Gjenstand, Maal, ukjent
from byggsak.domain.tekst import Tekst


@dataclass(frozen=True, kw_only=True)
class Nabovarsling(Gjenstand):
    """Varslingen av én naboeiendom (pbl § 21-3, SAK10 § 5-2).

    `varslet`: naboen står i gjenparten med kvittering. `dager` er dager fra varselet ble sendt til
    søknaden ble mottatt; `ett_aar_utloept`: søknaden kom senere enn ett år etter varselet.
    """

    PERSONOPPLYSNINGER: ClassVar[frozenset[str]] = frozenset(
        {"navn", "varslet", "sendt", "dager", "siste_gyldige_dag", "skriftlig_samtykke"}
    )

    fritatt: bool = ukjent(
        Tekst("om tiltaket er fritatt fra nabovarsling", "om tiltaket er fritatt frå nabovarsling",
              "whether the project is exempt from neighbour notice")
    )  # fmt: skip
    varslet: bool = ukjent(
        Tekst("om naboen er varslet", "om naboen er varsla", "whether the neighbour was notified")
    )
    sendt: date = ukjent(
        Tekst("datoen nabovarselet ble sendt", "datoen nabovarselet vart sendt",
              "the date the notice was sent")
    )  # fmt: skip
    dager: Maal = ukjent(
        Tekst("dager siden nabovarselet", "dagar sidan nabovarselet", "days since the notice")
    )
    siste_gyldige_dag: date = ukjent(
        Tekst("når nabovarselet blir for gammelt", "når nabovarselet blir for gammalt",
              "when the notice expires")
    )  # fmt: skip
    soeknad_mottatt: date = ukjent(
        Tekst("datoen søknaden ble mottatt", "datoen søknaden vart motteken",
              "the date the application was received")
    )  # fmt: skip
    skriftlig_samtykke: bool = ukjent(
        Tekst("naboens samtykke", "samtykket frå naboen", "the neighbour's consent")
    )


@dataclass(frozen=True, kw_only=True)
class Vedleggskrav(Gjenstand):
    """Vedleggene i søknaden mot det tiltaket trenger (SAK10 § 5-4).

    `vedleggstyper` er de nasjonale typene som er vedlagt. `nytt_eller_utvidet`: tiltaket oppfører
    eller utvider noe; `endrer_eksisterende`: det endrer noe som står der. De tre siste er det
    søkeren selv oppgir; merknader også når en nabo i gjenparten har sendt en.
    """

    vedleggstyper: frozenset[str] = ukjent(Tekst("vedleggene", "vedlegga", "the attachments"))
    nytt_eller_utvidet: bool = ukjent(
        Tekst("om tiltaket er nytt eller utvider", "om tiltaket er nytt eller utvidar",
              "whether the project is new or extends")
    )  # fmt: skip
    endrer_eksisterende: bool = ukjent(
        Tekst("om tiltaket endrer noe eksisterende", "om tiltaket endrar noko eksisterande",
              "whether the project alters something existing")
    )  # fmt: skip
    med_ansvarsrett: bool = ukjent(
        Tekst("om det søkes med ansvarsrett", "om det blir søkt med ansvarsrett",
              "whether the application is with liability rights")
    )  # fmt: skip
    gjennomfoeringsplan_som_skjema: bool = ukjent(
        Tekst("om gjennomføringsplanen er sendt som skjema",
              "om gjennomføringsplanen er send som skjema",
              "whether the implementation plan was sent as a form")
    )  # fmt: skip
    oppgir_merknader: bool = ukjent(
        Tekst("om naboer har merknader", "om naboar har merknader",
              "whether neighbours have remarks")
    )  # fmt: skip
    merknader_vurdert: bool = ukjent(
        Tekst("om merknadene er vurdert", "om merknadene er vurderte",
              "whether the remarks are commented on")
    )  # fmt: skip
    oppgir_arbeidsplasser: bool = ukjent(
        Tekst("om tiltaket berører arbeidsplasser", "om tiltaket vedkjem arbeidsplassar",
              "whether the project affects workplaces")
    )  # fmt: skip
    oppgir_ny_adkomst: bool = ukjent(
        Tekst("om adkomsten er ny eller endret", "om tilkomsten er ny eller endra",
              "whether the access is new or changed")
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Dispensasjonsbehov(Gjenstand):
    """Et brudd som krever dispensasjon (eller samtykke), og om den er søkt (pbl § 19-1, F19).

    Avledes av motoren fra brutte regler med `krever_dispensasjon`.
    """

    regel: str = ukjent(Tekst("regelen som er brutt", "regelen som er broten", "the broken rule"))
    fra: str = ukjent(
        Tekst("bestemmelsen det trengs dispensasjon fra", "føresegna det trengst dispensasjon frå",
              "the provision to be dispensed from")
    )  # fmt: skip
    omsoekt: bool = ukjent(
        Tekst("om dispensasjon er søkt", "om dispensasjon er søkt",
              "whether dispensation is applied for")
    )  # fmt: skip
    begrunnet: bool = ukjent(
        Tekst("begrunnelsen for dispensasjon", "grunngjevinga for dispensasjon",
              "the grounds for dispensation")
    )  # fmt: skip
