"""Why a delivery was not made a case, with texts for the sender.

Mottaksfeil
├── UgyldigNoekkel    the idempotency key cannot be used
├── NoekkelKonflikt   the key was used for other bytes
├── VedleggAvviker    the form is known, the attachments are not the same
├── VedleggMangler    an attachment's bytes never came, or are not the ones announced
├── FeilKommune       the application is for another municipality
├── FlereSaker        several cases carry the name that the delivery gives its own
├── FlereSoeknader    several applications in the case could be supplemented
├── IngenSak          a supplement, and no case carries the name it gives
└── Avvist            the form cannot be read as an application; has the report
"""

from __future__ import annotations

from byggsak.domain.tekst import Tekst
from byggsak.rule.report import Kontrollrapport


class Mottaksfeil(Exception):
    """The delivery was not made a case; nothing was stored as one."""

    def __init__(self, melding: Tekst) -> None:
        super().__init__(melding.nb)
        self.melding = melding


class UgyldigNoekkel(Mottaksfeil):
    """The idempotency key is empty, too long, or holds blanks or letters outside ASCII."""

    def __init__(self, noekkel: str) -> None:
        super().__init__(
            Tekst(
                "Idempotensnøkkelen må ha 1 til 200 synlige ASCII-tegn uten mellomrom. Bruk for "
                "eksempel en UUID.",
                "Idempotensnøkkelen må ha 1 til 200 synlege ASCII-teikn utan mellomrom. Bruk til "
                "dømes ein UUID.",
                "The idempotency key must be 1 to 200 visible ASCII characters without blanks. "
                "Use for example a UUID.",
            )
        )
        self.noekkel = noekkel


class NoekkelKonflikt(Mottaksfeil):
    """The same key came with other bytes."""

    def __init__(self, noekkel: str, sak_id: str) -> None:
        super().__init__(
            Tekst(
                f"Idempotensnøkkelen er alt brukt for en annen innsending, i sak {sak_id}. Bruk en "
                "ny nøkkel for nytt innhold.",
                f"Idempotensnøkkelen er alt brukt for ei anna innsending, i sak {sak_id}. Bruk ein "
                "ny nøkkel for nytt innhald.",
                f"The idempotency key has been used for another delivery, in case {sak_id}. Use a "
                "new key for new content.",
            )
        )
        self.noekkel, self.sak_id = noekkel, sak_id


class VedleggAvviker(Mottaksfeil):
    """The same form has been received with other attachments."""

    def __init__(self, sak_id: str) -> None:
        super().__init__(
            Tekst(
                f"Søknaden er mottatt før, som sak {sak_id}, med andre vedlegg. Send de nye "
                "vedleggene som supplering i saken.",
                f"Søknaden er motteken før, som sak {sak_id}, med andre vedlegg. Send dei nye "
                "vedlegga som supplering i saka.",
                f"The application has been received before, as case {sak_id}, with other "
                "attachments. Send the new ones as a supplement to the case.",
            )
        )
        self.sak_id = sak_id


class VedleggMangler(Mottaksfeil):
    """The bytes of an attachment are not the ones announced."""

    def __init__(self, filnavn: str) -> None:
        super().__init__(
            Tekst(
                f"Vedlegget {filnavn} kom ikke helt frem. Send søknaden på nytt.",
                f"Vedlegget {filnavn} kom ikkje heilt fram. Send søknaden på nytt.",
                f"The attachment {filnavn} did not arrive whole. Send the application again.",
            )
        )
        self.filnavn = filnavn


class FeilKommune(Mottaksfeil):
    """The application names another municipality than the receiving one."""

    def __init__(self, oppgitt: str, mottaker: str) -> None:
        super().__init__(
            Tekst(
                f"Søknaden gjelder kommune {oppgitt}, ikke {mottaker}. Send den til riktig "
                "kommune.",
                f"Søknaden gjeld kommune {oppgitt}, ikkje {mottaker}. Send han til rett kommune.",
                f"The application is for municipality {oppgitt}, not {mottaker}. Send it to the "
                "right one.",
            )
        )
        self.oppgitt, self.mottaker = oppgitt, mottaker


class FlereSaker(Mottaksfeil):
    """The delivery's references fit several cases. A person chooses; byggsak never guesses."""

    def __init__(self, saker: tuple[str, ...]) -> None:
        liste = ", ".join(saker)
        super().__init__(
            Tekst(
                f"Innsendingen passer til flere saker: {liste}. Velg saken, og lever den som "
                "supplering i den.",
                f"Innsendinga passar til fleire saker: {liste}. Vel saka, og lever ho som "
                "supplering i den.",
                f"The delivery fits several cases: {liste}. Choose the case, and deliver it as a "
                "supplement to that one.",
            )
        )
        self.saker = saker


class FlereSoeknader(Mottaksfeil):
    """Several applications in the case can be supplemented. A person chooses."""

    def __init__(self, sak: str, numre: tuple[int, ...]) -> None:
        liste = ", ".join(map(str, numre))
        super().__init__(
            Tekst(
                f"Flere søknader i sak {sak} kan suppleres: nr. {liste}. Oppgi hvilken.",
                f"Fleire søknader i sak {sak} kan supplerast: nr. {liste}. Oppgi kva for ein.",
                f"Several applications in case {sak} can be supplemented: no. {liste}. Say which.",
            )
        )
        self.sak, self.numre = sak, numre


class IngenSak(Mottaksfeil):
    """A supplement that names no case of this municipality."""

    def __init__(self) -> None:
        super().__init__(
            Tekst(
                "Kommunen har ingen sak med saksnummeret eller ftbId-en i suppleringen. Oppgi "
                "kommunens saksnummer, eller lever den i saken den hører til.",
                "Kommunen har inga sak med saksnummeret eller ftbId-en i suppleringa. Oppgi "
                "saksnummeret til kommunen, eller lever ho i saka ho høyrer til.",
                "The municipality has no case with the case number or the ftbId in the supplement. "
                "State the municipality's case number, or deliver it to the case it belongs to.",
            )
        )


class Avvist(Mottaksfeil):
    """The form could not be read as an application. The report says why."""

    def __init__(self, rapport: Kontrollrapport) -> None:
        super().__init__(
            Tekst(
                "Skjemaet kan ikke leses som en søknad, og er ikke tatt imot. Rett feilene i "
                "rapporten og send det på nytt.",
                "Skjemaet kan ikkje lesast som ein søknad, og er ikkje teke imot. Rett feila i "
                "rapporten og send det på nytt.",
                "The form cannot be read as an application and has not been received. Correct the "
                "faults in the report and send it again.",
            )
        )
        self.rapport = rapport
