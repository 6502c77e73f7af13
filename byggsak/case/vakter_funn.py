"""Vaktene i livet til et funn."""

from __future__ import annotations

from typing import Any, Final

from byggsak.case import handling_funn as hf
from byggsak.case import kommando as k
from byggsak.case.funnliv import EGEN_NOEKKEL, EGET, Funnliv, Funnmerke
from byggsak.case.tilstand import Tilstand
from byggsak.case.vakt import Forsoek, Ser, vakt

VURDERES: Final = frozenset({Tilstand.MOTTATT, Tilstand.MANGELFULL, Tilstand.UNDER_BEHANDLING})


def funn_i(f: Forsoek[Any]) -> Funnliv | None:
    """Funnet forsøket gjelder."""
    return next((liv for liv in f.gang.funnene if liv.noekkel == f.instans), None)


@vakt(
    Ser.SAKEN,
    nn="Funn blir vurderte til søknaden er innstilt. Send saka tilbake til saksbehandlaren først.",
    en="Findings are assessed until the application is recommended. Send the case back first.",
)
def funn_vurderes_naa(f: Forsoek[k.VurderFunn | hf.LukkFunn]) -> bool:
    """Funn vurderes til søknaden er innstilt. Send saken tilbake til saksbehandleren først."""
    return f.gang.tilstand in VURDERES


@vakt(
    Ser.KOMMANDOEN,
    nn="Å avkrefte eit funn eller innstille på dispensasjon krev grunngjeving. Skriv kvifor.",
    en="Dismissing a finding or recommending a dispensation needs a reason. Write why.",
)
def vurderingen_er_begrunnet(f: Forsoek[k.VurderFunn]) -> bool:
    """Å avkrefte et funn eller innstille på dispensasjon krever begrunnelse. Skriv hvorfor."""
    return bool(f.kommando.begrunnelse.strip())


@vakt(
    Ser.SAKEN,
    nn="Dispensasjon krev grunngitt søknad. Registrer dispensasjonssøknaden for funnet først.",
    en="A dispensation needs an application with grounds. Register it for the finding first.",
)
def dispensasjonen_er_soekt(f: Forsoek[k.VurderFunn]) -> bool:
    """Dispensasjon krever grunngitt søknad. Registrer dispensasjonssøknaden for funnet først."""
    liv = funn_i(f)
    return liv is not None and liv.soekt


@vakt(
    Ser.SAKEN,
    nn="Regelen bak funnet finst i pakken. Stadfest eller avkreft funnet i staden.",
    en="The rule behind the finding is in the package. Confirm or dismiss the finding instead.",
)
def regelen_er_borte(f: Forsoek[hf.LukkFunn]) -> bool:
    """Regelen bak funnet finnes i pakken. Bekreft eller avkreft funnet i stedet."""
    liv = funn_i(f)
    return liv is not None and (liv.merke is Funnmerke.REGELEN_BORTE or liv.funn.regel == EGET)


@vakt(
    Ser.KOMMANDOEN,
    nn="Eit eige funn må ha tekst og ein nøkkel som begynner med «eget-».",
    en="A finding of your own must have a text and a key that begins with “eget-”.",
)
def eget_funn_er_fullstendig(f: Forsoek[hf.RegistrerFunn]) -> bool:
    """Et eget funn må ha tekst og en nøkkel som begynner med «eget-»."""
    merke = f.kommando.funn.removeprefix(EGEN_NOEKKEL)
    return bool(f.kommando.tekst.strip()) and merke.strip() not in ("", f.kommando.funn)
