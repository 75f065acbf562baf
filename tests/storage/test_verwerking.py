import asyncio
import shutil
import sqlite3
from pathlib import Path

import pytest
import structlog
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.verwerking import Activiteit
from app.domain.verwerkingsketen import STUK, Gebrek, Regel, Segment, regel_hash
from app.models.errors import NietBeschikbaar
from app.models.identiteit import IDWerkzoekende
from app.models.partijen import Fase
from app.privacy import verwerkingsschrijver
from app.privacy.sleutels import Sleuteldoel, maak_sleutelbos, roteer
from app.storage import verwerking as opslagmodule
from app.storage.verbinding import Motoren
from app.storage.verwerking import Verwerkingen
from app.storage.verwerkingtabellen import verwerking, verwerking_segment
from tests.storage.verwerkinghulp import (
    BOS,
    BRON,
    NU,
    Wijzer,
    een_verantwoording,
    een_verwerking,
    knoei,
    lees,
    personen,
    pseudoniem,
    verantwoording_op,
)

DAG = 86_400
DETAIL = {"activiteit": Activiteit.BRON_WERKZOEKENDE_DETAIL, "fase": Fase.DETAIL}


@pytest.fixture(autouse=True)
def logregels():
    with structlog.testing.capture_logs() as regels:
        yield regels


async def _vul(url, regels=5):
    """One closed segment of an earlier day, and an open one of today, each with this many rows."""
    klok = Wijzer()
    async with verantwoording_op(url, klok) as verantwoording:
        for _ in range(2):
            for _ in range(regels):
                await verantwoording.leg_vast(een_verwerking(personen(3)))
            klok.nu += DAG


async def _breuk(url):
    async with verantwoording_op(url) as verantwoording:
        return (await verantwoording.controleer()).breuk


async def _gebrek(url):
    breuk = await _breuk(url)
    return None if breuk is None else (breuk.gebrek, breuk.segment, breuk.nummer)


async def test_what_is_written_is_found_whole_again(database_url):
    await _vul(database_url)
    async with verantwoording_op(database_url) as verantwoording:
        uitslag = await verantwoording.controleer()
    assert (uitslag.breuk, uitslag.segmenten, uitslag.regels) == (None, 2, 10)
    assert uitslag.getuige.startswith("2:")


async def test_an_empty_record_is_whole(database_url):
    async with verantwoording_op(database_url) as verantwoording:
        uitslag = await verantwoording.controleer()
    assert (uitslag.breuk, uitslag.segmenten, uitslag.regels, uitslag.getuige) == (None, 0, 0, "")


async def test_the_columns_are_the_fields_in_the_order_in_which_they_are_hashed():
    assert tuple(verwerking.c.keys()) == Regel._fields
    assert tuple(verwerking_segment.c.keys()) == Segment._fields


async def test_writers_in_several_processes_do_not_disturb_each_other(database_url):
    async def schrijf(verantwoording, activiteit):
        await asyncio.gather(
            *(verantwoording.leg_vast(een_verwerking(personen(2), activiteit=activiteit)) for _ in range(20))
        )

    async with (
        verantwoording_op(database_url) as een,
        verantwoording_op(database_url) as twee,
        verantwoording_op(database_url) as drie,
    ):
        await asyncio.gather(*(schrijf(v, a) for v in (een, twee, drie) for a in list(Activiteit)[:2]))
        uitslag = await een.controleer()
        await asyncio.gather(een.stop(), twee.stop())
        assert (await drie.controleer()).breuk is None
    assert (uitslag.breuk, uitslag.segmenten, uitslag.regels) == (None, 6, 120)
    rijen = await lees(database_url, "SELECT DISTINCT trace_id, span_id FROM verwerking")
    assert len(rijen) == 120


KOLOMMEN = [k for k in Regel._fields if k not in {"segment", "nummer"}]


def _anders(kolom, waarde):
    if waarde is None:
        return b"8 bytes!" if kolom.endswith("_id") else 5
    if isinstance(waarde, bytes):
        return bytes([waarde[0] ^ 1]) + waarde[1:]
    return waarde + 1 if isinstance(waarde, int) else chr(ord(waarde[0]) ^ 1) + waarde[1:]


async def _knoei_en_herstel(url, tabel, kolom, waar):
    """Change one value, give what the check says of it, and put the value back."""
    [(waarde,)] = await lees(url, f"SELECT {kolom} FROM {tabel} WHERE {waar}")
    sql = f"UPDATE {tabel} SET {kolom} = :nieuw WHERE {waar}"
    assert await knoei(url, sql, nieuw=_anders(kolom, waarde)) == 1
    breuk = await _breuk(url)
    await knoei(url, sql, nieuw=waarde)
    return breuk


async def test_a_change_of_any_column_of_a_row_names_that_row(database_url):
    await _vul(database_url)
    for kolom in KOLOMMEN:
        breuk = await _knoei_en_herstel(database_url, "verwerking", kolom, "segment = 2 AND nummer = 3")
        assert (kolom, *breuk[:3]) == (kolom, Gebrek.GEWIJZIGD, 2, 3)
        assert len(breuk.schrijver) == 32
    assert await _breuk(database_url) is None


async def test_a_change_of_any_column_of_an_anchor_names_that_segment(database_url):
    await _vul(database_url, regels=2)
    for segment in (1, 2):
        for kolom in Segment._fields[1:]:
            breuk = await _knoei_en_herstel(database_url, "verwerking_segment", kolom, f"nummer = {segment}")
            assert (kolom, *breuk[:3]) == (kolom, Gebrek.ANKER, segment, 0)
    assert await _breuk(database_url) is None


async def test_a_change_of_the_head_is_found(database_url):
    await _vul(database_url, regels=1)
    for kolom in ("aantal", "schakel", "sleutel", "handtekening"):
        breuk = await _knoei_en_herstel(database_url, "verwerking_kop", kolom, "id = 1")
        assert (kolom, *breuk[:3]) == (kolom, Gebrek.ANKER, 0, 0)
    assert await _breuk(database_url) is None


async def test_the_next_opening_does_not_heal_a_changed_head(database_url):
    await _vul(database_url, regels=1)
    await knoei(database_url, "DELETE FROM verwerking WHERE segment = 2")
    await knoei(database_url, "DELETE FROM verwerking_segment WHERE nummer = 2")
    await knoei(database_url, "UPDATE verwerking_kop SET aantal = 1")
    async with verantwoording_op(database_url) as verantwoording:
        await verantwoording.leg_vast(een_verwerking())
    assert await _gebrek(database_url) == (Gebrek.ANKER, 0, 0)


SWAP = (
    "UPDATE verwerking SET nummer = 99 WHERE segment = 1 AND nummer = 2",
    "UPDATE verwerking SET nummer = 2 WHERE segment = 1 AND nummer = 4",
    "UPDATE verwerking SET nummer = 4 WHERE segment = 1 AND nummer = 99",
)
_KOPIE = "INSERT INTO verwerking SELECT {} FROM verwerking WHERE segment = 1 AND nummer = 1"


def _kopie(segment, nummer):
    vervang = {"segment": str(segment), "nummer": str(nummer)}
    return (_KOPIE.format(", ".join(vervang.get(k, k) for k in Regel._fields)),)


@pytest.mark.parametrize(
    ("opdrachten", "verwacht"),
    [
        pytest.param(
            ("DELETE FROM verwerking WHERE segment = 1 AND nummer = 3",), ("ONTBREEKT", 1, 3), id="a row gone"
        ),
        pytest.param(
            ("DELETE FROM verwerking WHERE segment = 1 AND nummer = 1",), ("ONTBREEKT", 1, 1), id="first gone"
        ),
        pytest.param(("DELETE FROM verwerking WHERE segment = 1 AND nummer > 3",), ("ONTBREEKT", 1, 4), id="tail cut"),
        pytest.param(("DELETE FROM verwerking WHERE segment = 2 AND nummer > 4",), ("ONTBREEKT", 2, 5), id="open cut"),
        pytest.param(("DELETE FROM verwerking",), ("ONTBREEKT", 1, 1), id="all rows gone"),
        pytest.param(SWAP, ("VERPLAATST", 1, 2), id="two swapped"),
        pytest.param(_kopie(1, 6), ("EXTRA", 1, 6), id="a row added"),
        pytest.param(_kopie(1, 0), ("EXTRA", 1, 1), id="a row before the first"),
        pytest.param(_kopie(2, 6), ("EXTRA", 2, 6), id="a row added to the open segment"),
        pytest.param(_kopie(7, 1), ("EXTRA", 7, 1), id="a row without segment"),
        pytest.param(("DELETE FROM verwerking_segment WHERE nummer = 1",), ("ONTBREEKT", 1, 0), id="anchor gone"),
        pytest.param(("DELETE FROM verwerking_segment WHERE nummer = 2",), ("ONTBREEKT", 2, 0), id="last anchor gone"),
        pytest.param(
            ("DELETE FROM verwerking_segment WHERE nummer = 2", "DELETE FROM verwerking WHERE segment = 2"),
            ("ONTBREEKT", 2, 0),
            id="last segment gone",
        ),
        pytest.param(
            ("DELETE FROM verwerking_segment WHERE nummer = 1", "DELETE FROM verwerking WHERE segment = 1"),
            ("ONTBREEKT", 1, 0),
            id="first segment gone",
        ),
        pytest.param(("DELETE FROM verwerking_kop",), ("EXTRA", 1, 0), id="head gone"),
        pytest.param(
            ("UPDATE verwerking_segment SET nummer = 3 WHERE nummer = 2",), ("ONTBREEKT", 2, 0), id="renumber"
        ),
    ],
)
async def test_removing_adding_and_moving_is_found_and_named(database_url, opdrachten, verwacht):
    await _vul(database_url)
    for opdracht in opdrachten:
        assert await knoei(database_url, opdracht) >= 1
    gebrek, segment, nummer = verwacht
    assert await _gebrek(database_url) == (Gebrek[gebrek], segment, nummer)


async def test_a_chain_that_was_computed_anew_does_not_fit_its_anchor(database_url):
    await _vul(database_url, regels=1)
    rij = Regel._make((await lees(database_url, "SELECT * FROM verwerking WHERE segment = 1"))[0])
    [(schakel,)] = await lees(database_url, "SELECT schakel FROM verwerking_segment WHERE nummer = 1")
    nep = rij._replace(vrager=str(BRON))
    hash_ = regel_hash(schakel, nep)
    sql = "UPDATE verwerking SET vrager = :v, hash = :h WHERE segment = 1"
    await knoei(database_url, sql, v=str(BRON), h=hash_)
    assert await _gebrek(database_url) == (Gebrek.ANKER, 1, 0)


async def test_an_anchor_signed_with_another_key_is_not_ours(database_url):
    await _vul(database_url, regels=1)
    async with verantwoording_op(database_url, bos=maak_sleutelbos()) as verantwoording:
        assert (await verantwoording.controleer()).breuk.gebrek is Gebrek.ANKER


async def test_a_rotated_key_still_proves_what_it_signed(database_url):
    await _vul(database_url, regels=1)
    nieuw = roteer(BOS, Sleuteldoel.VERANTWOORDING)
    async with verantwoording_op(database_url, bos=nieuw) as verantwoording:
        await verantwoording.leg_vast(een_verwerking())
        assert (await verantwoording.controleer()).breuk is None


async def test_a_witness_shows_that_an_earlier_state_was_put_back(sqlite_url, tmp_path):
    klok = Wijzer()
    async with verantwoording_op(sqlite_url, klok) as verantwoording:
        await verantwoording.leg_vast(een_verwerking())
    shutil.copyfile(tmp_path / "openvum.db", tmp_path / "oud.db")
    async with verantwoording_op(sqlite_url, klok) as verantwoording:
        await verantwoording.leg_vast(een_verwerking())
        getuige = (await verantwoording.controleer()).getuige
        assert (await verantwoording.controleer(getuige)).breuk is None
    async with verantwoording_op(f"sqlite+aiosqlite:///{tmp_path / 'oud.db'}", klok) as verantwoording:
        assert (await verantwoording.controleer()).breuk is None
        assert (await verantwoording.controleer(getuige)).breuk.gebrek is Gebrek.ONTBREEKT


@pytest.mark.parametrize(("segmenten", "verwacht"), [("1", 2), ("2", 2), ("1, 2", 0)])
def test_segments_of_another_record_under_the_same_key_do_not_fit_in(gevuld, leeg, tmp_path, segmenten, verwacht):
    ander, pad = tmp_path / "ander.db", tmp_path / "kopie.db"
    shutil.copyfile(leeg, ander)
    shutil.copyfile(gevuld, pad)
    asyncio.run(_vul(f"sqlite+aiosqlite:///{ander}", regels=3))
    verbinding = sqlite3.connect(pad)
    verbinding.execute("ATTACH ? AS ander", (str(ander),))
    for tabel, sleutel in (("verwerking_segment", "nummer"), ("verwerking", "segment")):
        verbinding.execute(f"DELETE FROM main.{tabel} WHERE {sleutel} IN ({segmenten})")
        verbinding.execute(f"INSERT INTO main.{tabel} SELECT * FROM ander.{tabel} WHERE {sleutel} IN ({segmenten})")
    verbinding.commit()
    verbinding.close()
    assert asyncio.run(_gebrek(f"sqlite+aiosqlite:///{pad}")) == (Gebrek.ANKER, verwacht, 0)


@pytest.fixture(scope="module")
def leeg(_sqlite_sjabloon):
    return _sqlite_sjabloon


@pytest.fixture(scope="module")
def gevuld(tmp_path_factory, _sqlite_sjabloon):
    pad = tmp_path_factory.mktemp("gevuld") / "vol.db"
    shutil.copyfile(_sqlite_sjabloon, pad)
    asyncio.run(_vul(f"sqlite+aiosqlite:///{pad}", regels=3))
    with sqlite3.connect(pad) as verbinding:
        verbinding.execute("PRAGMA journal_mode = DELETE")
    verbinding.close()
    return pad


def _bytes(waarde):
    if isinstance(waarde, int):
        return waarde.to_bytes(8, "big", signed=True)
    return waarde.encode() if isinstance(waarde, str) else waarde


def _terug(ruw, waarde):
    return int.from_bytes(ruw, "big", signed=True) if isinstance(waarde, int) else ruw


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_changed_byte_of_any_stored_row_is_found(gevuld, tmp_path, data):
    """One byte of one value; a text that is no longer UTF-8 included."""
    pad = tmp_path / "kopie.db"
    shutil.copyfile(gevuld, pad)
    tabel = data.draw(st.sampled_from(["verwerking", "verwerking", "verwerking_segment", "verwerking_kop"]))
    verbinding = sqlite3.connect(pad)
    cursor = verbinding.execute(f"SELECT rowid, * FROM {tabel}")
    rij = data.draw(st.sampled_from(cursor.fetchall()))
    kolommen = [
        (naam[0], waarde)
        for naam, waarde in zip(cursor.description[1:], rij[1:], strict=True)
        if waarde not in {None, "", b""} and (tabel, naam[0]) != ("verwerking_kop", "id")
    ]
    kolom, waarde = data.draw(st.sampled_from(kolommen))
    ruw = bytearray(_bytes(waarde))
    ruw[data.draw(st.integers(0, len(ruw) - 1))] ^= data.draw(st.integers(1, 255))
    nieuw = _terug(bytes(ruw), waarde)
    plaats = "CAST(? AS TEXT)" if isinstance(waarde, str) else "?"
    try:
        verbinding.execute(f"UPDATE {tabel} SET {kolom} = {plaats} WHERE rowid = ?", (nieuw, rij[0]))
    except sqlite3.IntegrityError:
        return  # the changed key is that of another row: the database itself refuses
    verbinding.commit()
    verbinding.close()
    assert asyncio.run(_breuk(f"sqlite+aiosqlite:///{pad}")) is not None


async def test_a_commit_that_fails_is_told_and_leaves_nothing(database_url):
    motoren = Motoren(database_url, 2)

    class Faalt(Verwerkingen):
        stuk = True

        async def schrijf(self, aanvullingen):
            if self.stuk:
                raise OSError
            return await super().schrijf(aanvullingen)

    opslag = Faalt(motoren)
    verantwoording = een_verantwoording(opslag, Wijzer())
    with pytest.raises(NietBeschikbaar):
        await verantwoording.leg_vast(een_verwerking())
    opslag.stuk = False
    await verantwoording.leg_vast(een_verwerking())
    uitslag = await verantwoording.controleer()
    await motoren.sluit()
    assert (uitslag.breuk, uitslag.regels) == (None, 1)


async def test_a_commit_of_which_the_answer_is_lost_does_not_break_the_chain(database_url):
    motoren = Motoren(database_url, 2)

    class Verliest(Verwerkingen):
        weg = 1

        async def schrijf(self, aanvullingen):
            uitkomst = await super().schrijf(aanvullingen)
            self.weg -= 1
            if self.weg == 0:
                raise ConnectionResetError
            return uitkomst

    verantwoording = een_verantwoording(Verliest(motoren), Wijzer())
    with pytest.raises(NietBeschikbaar):
        await verantwoording.leg_vast(een_verwerking())
    await verantwoording.leg_vast(een_verwerking())
    uitslag = await verantwoording.controleer()
    await motoren.sluit()
    assert (uitslag.breuk, uitslag.segmenten, uitslag.regels) == (None, 2, 2)


async def test_a_row_that_was_not_committed_when_the_process_died_had_no_answer(database_url):
    motoren = Motoren(database_url, 2)
    gestart, nooit = asyncio.Event(), asyncio.Event()

    class Sterft(Verwerkingen):
        async def schrijf(self, aanvullingen):
            gestart.set()
            await nooit.wait()
            return True

    verantwoording = een_verantwoording(Sterft(motoren), Wijzer())
    vraag = asyncio.create_task(verantwoording.leg_vast(een_verwerking()))
    await gestart.wait()
    assert not vraag.done()
    verantwoording._schrijver._taak.cancel()
    with pytest.raises(NietBeschikbaar):
        await vraag
    assert (await verantwoording.controleer()).regels == 0
    await motoren.sluit()


async def test_a_segment_ends_with_its_day_and_with_its_size(database_url, monkeypatch):
    monkeypatch.setattr(verwerkingsschrijver, "REGELS", 2)
    klok = Wijzer()
    async with verantwoording_op(database_url, klok) as verantwoording:
        for _ in range(3):
            await verantwoording.leg_vast(een_verwerking())
        klok.nu += DAG
        await verantwoording.leg_vast(een_verwerking())
        await verantwoording.stop()
    rijen = await lees(database_url, "SELECT aantal, gesloten IS NOT NULL FROM verwerking_segment ORDER BY nummer")
    assert [(a, bool(g)) for a, g in rijen] == [(2, True), (1, True), (1, True)]
    assert await _gebrek(database_url) is None


async def test_what_a_dead_writer_left_open_is_closed_later(database_url):
    klok = Wijzer()
    async with verantwoording_op(database_url, klok) as dood:
        await dood.leg_vast(een_verwerking())
    async with verantwoording_op(database_url, klok) as verantwoording:
        assert await verantwoording.sluit_verlaten() == 0
        klok.nu += 3 * DAG
        assert await verantwoording.sluit_verlaten() == 1
        assert await verantwoording.sluit_verlaten() == 0
        assert (await verantwoording.controleer()).breuk is None


async def test_a_writer_whose_segment_was_closed_goes_on_in_a_new_one(database_url):
    klok, ander = Wijzer(), Wijzer(NU + 3 * DAG)
    async with verantwoording_op(database_url, klok) as slaper, verantwoording_op(database_url, ander) as onderhoud:
        await slaper.leg_vast(een_verwerking())
        assert await onderhoud.sluit_verlaten() == 1
        await slaper.leg_vast(een_verwerking())
        uitslag = await slaper.controleer()
    assert (uitslag.breuk, uitslag.segmenten, uitslag.regels) == (None, 2, 2)


async def test_retention_removes_what_is_past_its_term_and_the_record_stays_whole(database_url):
    klok = Wijzer()
    async with verantwoording_op(database_url, klok) as verantwoording:
        await verantwoording.leg_vast(een_verwerking([pseudoniem("a")]))
        klok.nu += DAG
        await verantwoording.leg_vast(een_verwerking([pseudoniem("a")], begin=NU * 1000, eind=(NU + DAG) * 1000))
        await verantwoording.stop()
    klok.nu = NU + 3 * 365 * DAG
    async with verantwoording_op(database_url, klok) as verantwoording:
        await verantwoording.leid_af()
        assert await verantwoording.verwijder_verlopen() == 0
        klok.nu = NU + (3 * 365 + 1) * DAG + 60
        assert await verantwoording.verwijder_verlopen() == 1
        assert await verantwoording.verwijder_verlopen() == 0
        uitslag = await verantwoording.controleer()
        assert len(await verantwoording.wie(BRON, IDWerkzoekende("a"))) == 1
    assert (uitslag.breuk, uitslag.segmenten, uitslag.regels) == (None, 2, 1)
    assert await lees(database_url, "SELECT segment FROM verwerking") == [(2,)]
    assert await lees(database_url, "SELECT segment FROM verwerking_betrokkene") == [(2,)]


async def test_retention_leaves_an_open_segment_until_it_is_closed(database_url):
    klok = Wijzer()
    async with verantwoording_op(database_url, klok) as verantwoording:
        await verantwoording.leg_vast(een_verwerking())
        klok.nu += 4 * 365 * DAG
        assert await verantwoording.verwijder_verlopen() == 0
        assert await verantwoording.sluit_verlaten() == 1
        assert await verantwoording.verwijder_verlopen() == 1


async def test_rows_put_back_under_a_tombstone_and_a_forged_tombstone_are_found(database_url):
    klok = Wijzer()
    async with verantwoording_op(database_url, klok) as verantwoording:
        await verantwoording.leg_vast(een_verwerking())
        await verantwoording.stop()
        klok.nu += 4 * 365 * DAG
    async with verantwoording_op(database_url, klok) as verantwoording:
        await verantwoording.leg_vast(een_verwerking())
        assert await verantwoording.verwijder_verlopen() == 1
    sql = _KOPIE.replace("segment = 1", "segment = 2").format(
        ", ".join("1" if k == "segment" else k for k in Regel._fields)
    )
    assert await knoei(database_url, sql) == 1
    assert await _gebrek(database_url) == (Gebrek.EXTRA, 1, 1)
    await knoei(database_url, "DELETE FROM verwerking")
    await knoei(database_url, "UPDATE verwerking_segment SET verwijderd = 1, gesloten = 1 WHERE nummer = 2")
    assert await _gebrek(database_url) == (Gebrek.ANKER, 2, 0)


async def test_retention_and_closing_leave_a_changed_anchor_as_evidence(database_url):
    klok = Wijzer()
    async with verantwoording_op(database_url, klok) as verantwoording:
        await verantwoording.leg_vast(een_verwerking())
    await knoei(database_url, "UPDATE verwerking_segment SET aantal = 0")
    klok.nu += 9 * 365 * DAG
    async with verantwoording_op(database_url, klok) as verantwoording:
        assert await verantwoording.sluit_verlaten() == 0
        assert await verantwoording.verwijder_verlopen() == 0
    assert await _gebrek(database_url) == (Gebrek.ANKER, 1, 0)


async def _vul_personen(url, aantal):
    async with verantwoording_op(url) as verantwoording:
        groep = [een_verwerking([pseudoniem("a"), *personen(1)]) for _ in range(aantal)]
        await asyncio.gather(*(verantwoording.leg_vast(v) for v in groep))
        await verantwoording.leg_vast(een_verwerking([pseudoniem("b")], eind=NU * 1000 + 9, **DETAIL))


async def test_a_person_is_found_before_and_after_the_index_is_made(database_url, monkeypatch):
    monkeypatch.setattr(opslagmodule, "INDEXDEEL", 100)
    await _vul_personen(database_url, STUK + 10)
    async with verantwoording_op(database_url) as verantwoording:
        voor = await verantwoording.wie(BRON, IDWerkzoekende("a"))
        assert await verantwoording.leid_af() == 1
        assert await verantwoording.leid_af() == 0
        assert await verantwoording.wie(BRON, IDWerkzoekende("a")) == voor
        [detail] = await verantwoording.wie(BRON, IDWerkzoekende("b"))
        assert await verantwoording.wie(BRON, IDWerkzoekende("c")) == []
        assert (await verantwoording.controleer()).breuk is None
    assert len(voor) == STUK + 10
    assert (detail.fase, detail.moment, detail.velden) == ("detail", NU * 1000 + 9, "beleid-1")
    assert "benaderen" in detail.doel


async def test_the_last_piece_of_a_closed_segment_is_indexed_too(database_url):
    async with verantwoording_op(database_url) as verantwoording:
        await verantwoording.leg_vast(een_verwerking([pseudoniem("a")]))
        assert await verantwoording.leid_af() == 0
        await verantwoording.stop()
        assert await verantwoording.leid_af() == 1
        assert len(await verantwoording.wie(BRON, IDWerkzoekende("a"))) == 1
        assert (await verantwoording.controleer()).breuk is None


@pytest.mark.parametrize(
    "opdracht",
    [
        "DELETE FROM verwerking_betrokkene WHERE pseudoniem = :p",
        "UPDATE verwerking_betrokkene SET plaatsen = :q WHERE pseudoniem = :p AND :q = :q",
        "UPDATE verwerking_betrokkene SET stuk = 1 WHERE pseudoniem = :p",
        "UPDATE verwerking_afleiding SET stukken = 3 WHERE :p = :p",
    ],
)
async def test_an_index_that_hides_a_look_is_found(sqlite_url, opdracht):
    async with verantwoording_op(sqlite_url) as verantwoording:
        await verantwoording.leg_vast(een_verwerking([pseudoniem("a")]))
        await verantwoording.stop()
        await verantwoording.leid_af()
        waarden = {"p": pseudoniem("a")} | ({"q": b"\x07"} if ":q" in opdracht else {})
        assert await knoei(sqlite_url, opdracht, **waarden) == 1
        assert (await verantwoording.controleer()).breuk.gebrek is Gebrek.INDEX


async def test_a_false_lead_in_the_index_accuses_nobody(sqlite_url):
    async with verantwoording_op(sqlite_url) as verantwoording:
        await verantwoording.leg_vast(een_verwerking([pseudoniem("a")]))
        await verantwoording.stop()
        await verantwoording.leid_af()
        sql = "INSERT INTO verwerking_betrokkene SELECT :p, segment, stuk, plaatsen FROM verwerking_betrokkene"
        await knoei(sqlite_url, sql, p=pseudoniem("b"))
        assert await verantwoording.wie(BRON, IDWerkzoekende("b")) == []


async def test_what_is_written_survives_a_power_cut_on_sqlite(sqlite_url):
    motoren = Motoren(sqlite_url, 2)
    async with motoren.schrijven() as verbinding:
        from sqlalchemy import text

        assert (await verbinding.voer_uit(text("PRAGMA synchronous"))).scalar_one() == 2
        assert (await verbinding.voer_uit(text("PRAGMA journal_mode"))).scalar_one() == "wal"
    await motoren.sluit()


def test_no_table_holds_more_than_the_pseudonym(sqlite_url):
    async def schrijf():
        async with verantwoording_op(sqlite_url) as verantwoording:
            await verantwoording.leg_vast(een_verwerking([pseudoniem("kanarie-id-42")]))
            await verantwoording.stop()
            await verantwoording.leid_af()

    asyncio.run(schrijf())
    inhoud = Path(sqlite_url.removeprefix("sqlite+aiosqlite:///")).read_bytes()
    assert b"kanarie" not in inhoud
    assert pseudoniem("kanarie-id-42") in inhoud
