"""The reasons the engine itself gives, when no rule was able to."""

from __future__ import annotations

from typing import Final

from byggsak.domain.tekst import Tekst
from byggsak.rule.unit import Anker

REGELEN_KRASJET: Final = Tekst(
    "kontrollen selv feilet; feilen er meldt til driften",
    "kontrollen sjølv feila; feilen er meld til drifta",
    "the check itself failed; the failure has been reported to operations",
)
INGENTING_AA_SPOERRE_OM: Final = Tekst(
    "søknaden har ingenting av det regelen gjelder",
    "søknaden har ikkje noko av det regelen gjeld",
    "the application has nothing that the rule is about",
)
GJELDER_IKKE_SOEKNADSTYPEN: Final = Tekst(
    "regelen gjelder ikke denne søknadstypen",
    "regelen gjeld ikkje denne søknadstypen",
    "the rule does not apply to this type of application",
)
UKJENT_ANKERDATO: Final = {
    Anker.SOEKNAD_MOTTATT: Tekst(
        "datoen søknaden ble mottatt, er ikke kjent",
        "datoen søknaden vart motteken, er ikkje kjend",
        "the date the application was received is not known",
    ),
    Anker.VEDTAK: Tekst(
        "datoen for vedtaket er ikke kjent",
        "datoen for vedtaket er ikkje kjend",
        "the date of the decision is not known",
    ),
    Anker.PLAN_VEDTATT: Tekst(
        "datoen planen ble vedtatt, er ikke kjent",
        "datoen planen vart vedteken, er ikkje kjend",
        "the date the plan was adopted is not known",
    ),
    Anker.TILTAK_UTFOERT: Tekst(
        "datoen tiltaket ble utført, er ikke kjent",
        "datoen tiltaket vart utført, er ikkje kjend",
        "the date the work was carried out is not known",
    ),
}
