"""A check repeated with the map as it was on a day: in the store, on the command line, over HTTP.

Between the versions of the plan the field under the house goes from dwellings to a park.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from api_server import running
from byggsak_api.app import lag_app
from byggsak_api.tjeneste import Tjeneste
from facts_helpers import PROEVE, finn, grunnlag, hus, rekt
from sqlalchemy import Engine, text
from typer.testing import CliRunner

from byggsak.cli import app
from byggsak.domain.kart import Kart, KartUtilgjengelig
from byggsak.domain.plan import Arealformaal
from byggsak.geometry.kartfil import Kartfil, les_kartfil
from byggsak.services.config import Config
from byggsak.services.kartdato import kart_per
from byggsak.services.kontroll import Motor
from byggsak.store.kart import Kartlager

ROT = Path(__file__).parents[1]
KART = ROT / "fixtures" / "kart"
SAK = ROT / "fixtures" / "saker" / "enebolig-02-naer-grensen"
PLAN = "plan_9999_P1_P0.gml"
HUS = rekt(440, 352, 450, 360)

FOERST = datetime(2026, 3, 1, 9, tzinfo=UTC)
# 22.30 UTC on 31 May is half past midnight on 1 June in Norway.
SAA = datetime(2026, 5, 31, 22, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def utgaver(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The plan, and a newer one in which the dwellings' field (1111) has become a park (3040)."""
    mapper = []
    for nr in (1, 2):
        mappe = tmp_path_factory.mktemp(f"v{nr}")
        plan = (KART / PLAN).read_text("utf-8")
        if nr == 2:
            assert "<app:arealformål>1111<" in plan
            plan = plan.replace("<app:arealformål>1111<", "<app:arealformål>3040<")
        (mappe / PLAN).write_text(plan, "utf-8")
        (mappe / "teig_9999.gml").write_bytes((KART / "teig_9999.gml").read_bytes())
        mapper.append(mappe)
    return mapper[0], mapper[1]


def filer(mappe: Path) -> list[Kartfil]:
    return [les_kartfil(f, 25832, dato=date(2026, 6, 1)) for f in sorted(mappe.iterdir())]


def fyll(lager: Kartlager, utgaver: tuple[Path, Path]) -> None:
    for mappe, naar in zip(utgaver, (FOERST, SAA), strict=True):
        for fil in filer(mappe):
            lager.importer(PROEVE, fil.datasett, fil.objekter, naar)


def formaal(kart: Kart) -> tuple[str, ...]:
    (ett,) = finn(grunnlag(hus(HUS), kart=kart), Arealformaal).values()
    svar: tuple[str, ...] = ett.formaal  # type: ignore[attr-defined]
    return svar


def test_each_day_has_the_map_that_was_in_force_when_it_ended(
    motor: Engine, utgaver: tuple[Path, Path]
) -> None:
    lager = Kartlager(motor)
    fyll(lager, utgaver)
    gammel, ny = ({f.datasett.navn: f.datasett.sha256 for f in filer(mappe)} for mappe in utgaver)
    for dag, formaalet, versjoner in (
        (date(2026, 3, 1), ("1111",), gammel),
        (date(2026, 5, 31), ("1111",), gammel),
        (date(2026, 6, 1), ("3040",), ny),
        (date(2026, 11, 22), ("3040",), ny),
    ):
        kart = kart_per(lager, PROEVE, dag)
        assert formaal(kart) == formaalet
        assert {d.navn: d.sha256 for d in kart.datasett()} == versjoner
        assert [o.gml_id for o in kart.teiger(1, 2)] == ["teig.4"]
    assert formaal(lager.for_kommune(PROEVE)) == ("3040",)


def test_before_the_first_import_there_was_no_map_and_not_an_empty_one(
    motor: Engine, utgaver: tuple[Path, Path]
) -> None:
    lager = Kartlager(motor)
    fyll(lager, utgaver)
    kart = kart_per(lager, PROEVE, date(2026, 2, 28))
    assert kart.datasett() == ()
    with pytest.raises(KartUtilgjengelig, match="Ingen kart er importert"):
        kart.kandidater((0, 0, 1e7, 1e7))


def test_a_day_without_replaced_versions_is_asked_by_the_box_index(
    motor: Engine, utgaver: tuple[Path, Path]
) -> None:
    lager = Kartlager(motor)
    fyll(lager, utgaver)
    with motor.begin() as forbindelse:
        forbindelse.execute(text("DELETE FROM byg_kart_boks"))
    boks = (597000.0, 6643000.0, 598000.0, 6644000.0)
    assert kart_per(lager, PROEVE, date(2026, 6, 1)).kandidater(boks) == []  # the index is empty
    assert kart_per(lager, PROEVE, date(2026, 5, 31)).kandidater(boks)  # it is not asked


def kjoer(*ord_: str) -> tuple[int, str]:
    svar = CliRunner().invoke(app, list(ord_))
    return svar.exit_code, svar.output


def under_huset(rapport: dict[str, Any]) -> list[str]:
    """The outcomes of the rule on land use."""
    return [d["utfall"] for d in rapport["dekning"] if d["regel"] == "plan-12-7-arealformaal"]


def test_the_command_line_checks_with_the_map_of_a_day(
    tmp_path: Path, utgaver: tuple[Path, Path]
) -> None:
    from byggsak.store.migrering import oppgrader_motor
    from byggsak.store.motor import lag_motor

    url = f"sqlite:///{tmp_path / 'kart.sqlite'}"
    motor = lag_motor(url)
    oppgrader_motor(motor)
    fyll(Kartlager(motor), utgaver)
    motor.dispose()

    def sjekk(*mer: str) -> dict[str, Any]:
        ut = tmp_path / "ut.json"
        kjoer(
            "check", f"{SAK}-soeknad.xml", "--subform", f"{SAK}-gjenpart.xml",
            "--attachment", f"Situasjonsplan={SAK}-situasjonsplan.gml", "--date", "2026-06-01",
            "--format", "json", "--output", str(ut), *mer,
        )  # fmt: skip
        lest: dict[str, Any] = json.loads(ut.read_text("utf-8"))
        return lest

    foer = sjekk("--map-as-of", "2026-05-31", "--database", url)
    etter = sjekk("--map-as-of", "2026-06-01", "--database", url)
    assert (under_huset(foer), under_huset(etter)) == (["oppfylt"], ["brutt"])
    fra_fil = sjekk("--map", str(utgaver[0]))
    for rapport in (foer, fra_fil):  # the same map in the database and in files: the same report
        rapport["regelverk"]["kart"].sort(key=lambda d: d["datasett"])
    assert foer == fra_fil
    kode, sagt = kjoer(
        "check", f"{SAK}-soeknad.xml", "--map", str(KART), "--map-as-of", "2026-06-01"
    )
    assert (kode, "do not go together" in sagt) == (2, True)


def test_the_service_checks_with_the_map_of_a_day(
    tmp_path: Path, utgaver: tuple[Path, Path]
) -> None:
    config = Config.fra(
        {
            "BYGGSAK_DATABASE": f"sqlite:///{tmp_path}/db",
            "BYGGSAK_FILES": f"{tmp_path}/filer",
            "BYGGSAK_KOMMUNER": "9999",
        }
    )
    tjener = Tjeneste.av(config, motor=Motor.last(), naa=lambda: datetime(2026, 6, 2, tzinfo=UTC))
    fyll(tjener.kartlager, utgaver)
    with running(lag_app(tjener)) as base, httpx.Client(base_url=base, timeout=60) as klient:

        def sjekk(parametre: str) -> httpx.Response:
            plan = Path(f"{SAK}-situasjonsplan.gml")
            hode = {"Vedleggstype": "Situasjonsplan"}
            return klient.post(
                f"/v1/kontroll{parametre}",
                files=[
                    ("soeknad", ("s.xml", Path(f"{SAK}-soeknad.xml").read_bytes())),
                    ("vedlegg", (plan.name, plan.read_bytes(), "application/gml+xml", hode)),
                ],
            )

        assert under_huset(sjekk("").json()) == ["brutt"]
        assert under_huset(sjekk("?kart_dato=2026-05-31").json()) == ["oppfylt"]
        tidlig = sjekk("?kart_dato=2026-02-28").json()
        assert under_huset(tidlig) == ["uavklart"]
        assert tidlig["regelverk"]["kart"] == []
        assert sjekk("?kart_dato=i%20fjor").status_code == 422
