"""The benchmark measures the product: its rows are those of a delivery, and its questions are valid."""

import re

import pytest
from sqlalchemy import text

from app.models.lezen import lees_vraag
from app.models.partijen import Soort
from app.storage.verbinding import Motoren
from bench.schaal import verslag, vragen, vullen
from bench.schaal.bevolking import BLOK, blok, blokken, inwoners
from tests.storage.hulp import nieuwe_bron

AANTAL = 60


def test_a_block_depends_on_its_number_and_the_seed_alone() -> None:
    assert blok(1, 3) == blok(1, 3) == blok(1, 5)[:3]
    assert blok(1, 3) != blok(1, 3, zaad=1)
    assert sum(grootte for _, grootte in blokken(BLOK + 1)) == BLOK + 1


def test_people_live_where_the_towns_are() -> None:
    mensen = inwoners()
    amsterdam = sum(aantal for pc4, aantal in mensen.items() if 1011 <= pc4 <= 1109)
    assert 10_000_000 < sum(mensen.values()) < 20_000_000
    assert 500_000 < amsterdam < 1_500_000
    assert min(mensen.values()) > 0


@pytest.mark.parametrize("soort", ["officieel", "realistisch", "zwaarste"])
def test_every_question_is_valid(soort: str) -> None:
    gesteld = [getattr(v, "vraag", v) for v in getattr(vragen, soort)()]
    assert all(lees_vraag(Soort.WERKZOEKENDE, vragen.als_bericht(v), 100_000) == v for v in gesteld)


async def test_the_copied_rows_are_those_of_a_delivery(database_url: str) -> None:
    geleverd, gekopieerd = str(nieuwe_bron()), str(nieuwe_bron())
    await vullen.lever(database_url, geleverd, AANTAL)
    rijen = iter([vullen.rijen_van(gekopieerd, blok(0, AANTAL))])
    motoren = Motoren(database_url)
    try:
        if database_url.startswith("sqlite"):
            vullen.vul_sqlite(database_url, rijen)
        else:
            await vullen.vul_postgresql(database_url, rijen)
        async with motoren.lezen() as verbinding:
            for tabel in vullen.TABELLEN:
                kolommen = ", ".join(sorted(k.name for k in tabel.columns if k.name != "bron_oin"))
                opdracht = text(f"SELECT {kolommen} FROM {tabel.name} WHERE bron_oin = :bron ORDER BY {kolommen}")
                een, ander = [
                    [tuple(r) for r in await verbinding.voer_uit(opdracht, {"bron": bron})]
                    for bron in (geleverd, gekopieerd)
                ]
                assert een == ander
                assert een
    finally:
        await motoren.sluit()


def test_bars_are_as_long_as_they_say() -> None:
    plaatje = verslag.staven("Titel & meer", [("SQLite 10", 2.0), ("PostgreSQL 10", 1.0)])
    assert "Titel &amp; meer" in plaatje
    lengtes = [float(breedte) for breedte in re.findall(r'<rect x="200" y="\d+" width="([\d.]+)"', plaatje)]
    assert lengtes[0] == pytest.approx(2 * lengtes[1])
