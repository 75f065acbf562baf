"""The databases read narrow rows by key: the plans of the search, on as many records as make a plan matter."""

from itertools import product
from typing import Any

from sqlalchemy import Connection, Executable, text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.elements import ClauseElement

from app.domain.selectiegebied import Postcodekaart
from app.domain.selectievraag import ontleed
from app.domain.toestemming import ALTIJD
from app.models.partijen import Partijklasse, Soort
from app.storage.db import Motoren, Verbinding
from app.storage.selectie import ringen, verpakt, zoekopdracht
from tests.builders import een_volle_vraag
from tests.storage.hulp import NU, nieuwe_bron

AANTAL = 10_000


class Uitleg(Executable, ClauseElement):
    """EXPLAIN of a statement, its parameters bound as usual."""

    inherit_cache = False

    def __init__(self, opdracht: Executable) -> None:
        self.opdracht = opdracht


@compiles(Uitleg, "sqlite")
def _sqlite(element: Uitleg, compiler: Any, **kw: Any) -> str:
    return "EXPLAIN QUERY PLAN " + compiler.process(element.opdracht, **kw)


@compiles(Uitleg, "postgresql")
def _postgresql(element: Uitleg, compiler: Any, **kw: Any) -> str:
    return "EXPLAIN " + compiler.process(element.opdracht, **kw)


REEKS = {
    "sqlite": "(WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < :aantal) SELECT n FROM r) AS g",
    "postgresql": "(SELECT generate_series(1, :aantal) AS n) AS g",
}
VULLING = {
    "werkzoekende": "'3.0.0', {blob}, {blob}, {blob}, 0, 0, 0, 'publieke_taak', :altijd, 0, 0, 0, NULL, 1",
    "werkzoekende_selectie": "n % 40, 40, 1, 16, 50, 1, 3, {blob}, :altijd, 0, 0",
    "werkzoekende_taal": "0, {blob}, 3, 3",
    "werkzoekende_beroep": "",
    "vacature": "'3.0.0', {blob}, {blob}, {blob}, 0, 0, 0, 1",
    "vacature_selectie": "n % 40, 40, 1, 16, {blob}, {blob}, {blob}",
    "vacature_taal": "0, {blob}, 3, 3",
}
SLEUTELS = {"_selectie": ":bron, 1000 + n % 4000, 'r-' || n", "_beroep": ":bron, {blob}, 1000 + n % 4000, 'r-' || n"}


def _vul(verbinding: Connection, bron: str) -> None:
    dialect = verbinding.dialect.name
    blob = "randomblob(16)" if dialect == "sqlite" else "decode(md5(n::text), 'hex')"
    for tabel, rest in VULLING.items():
        sleutel = next((s for einde, s in SLEUTELS.items() if tabel.endswith(einde)), ":bron, 'r-' || n")
        kolommen = ", ".join(deel for deel in (sleutel, rest) if deel).format(blob=blob)
        sql = text(f"INSERT INTO {tabel} SELECT {kolommen} FROM {REEKS[dialect]}")
        alle = {"bron": bron, "aantal": AANTAL, "altijd": ALTIJD}
        verbinding.execute(sql, {naam: alle[naam] for naam in alle if f":{naam}" in sql.text})
    verbinding.exec_driver_sql("ANALYZE")


async def test_the_search_reads_narrow_rows_by_key(database_url: str, kaart: Postcodekaart) -> None:
    bron, motoren = str(nieuwe_bron()), Motoren(database_url)
    try:
        async with motoren.schrijven() as verbinding:
            await verbinding.run_sync(_vul, bron)
            for soort, beroep in product(Soort, (True, False)):
                _beoordeel(await _plan(verbinding, kaart, bron, soort, beroep=beroep), soort, beroep=beroep)
    finally:
        await motoren.sluit()


async def _plan(verbinding: Verbinding, kaart: Postcodekaart, bron: str, soort: Soort, *, beroep: bool) -> list[str]:
    ruw = een_volle_vraag(soort)
    if not beroep:
        ruw = {naam: eis for naam, eis in ruw.items() if "eroep" not in naam}
    vraag = ontleed(soort, ruw)
    eerste = next(iter(ringen(kaart.gebied(vraag.postcode, vraag.afstand), 100)))
    gebonden = {"bron": bron, "moment": NU, "hoogstens": 101, "ring": verpakt(eerste)}
    opdracht = zoekopdracht(soort, vraag.criterium, Partijklasse.SUWI)
    return [str(rij[-1]) for rij in await verbinding.voer_uit(Uitleg(opdracht), gebonden)]


def _beoordeel(plan: list[str], soort: Soort, *, beroep: bool) -> None:
    scans = [regel for regel in plan if "Seq Scan" in regel or regel.lstrip().startswith("SCAN")]
    # What is walked through is the ring itself, and the few that were found.
    assert [regel for regel in scans if f"{soort.value}" in regel] == [], plan
    sleutel = f"ix_{soort.value}_" if beroep and soort is Soort.VACATURE else f"{soort.value}_selectie"
    assert any(sleutel in regel for regel in plan), plan
    if beroep and soort is Soort.WERKZOEKENDE:
        assert any("werkzoekende_beroep" in regel for regel in plan), plan
