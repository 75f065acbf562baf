"""The register of parties and sources."""

from app.domain.ports import Bronregistratie, Deelnemer
from app.models.identiteit import Oin
from app.models.partijen import Partijklasse
from app.storage.db import Database
from tests.storage.hulp import nieuwe_bron

A, B, C = (Oin(f"0000009990000000{n}000") for n in (1, 2, 3))
GEMEENTE = Deelnemer(B, "Gemeente Voorbeeld", Partijklasse.SUWI, frozenset({A, C}), uitwisseling=True)
BUREAU = Deelnemer(A, "Bureau Voorbeeld", Partijklasse.PRIVAAT)


async def test_an_unknown_party_or_source_is_absent(database: Database) -> None:
    async with database.lezen() as opslag:
        assert await opslag.register.deelnemer(nieuwe_bron()) is None
        assert await opslag.register.bron(nieuwe_bron()) is None
        assert (await opslag.register.deelnemers(), await opslag.register.bronnen()) == ([], [])


async def test_parties_come_back_as_they_were_set(database: Database) -> None:
    async with database.schrijven() as opslag:
        for partij in (GEMEENTE, BUREAU):
            await opslag.register.zet_deelnemer(partij)
    async with database.lezen() as opslag:
        assert await opslag.register.deelnemer(B) == GEMEENTE
        assert await opslag.register.deelnemers() == [BUREAU, GEMEENTE]


async def test_setting_again_replaces_the_processors_too(database: Database) -> None:
    nieuw = Deelnemer(B, "Andere naam", Partijklasse.PUBLIEK, frozenset({B}))
    for partij in (GEMEENTE, nieuw):
        async with database.schrijven() as opslag:
            await opslag.register.zet_deelnemer(partij)
    async with database.lezen() as opslag:
        assert await opslag.register.deelnemers() == [nieuw]


async def test_sources_come_back_as_they_were_set(database: Database) -> None:
    ver = Bronregistratie(A, "Verre bron", "https://bron.example/pad", "2.0.0", C)
    hier = Bronregistratie(B, "Eigen bron")
    async with database.schrijven() as opslag:
        for bron in (hier, Bronregistratie(A, "Oude naam"), ver):
            await opslag.register.zet_bron(bron)
    async with database.lezen() as opslag:
        assert await opslag.register.bron(A) == ver
        assert await opslag.register.bronnen() == [ver, hier]


async def test_a_change_counts_at_once_in_another_worker(database: Database, database_url: str) -> None:
    ander = Database(database_url)
    async with ander.lezen() as opslag:
        assert await opslag.register.deelnemer(A) is None
    async with database.schrijven() as opslag:
        await opslag.register.zet_deelnemer(BUREAU)
    async with ander.lezen() as opslag:
        assert await opslag.register.deelnemer(A) == BUREAU
    await ander.sluit()
