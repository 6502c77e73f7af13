"""What comes after the permit: parts of the project, answers to the municipality, completion."""

from __future__ import annotations

from byggsak.domain.felt import Felt
from byggsak.domain.oppfoelging import (
    Delsoeknad,
    Ettersending,
    Ferdigstillelse,
    Sjekklistekrav,
    Utfallssvar,
    Varmesystem,
    Vedleggsreferanse,
)
from byggsak.xml.mapping.values import boolsk, dato, koder, kodeverdi, tekst


def delsoeknad(felt: Felt) -> Delsoeknad:
    """From a line of `delsoeknader`, or from `soeknadGjelder` for the part applied for now."""
    return Delsoeknad(
        felt=felt,
        nummer=tekst(felt, "delsoeknadsnummer"),
        del_av_tiltaket=tekst(felt, "delAvTiltaket"),
        tillatelsedato=dato(felt, "tillatelsedato"),
        typer=koder(felt, "type/kode"),
        kommentar=tekst(felt, "kommentar"),
    )


def denne_delen(soeknad_gjelder: Felt | None) -> Delsoeknad | None:
    """The part applied for now; None where the form or the application names no part."""
    if soeknad_gjelder is None:
        return None
    named = ("delAvTiltaket", "delsoeknadsnummer")
    if not any(tekst(soeknad_gjelder, name) for name in named):
        return None
    return delsoeknad(soeknad_gjelder)


def utfallssvar(felt: Felt) -> Utfallssvar:
    return Utfallssvar(
        felt=felt,
        utfall_id=tekst(felt, "utfallId"),
        type=kodeverdi(felt, "utfallType"),
        sjekkpunkt=tekst(felt, "utloestFraSjekkpunkt/sjekkpunktId"),
        tema=kodeverdi(felt, "tema"),
        tittel=tekst(felt, "tittel"),
        beskrivelse=tekst(felt, "beskrivelse"),
        besvart=boolsk(felt, "erUtfallBesvart"),
        besvares_senere=boolsk(felt, "erUtfallBesvaresSenere"),
        kommentar=tekst(felt, "kommentar"),
        vedlegg=vedlegg(felt),
    )


def ettersending(felt: Felt) -> Ettersending:
    return Ettersending(
        felt=felt,
        tema=kodeverdi(felt, "tema"),
        tittel=tekst(felt, "tittel"),
        kommentar=tekst(felt, "kommentar"),
        vedlegg=vedlegg(felt),
    )


def vedlegg(felt: Felt) -> tuple[Vedleggsreferanse, ...]:
    """The attachments that an answer or a later delivery names."""
    return tuple(
        Vedleggsreferanse(
            felt=fil,
            type=kodeverdi(fil, "vedleggstype"),
            filnavn=tekst(fil, "filnavn"),
            versjonsnummer=tekst(fil, "versjonsnummer"),
            versjonsdato=dato(fil, "versjonsdato"),
        )
        for fil in felt.alle("vedleggsliste/vedlegg")
        if not fil.tomt
    )


def ferdigstillelse(rot: Felt, krav: str) -> Ferdigstillelse:
    """From the root; `krav` is the block that says what remains and when it will be done."""
    return Ferdigstillelse(
        kravene_er_oppfylt=boolsk(rot, f"{krav}/tilfredsstillerTiltaketKraveneFerdigattest"),
        tilstrekkelig_sikkerhet=boolsk(rot, f"{krav}/harTilstrekkeligSikkerhet"),
        type_arbeider=tekst(rot, f"{krav}/typeArbeider"),
        utfoert_innen=dato(rot, f"{krav}/utfoertInnen"),
        bekreftelse_innen=dato(rot, f"{krav}/bekreftelseInnen"),
        dato_ferdigattest=dato(rot, "datoFerdigattest"),
        gjenstaar_innenfor=tekst(rot, "gjenstaaendeArbeider/gjenstaaendeInnenfor"),
        gjenstaar_utenfor=tekst(rot, "gjenstaaendeArbeider/gjenstaaendeUtenfor"),
        ikke_soeknadspliktige_justeringer=boolsk(rot, "foretattIkkeSoeknadspliktigeJusteringer"),
        dokumentasjon_overlevert_eier=boolsk(rot, "tilstrekkeligDokumentasjonOverlevertEier"),
        varmesystem=Varmesystem(
            relevant=boolsk(rot, "varmesystem/relevant"),
            varmefordeling=koder(rot, "varmesystem/varmefordeling/kode"),
            energiforsyning=koder(rot, "varmesystem/energiforsyning/kode"),
        ),
    )


def sjekklistekrav(felt: Felt) -> Sjekklistekrav:
    return Sjekklistekrav(
        felt=felt,
        sjekkpunkt=kodeverdi(felt, "sjekklistepunkt"),
        svar=boolsk(felt, "sjekklistepunktsvar"),
        dokumentasjon=tekst(felt, "dokumentasjon"),
    )
