"""The databases read narrow rows by key: the plans of the search, on as many records as make a plan matter."""

import re
from itertools import product

from sqlalchemy import Connection, text

from app.domain.selectiegebied import Postcodekaart
from app.domain.selectievraag import ontleed
from app.domain.toestemming import ALTIJD
from app.models.identiteit import Oin
from app.models.partijen import Inzage, Partijklasse, Soort
from app.storage.db import Motoren
from app.storage.lezing import Lezers, Lezing
from app.storage.opdrachten import Tekst
from app.storage.selectie import Ringen, Zoekopdracht
from tests.builders import een_volle_vraag
from tests.storage.hulp import NU, nieuwe_bron

AANTAL = 10_000


GESCAND = re.compile(r"Seq Scan on (?:werkzoekende|vacature)|^SCAN [sode]\b")
SLEUTEL = "SEARCH s USING PRIMARY KEY (bron_oin=? AND pc4=?"
UITLEG = {"sqlite": "EXPLAIN QUERY PLAN ", "postgresql": "EXPLAIN "}
REEKS = {
    "sqlite": "(WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < :aantal) SELECT n FROM r) AS g",
    "postgresql": "(SELECT generate_series(1, :aantal) AS n) AS g",
}
VULLING = {
    "werkzoekende": "'3.0.0', {blob}, {blob}, {blob}, 0, 0, 0, 'publieke_taak', :altijd, 0, 0, 0, NULL, 1",
    "werkzoekende_selectie": "n % 40, 40, 1, 16, 50, 1, 3, {blob}, :altijd, 0, 0, 0",
    "werkzoekende_taal": "0, {blob}, 3, 3",
    "werkzoekende_beroep": "",
    "vacature": "'3.0.0', {blob}, {blob}, {blob}, 0, 0, 0, 1",
    "vacature_selectie": "n % 40, 40, 1, 16, {blob}, {blob}, {blob}, 0",
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
    bron, motoren, lezers = nieuwe_bron(), Motoren(database_url), Lezers(database_url)
    try:
        async with motoren.schrijven() as verbinding:
            await verbinding.run_sync(_vul, str(bron))
        async with lezers.lezen() as lezing:
            for soort, beroep in product(Soort, (True, False)):
                for tekst in _teksten(lezing.dialect, kaart, bron, soort, beroep=beroep):
                    _beoordeel(await _plan(lezing, tekst), soort, beroep=beroep)
    finally:
        await lezers.sluit()
        await motoren.sluit()


def _teksten(dialect: str, kaart: Postcodekaart, bron: Oin, soort: Soort, *, beroep: bool) -> list[Tekst]:
    """The search in a ring and, for an occupation, the search of those who have it."""
    ruw = een_volle_vraag(soort)
    if not beroep:
        ruw = {naam: eis for naam, eis in ruw.items() if "eroep" not in naam}
    vraag = ontleed(soort, ruw)
    ring = Ringen(kaart.gebied(vraag.postcode, vraag.afstand)).volgende(100)
    assert ring is not None
    opdracht = Zoekopdracht(dialect, bron, vraag, Inzage(Partijklasse.SUWI, NU))
    ringen = [opdracht.in_ring(ring, 101, langs_beroep=langs) for langs in {False, bool(opdracht.beroepen)}]
    return [*ringen, *([opdracht.van_weinigen()] if opdracht.beroepen else [])]


async def _plan(lezing: Lezing, tekst: Tekst) -> list[str]:
    uitleg = Tekst(UITLEG[lezing.dialect] + tekst.sql, tekst.waarden)
    return [str(rij[-1]) for rij in await lezing.voer_uit(uitleg)]


def _beoordeel(plan: list[str], soort: Soort, *, beroep: bool) -> None:
    # What is walked through is the ring itself, and the few that were found; SQLite names the aliases of our tables.
    assert [regel for regel in plan if GESCAND.search(regel)] == [], plan
    if beroep and soort is Soort.VACATURE:
        assert any("ix_vacature_" in regel for regel in plan), plan
    else:
        assert any("vacature_selectie" in r or "werkzoekende_selectie" in r or SLEUTEL in r for r in plan), plan
    if beroep and soort is Soort.WERKZOEKENDE:
        assert any("werkzoekende_beroep" in r or r.startswith("SEARCH o USING PRIMARY KEY") for r in plan), plan
