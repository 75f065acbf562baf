"""Runs over the delivery API: what waits for a confirmation, what a dead process leaves, and the report as a workbook."""

import asyncio
import io
import time
from dataclasses import replace
from types import MappingProxyType

import orjson
import pytest
import python_calamine

from app.domain.leveringport import OPEN, Staat
from app.jobs import onderhoud
from app.models.partijen import Soort
from tests.adapters.formaten.hulp import voorbeeld
from tests.routers.aanleverhuis import BRON, RUW, WIE, huis, v, w
from tests.routers.test_beheer import eis_probleem

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
async def h(sqlite_url, tmp_path, kaart):
    async with huis(sqlite_url, tmp_path, kaart) as h:
        yield h


@pytest.fixture
async def beide(database_url, tmp_path, kaart):
    async with huis(database_url, tmp_path, kaart) as h:
        yield h


async def _zet(h, run_id, **velden):
    async with h.node.database.schrijven() as opslag:
        run = await opslag.leveringen.lees(BRON, run_id)
        assert await opslag.leveringen.zet(replace(run, **velden), set(Staat))


class TestBevestigen:
    @pytest.fixture
    async def wacht(self, beide):
        """Ten records, and a replacement that would leave seven of them."""
        await beide.verwerkt(await beide.lever([w(n) for n in range(10)]))
        gedaan = await beide.verwerkt(await beide.lever([w(n) for n in range(7)], volledig="true"))
        assert gedaan["staat"] == "wacht-op-bevestiging"
        return gedaan

    async def test_nothing_changes_until_it_is_confirmed(self, beide, wacht):
        assert (wacht["telling"]["teVerwijderen"], wacht["telling"]["aanwezig"]) == (3, 10)
        assert "3 van de 10" in wacht["fout"]
        assert wacht["vervaltOp"] > wacht["bijgewerktOp"]
        assert (len(await beide.ids()), beide.spool()) == (10, [wacht["id"]])
        eis_probleem(await beide.lever([w(1)]), 409, "409.01")  # another has to wait

        antwoord = await beide.klant.post(f"leveringen/{wacht['id']}/bevestiging", headers=WIE)
        gedaan = await beide.verwerkt(antwoord)
        assert (gedaan["staat"], gedaan["telling"]["verwijderd"], gedaan["fout"]) == ("klaar", 3, None)
        assert (len(await beide.ids()), beide.spool()) == (7, [])
        nogmaals = await beide.klant.post(f"leveringen/{wacht['id']}/bevestiging", headers=WIE)
        assert (nogmaals.status_code, nogmaals.json()["staat"]) == (202, "klaar")

    async def test_it_can_be_withdrawn(self, beide, wacht):
        antwoord = await beide.klant.delete(f"leveringen/{wacht['id']}", headers=WIE)
        assert antwoord.status_code == 204
        assert (await beide.toon(wacht["id"]))["staat"] == "afgebroken"
        assert (len(await beide.ids()), beide.spool()) == (10, [])
        for methode, pad in (("DELETE", ""), ("POST", "/bevestiging")):
            eis_probleem(
                await beide.klant.request(methode, f"leveringen/{wacht['id']}{pad}", headers=WIE), 409, "409.01"
            )
        assert (await beide.verwerkt(await beide.lever([w(1)])))["staat"] == "klaar"

    async def test_it_expires(self, beide, wacht):
        await _zet(beide, wacht["id"], vervalt_op=int(time.time()) - 1)
        assert not [u for u in await onderhoud(beide.node.klussen()) if u.aantal is None]
        over = await beide.toon(wacht["id"])
        assert (over["staat"], "niet op tijd" in over["fout"], beide.spool()) == ("afgebroken", True, [])

    async def test_a_file_that_is_gone_cannot_be_confirmed(self, beide, wacht):
        beide.node.leveringen.spool.verwijder(wacht["id"])
        antwoord = await beide.klant.post(f"leveringen/{wacht['id']}/bevestiging", headers=WIE)
        assert "opnieuw" in eis_probleem(antwoord, 409, "409.01")["detail"]

    async def test_an_empty_file_waits_too(self, h):
        await h.verwerkt(await h.lever([w(1)]))
        gedaan = await h.verwerkt(await h.lever([], volledig="true"))
        assert (gedaan["staat"], await h.ids()) == ("wacht-op-bevestiging", ["w-1"])

    async def test_so_does_a_removal_of_many(self, h):
        await h.verwerkt(await h.lever([w(1), w(2)]))
        gedaan = await h.verwerkt(await h.lever([{"idWerkzoekende": "w-1"}], verwijderen="true"))
        assert (gedaan["staat"], len(await h.ids())) == ("wacht-op-bevestiging", 2)

    async def test_the_part_is_a_setting(self, sqlite_url, tmp_path, kaart):
        async with huis(sqlite_url, tmp_path, kaart, aanlevering_bevestigen_procent=100) as h:
            await h.verwerkt(await h.lever([w(1)]))
            assert (await h.verwerkt(await h.lever([], volledig="true")))["staat"] == "klaar"
            assert await h.ids() == []


class TestVerlaten:
    """A process that dies leaves an open run, and nothing of it in the store."""

    async def test_is_ended_by_the_upkeep_and_can_be_repeated(self, beide):
        h = beide
        poort = h.node.poort.aanlevering.leveringen
        poort._w = replace(poort._w, plan=lambda _: None)  # the process dies before it begins
        id_ = (await h.lever([w(1)])).json()["id"]
        assert h.spool() == [id_]
        eis_probleem(await h.lever([w(2)]), 409, "409.01")
        await _zet(h, id_, staat=Staat.BEZIG, levend_tot=int(time.time()) - 1)
        assert not [u for u in await onderhoud(h.node.klussen()) if u.aantal is None]
        over = await h.toon(id_)
        assert (over["staat"], "opnieuw" in over["fout"]) == ("afgebroken", True)
        assert (await h.ids(), h.spool()) == ([], [])
        eis_probleem(await h.klant.get(f"leveringen/{id_}/rapport", headers=WIE), 404, "404.01")

    async def test_makes_way_for_the_next_delivery_at_once(self, h):
        poort = h.node.poort.aanlevering.leveringen
        plan = poort._w.plan
        poort._w = replace(poort._w, plan=lambda run: None)
        id_ = (await h.lever([w(1)])).json()["id"]
        await _zet(h, id_, levend_tot=0)
        poort._w = replace(poort._w, plan=plan)
        assert (await h.verwerkt(await h.lever([w(2)])))["staat"] == "klaar"
        assert (await h.toon(id_))["staat"] == "afgebroken"

    async def test_one_that_was_given_up_cannot_store_after_all(self, h, monkeypatch):
        """The upkeep of another process took it for dead while it was only slow."""
        from app.domain import aanlevering

        echt = aanlevering._voer_door

        async def traag(transactie, loop, tussen):
            await echt(transactie, loop, tussen)
            for run in await transactie.leveringen.lijst(BRON, None, 1):
                await transactie.leveringen.zet(replace(run, staat=Staat.AFGEBROKEN), OPEN)

        monkeypatch.setattr(aanlevering, "_voer_door", traag)
        await h.verwerkt(await h.lever([w(1)]))
        assert await h.ids() == []

    async def test_a_node_that_stops_gives_up_what_is_under_way(self, sqlite_url, tmp_path, kaart):
        async with huis(sqlite_url, tmp_path, kaart) as h:
            bank = h.node.leveringen.werkbank
            bank.start(lambda _: asyncio.sleep(0.2))
            id_ = (await h.lever([w(n) for n in range(3)])).json()["id"]
            await bank.sluit()
            over = await h.toon(id_)
            assert (over["staat"], "gestopt" in over["fout"]) == ("afgebroken", True)
            assert (await h.ids(), h.spool()) == ([], [])

    async def test_an_error_of_our_own_is_said_and_changes_nothing(self, h, monkeypatch):
        def stuk(*_):
            raise RuntimeError("geheim")

        monkeypatch.setattr(h.node.leveringen.formaten, "kies", stuk)
        gedaan = await h.verwerkt(await h.lever([w(1)]))
        assert (gedaan["staat"], h.spool(), "geheim" in str(gedaan)) == ("mislukt", [], False)

    async def test_files_of_no_run_are_cleared_after_a_day(self, h):
        map_ = h.node.instellingen.aanleverpad
        map_.mkdir()
        (map_ / "los").write_bytes(b"x")
        spool = h.node.leveringen.spool
        assert spool.ruim_op(set()) == 0
        assert spool.ruim_op({"los"}, time.time() + 100_000) == 0
        assert spool.ruim_op(set(), time.time() + 100_000) == 1

    async def test_runs_go_after_their_term(self, h):
        id_ = (await h.verwerkt(await h.lever([w(1)])))["id"]
        await _zet(h, id_, bijgewerkt_op=1)
        await onderhoud(h.node.klussen())
        eis_probleem(await h.klant.get(f"leveringen/{id_}", headers=WIE), 404, "404.01")
        assert await h.ids() == ["w-1"]


async def test_readers_see_all_of_it_or_nothing(beide):
    """While a replacement is taken in, every look finds the old records or the new ones."""
    h = beide
    await h.verwerkt(await h.lever([v(n, naamVacature="oud") for n in range(40)], soort="vacature"))
    h.node.leveringen.werkbank.start(lambda _: asyncio.sleep(0.05))
    antwoord = await h.lever([v(n, naamVacature="nieuw") for n in range(40)], soort="vacature", volledig="true")
    klaar = asyncio.create_task(h.verwerkt(antwoord))
    gezien = set()
    while not klaar.done():
        async with h.node.database.lezen() as opslag:
            inhouden = await opslag.dossiers.inhouden(BRON, Soort.VACATURE, [f"v-{n}" for n in range(40)])
        gezien.add(frozenset(orjson.loads(i)["naamVacature"] for i in inhouden.values()))
        assert len(inhouden) == 40
        await asyncio.sleep(0)
    assert (await klaar)["staat"] == "klaar"
    assert gezien <= {frozenset({"oud"}), frozenset({"nieuw"})}


class TestWerkmap:
    async def test_marks_the_faulty_cells_in_their_places_and_holds_nothing_else(self, h):
        gedaan = await h.verwerkt(await h.lever(voorbeeld("gemeente.csv"), formaat="gemeente-csv"))
        pad = f"leveringen/{gedaan['id']}/rapport"
        antwoord = await h.klant.get(pad, headers={**WIE, "Accept": XLSX})
        assert antwoord.headers["content-type"] == XLSX
        werkmap = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(antwoord.content))
        assert werkmap.sheet_names == ["Levering", "Fouten", "Cellen"]
        fouten = (await h.rapport(gedaan["id"]))["fouten"]
        assert werkmap.get_sheet_by_name("Fouten").to_python()[1:] == [
            [f["plaats"], f["kolom"], f["regel"], f["verbetering"], f["gevolg"]] for f in fouten
        ]
        cellen = werkmap.get_sheet_by_name("Cellen").to_python(skip_empty_area=False)
        gevuld = {(r, k) for r, rij in enumerate(cellen) for k, cel in enumerate(rij) if cel}
        verwacht = {
            (int(f["plaats"].removeprefix("rij ")) - 1, ord(f["kolom"][-2]) - ord("A"))
            for f in fouten
            if f["kolom"].endswith(")") and f["kolom"][-3] == " "
        }
        assert verwacht
        assert verwacht <= gevuld
        telling = dict(werkmap.get_sheet_by_name("Levering").to_python())
        assert telling["Gelezen"] == gedaan["telling"]["gelezen"]

    @pytest.mark.parametrize(
        ("accept", "soort"),
        [
            ("*/*", "application/json"),
            ("application/json", "application/json"),
            (f"{XLSX}, application/json;q=0.5", XLSX),
        ],
    )
    async def test_what_is_asked_for_is_given(self, h, accept, soort):
        id_ = (await h.verwerkt(await h.lever([w(1)])))["id"]
        antwoord = await h.klant.get(f"leveringen/{id_}/rapport", headers={**WIE, "Accept": accept})
        assert (antwoord.status_code, antwoord.headers["content-type"], antwoord.headers["vary"]) == (
            200,
            soort,
            "Accept",
        )
        geen = await h.klant.get(f"leveringen/{id_}/rapport", headers={**WIE, "Accept": "text/html"})
        eis_probleem(geen, 406, "406.01")


class TestRecords:
    JSON = MappingProxyType({**WIE, "Content-Type": "application/json"})

    @pytest.mark.parametrize(("pad", "record"), [("werkzoekenden/w-1", w(1)), ("vacatures/v-1", v(1))])
    async def test_put_list_and_delete(self, beide, pad, record):
        klant, verzameling = beide.klant, pad.partition("/")[0]
        for status in (201, 200):
            antwoord = await klant.put(pad, json=record, headers=self.JSON)
            assert (antwoord.status_code, antwoord.json()) == (status, record)
        [stand] = (await klant.get(verzameling, headers=WIE)).json()["records"]
        assert (stand["id"], stand["versie"]) == (pad.partition("/")[2], "3.0.0")
        assert (await klant.delete(pad, headers=WIE)).status_code == 204
        eis_probleem(await klant.delete(pad, headers=WIE), 404, "404.01")
        async with beide.node.database.lezen() as opslag:
            handelingen = [r.bijzonderheden() for r in await opslag.audit.nieuwste(None, 3)]
        assert [h.get("verwijderd") or h.get("nieuw") or h.get("ongewijzigd") for h in handelingen] == ["1"] * 3

    async def test_free_text_comes_back_as_it_is_stored(self, h):
        record = w(1, persoonlijkePresentatie="Mijn BSN is 999990019.")
        antwoord = await h.klant.put("werkzoekenden/w-1", json=record, headers=self.JSON)
        assert "999990019" not in antwoord.text

    @pytest.mark.parametrize(
        ("pad", "inhoud", "noemt"),
        [
            ("werkzoekenden/w-2", w(1), "idWerkzoekende"),
            ("werkzoekenden/w-1", {**w(1), "geheim": 1}, "contract niet kent"),
            ("werkzoekenden/w-1", {"sector": []}, "idWerkzoekende"),
            ("werkzoekenden/999990019", {**w(1), "idWerkzoekende": "999990019"}, "BSN"),
            ("vacatures/v-1", [], ""),
            ("vacatures/v-1?grondslag=toestemming", v(1), "grondslag"),
            ("werkzoekenden/w-1?grondslag=geheim", w(1), "grondslag"),
            ("werkzoekenden/w-1?geheim=x", w(1), "opties"),
        ],
    )
    async def test_a_wrong_record_is_named_and_changes_nothing(self, h, pad, inhoud, noemt):
        body = eis_probleem(await h.klant.put(pad, json=inhoud, headers=self.JSON), 400, "400.01")
        assert noemt in body["detail"]
        assert not {"geheim", "999990019"} & set(body["detail"].split())
        assert await h.ids() == []

    async def test_only_json(self, h):
        eis_probleem(await h.klant.put("vacatures/v-1", content=b"{}", headers={**WIE, **RUW}), 415, "415.01")
        eis_probleem(await h.klant.put("vacatures/v-1", content=b"", headers=self.JSON), 400, "400.02")

    async def test_a_record_keeps_its_ground_unless_another_is_given(self, h):
        async def grond():
            async with h.node.database.lezen() as opslag:
                return (await opslag.personen.dossier(BRON, "w-1")).grondslag

        for vraag, verwacht in (
            ("?grondslag=toestemming", "toestemming"),
            ("", "toestemming"),
            ("?grondslag=publieke_taak", "publieke_taak"),
        ):
            assert (await h.klant.put(f"werkzoekenden/w-1{vraag}", json=w(1), headers=self.JSON)).is_success
            assert await grond() == verwacht

    async def test_who_was_erased_is_not_let_in(self, h):
        async with h.node.database.schrijven() as opslag:
            await opslag.personen.merk_gewist(BRON, "w-1", 1)
        eis_probleem(await h.klant.put("werkzoekenden/w-1", json=w(1), headers=self.JSON), 409, "409.01")
        assert (await h.verwerkt(await h.lever([w(1), w(2)])))["telling"]["geweerd"] == 1
        assert await h.ids() == ["w-2"]

    async def test_a_page_at_a_time(self, h):
        await h.verwerkt(await h.lever([w(n) for n in range(5)]))
        eerste = await h.klant.get("werkzoekenden", headers=WIE, params={"limit": 3})
        assert [r["id"] for r in eerste.json()["records"]] == ["w-0", "w-1", "w-2"]
        assert eerste.links["next"]["url"].endswith("/werkzoekenden?cursor=3&limit=3")
        tweede = await h.klant.get("werkzoekenden", headers=WIE, params={"limit": 3, "cursor": 3})
        assert [r["id"] for r in tweede.json()["records"]] == ["w-3", "w-4"]
