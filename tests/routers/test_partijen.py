"""Headers: required, judged together, never repeated in an error."""

import pytest
from starlette.datastructures import Headers

from app.models.errors import OngeldigeAanroep, OnvolledigeAanroep
from app.models.partijen import Partijen, Soort
from app.routers.partijen import lees_partijen
from tests.routers.conftest import BASES, EIGEN, KOPPEN, SOORTEN, VERWERKER, VRAGER, eis_fout

VERPLICHT = [k for k in KOPPEN if k != "X-VUM-SUWIparty"]
KANARIE = "kanarie-82731"


def _zonder(*namen: str) -> dict[str, str]:
    return {k: v for k, v in KOPPEN.items() if k not in namen}


@pytest.mark.parametrize("basis", BASES)
@pytest.mark.parametrize("soort", SOORTEN)
async def test_parties_reach_the_gate(klant, poort, basis, soort):
    antwoord = await klant.get(f"{basis}/{soort}/een-id", headers=KOPPEN)
    assert antwoord.status_code == 200
    verwacht = Soort.WERKZOEKENDE if soort == "werkzoekendeProfielen" else Soort.VACATURE
    assert poort.aanroepen == [
        ("detail", Partijen(van=VRAGER, naar=EIGEN, via=VERWERKER, suwi=True), verwacht, "een-id")
    ]


@pytest.mark.parametrize("basis", BASES)
@pytest.mark.parametrize("naam", VERPLICHT)
async def test_missing_header(klant, poort, basis, naam):
    antwoord = await klant.get(f"{basis}/vacatures/x", headers=_zonder(naam))
    assert naam in eis_fout(antwoord, 400, "400.02")["details"]
    assert poort.aanroepen == []


@pytest.mark.parametrize("naam", list(KOPPEN))
@pytest.mark.parametrize("waarde", [KANARIE, "3.0.1", "TRUE", "00000099000009999", "0" * 4000])
async def test_wrong_header_is_named_and_not_repeated(klant, naam, waarde):
    antwoord = await klant.get("/bron/api/v3/vacatures/x", headers=KOPPEN | {naam: waarde})
    assert naam in eis_fout(antwoord, 400, "400.01")["details"]
    assert waarde not in antwoord.text
    assert waarde not in str(antwoord.headers)


async def test_empty_header_counts_as_missing(klant):
    antwoord = await klant.get("/api/v3/vacatures/x", headers=KOPPEN | {"X-VUM-viaParty": "  "})
    assert "X-VUM-viaParty" in eis_fout(antwoord, 400, "400.02")["details"]


async def test_suwi_is_required_by_a_source_and_optional_at_the_exchange(klant, poort):
    zonder = _zonder("X-VUM-SUWIparty")
    eis_fout(await klant.get("/bron/api/v3/vacatures/x", headers=zonder), 400, "400.02")
    assert (await klant.get("/api/v3/vacatures/x", headers=zonder)).status_code == 200
    assert poort.aanroepen[0][1].suwi is None
    eis_fout(await klant.get("/api/v3/vacatures/x", headers=KOPPEN | {"X-VUM-SUWIparty": "ja"}), 400, "400.01")


async def test_all_faults_in_one_answer(klant):
    koppen = _zonder("X-VUM-toParty") | {"API-Version": "2.0.0", "X-VUM-fromParty": "x"}
    details = eis_fout(await klant.get("/api/v3/vacatures/x", headers=koppen), 400, "400.01")["details"]
    assert all(naam in details for naam in ("API-Version", "X-VUM-fromParty", "X-VUM-toParty"))


async def test_all_missing_headers_in_one_answer(klant):
    details = eis_fout(await klant.get("/bron/api/v3/vacatures/x"), 400, "400.02")["details"]
    assert all(naam in details for naam in KOPPEN)


@pytest.mark.parametrize("naam", list(KOPPEN))
async def test_repeated_header_is_refused(klant, poort, naam):
    koppen = [*KOPPEN.items(), (naam, KOPPEN[naam])]
    details = eis_fout(await klant.get("/api/v3/vacatures/x", headers=koppen), 400, "400.01")["details"]
    assert naam in details
    assert poort.aanroepen == []


def test_header_names_carry_no_case():
    laag = Headers({k.lower(): v for k, v in KOPPEN.items()})
    assert lees_partijen(laag, suwi_verplicht=True).van == VRAGER


def test_false_is_not_absent():
    assert lees_partijen(Headers(KOPPEN | {"X-VUM-SUWIparty": "false"}), suwi_verplicht=True).suwi is False


def test_missing_and_wrong_are_different_errors():
    with pytest.raises(OnvolledigeAanroep):
        lees_partijen(Headers({}), suwi_verplicht=True)
    with pytest.raises(OngeldigeAanroep):
        lees_partijen(Headers({"API-Version": "x"}), suwi_verplicht=True)


async def test_response_swaps_from_and_to(klant):
    koppen = (await klant.get("/api/v3/vacatures/x", headers=KOPPEN)).headers
    assert koppen["X-VUM-fromParty"] == EIGEN
    assert koppen["X-VUM-toParty"] == VRAGER
    assert koppen["X-VUM-viaParty"] == VERWERKER
    assert koppen["X-VUM-berichtVersie"] == koppen["API-Version"] == "3.0.0"


async def test_response_leaves_out_what_was_no_oin(klant):
    koppen = (await klant.get("/api/v3/vacatures/x", headers={"X-VUM-fromParty": KANARIE})).headers
    assert koppen["X-VUM-fromParty"] == EIGEN
    assert "X-VUM-toParty" not in koppen
    assert "X-VUM-viaParty" not in koppen
    assert koppen["API-Version"] == "3.0.0"
