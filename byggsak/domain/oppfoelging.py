"""Det som kommer etter tillatelsen: delsøknader, svar til kommunen, ettersendinger, bruk."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from byggsak.domain.felt import Felt
from byggsak.domain.skjema import Kode


@dataclass(frozen=True, slots=True)
class Delsoeknad:
    """En del av tiltaket det er søkt om før (`delsoeknader`), eller den det søkes om nå."""

    felt: Felt = field(compare=False, repr=False)
    nummer: str | None = None
    del_av_tiltaket: str | None = None
    tillatelsedato: date | None = None
    typer: tuple[Kode, ...] = ()
    kommentar: str | None = None


@dataclass(frozen=True, slots=True)
class Vedleggsreferanse:
    """Et vedlegg som skjemaet nevner; om filen faktisk er mottatt, er et annet spørsmål."""

    felt: Felt = field(compare=False, repr=False)
    type: str | None = None
    filnavn: str | None = None
    versjonsnummer: str | None = None
    versjonsdato: date | None = None


@dataclass(frozen=True, slots=True)
class Utfallssvar:
    """Søkerens svar på noe kommunen satte fram: et vilkår (SVV), en oppfølging (MKV), en mangel
    (MG). `sjekkpunkt` er punktet i den nasjonale sjekklisten som utløste det."""

    felt: Felt = field(compare=False, repr=False)
    utfall_id: str | None = None
    type: str | None = None
    sjekkpunkt: str | None = None
    tema: str | None = None
    tittel: str | None = None
    beskrivelse: str | None = None
    besvart: bool | None = None
    besvares_senere: bool | None = None
    kommentar: str | None = None
    vedlegg: tuple[Vedleggsreferanse, ...] = ()


@dataclass(frozen=True, slots=True)
class Ettersending:
    """Noe søkeren sender i tillegg, uten at kommunen har bedt om det."""

    felt: Felt = field(compare=False, repr=False)
    tema: str | None = None
    tittel: str | None = None
    kommentar: str | None = None
    vedlegg: tuple[Vedleggsreferanse, ...] = ()


@dataclass(frozen=True, slots=True)
class Varmesystem:
    """Oppvarmingen i bygget, oppgitt ved ferdigattest. Kodene er fra de nasjonale listene."""

    relevant: bool | None = None
    varmefordeling: tuple[Kode, ...] = ()
    energiforsyning: tuple[Kode, ...] = ()


@dataclass(frozen=True, slots=True)
class Ferdigstillelse:
    """Det søkeren erklærer ved midlertidig bruk eller ferdigattest (pbl § 21-10, SAK10 kap. 8).

    `kravene_er_oppfylt` finnes ved ferdigattest, `tilstrekkelig_sikkerhet` ved midlertidig bruk.
    Gjenstår det arbeid, skal `type_arbeider`, `utfoert_innen` og `bekreftelse_innen` si hva og når.
    """

    kravene_er_oppfylt: bool | None = None
    tilstrekkelig_sikkerhet: bool | None = None
    type_arbeider: str | None = None
    utfoert_innen: date | None = None
    bekreftelse_innen: date | None = None
    dato_ferdigattest: date | None = None
    gjenstaar_innenfor: str | None = None
    gjenstaar_utenfor: str | None = None
    ikke_soeknadspliktige_justeringer: bool | None = None
    dokumentasjon_overlevert_eier: bool | None = None
    varmesystem: Varmesystem = Varmesystem()


@dataclass(frozen=True, slots=True)
class Sjekklistekrav:
    """Søkerens egen erklæring på ett punkt i sjekklisten: det automatiske vedtak bygger på."""

    felt: Felt = field(compare=False, repr=False)
    sjekkpunkt: str | None = None
    svar: bool | None = None
    dokumentasjon: str | None = None


@dataclass(frozen=True, slots=True)
class Arbeidsplasser:
    """Arbeidsplassene tiltaket gjelder, til Arbeidstilsynet (arbeidsmiljøloven § 18-9).

    Antallene er tekst, som i skjemaet: om de er tall, spør en feltregel om.
    """

    framtidige: bool | None = None
    eksisterende: bool | None = None
    faste: bool | None = None
    midlertidige: bool | None = None
    antall_ansatte: str | None = None
    utleiebygg: bool | None = None
    antall_virksomheter: str | None = None
    beskrivelse: str | None = None
    bruksareal: str | None = None  # m², som tekst
