"""Limits on requests: who is counted with whom, and what a refusal costs."""

import asyncio

import pytest

from app.domain.begrenzing import Kring, Stand
from app.models.identiteit import Oin
from app.privacy.begrenzing import Aanvrager, Begrenzer
from app.privacy.pseudoniem import Pseudonimiseerder
from tests.privacy.vaste_sleutels import vaste_bos

VERWERKER = Oin("00000099000000002000")
EEN, TWEE = Oin("00000099000000003000"), Oin("00000099000000004000")
ADRES = "192.0.2.7"
GRENZEN = {Kring.PARTIJ: 3, Kring.BEWEZEN: 5, Kring.ADRES: 2}


class Teller:
    """Counts without forgetting, and says how often it was asked."""

    def __init__(self) -> None:
        self.geteld: dict[str, int] = {}
        self.gevraagd = 0

    async def neem(self, sleutel: str, grens: int) -> Stand:
        self.gevraagd += 1
        nu = self.geteld.get(sleutel, 0)
        self.geteld[sleutel] = min(nu + 1, grens)
        return Stand(nu < grens, max(grens - nu - 1, 0), 7.2)

    async def sluit(self) -> None:
        pass


@pytest.fixture
def teller() -> Teller:
    return Teller()


@pytest.fixture
def nu() -> list[float]:
    return [100.0]


@pytest.fixture
def gemeld() -> list[tuple[str, str, bool]]:
    return []


@pytest.fixture
def maak(teller, nu, gemeld):
    def maak(grenzen=GRENZEN, *, weigert=True):
        return Begrenzer(
            teller,
            grenzen,
            Pseudonimiseerder(vaste_bos).telnaam,
            lambda: nu[0],
            weigert=weigert,
            bij_overschrijding=lambda *wat: gemeld.append(wat),
        )

    return maak


async def test_a_party_at_its_limit_is_refused_and_told_when_to_come_back(maak):
    begrenzer = maak()
    oordelen = [await begrenzer.tel("bron", Aanvrager(VERWERKER, EEN, ADRES)) for _ in range(4)]
    assert [o.geweigerd for o in oordelen] == [False, False, False, True]
    assert [o.over for o in oordelen] == [2, 1, 0, 0]
    assert (oordelen[3].kring, oordelen[3].wacht) == (Kring.PARTIJ, 8)


async def test_one_customer_of_a_processor_leaves_the_share_of_another(maak):
    begrenzer = maak()
    for _ in range(20):
        await begrenzer.tel("bron", Aanvrager(VERWERKER, EEN, ADRES))
    ander = await begrenzer.tel("bron", Aanvrager(VERWERKER, TWEE, ADRES))
    assert not ander.geweigerd


async def test_a_processor_does_not_get_round_its_limit_by_naming_ever_other_parties(maak):
    begrenzer = maak()
    oordelen = [
        await begrenzer.tel("bron", Aanvrager(VERWERKER, Oin(f"00000099{n:09}000"), ADRES)) for n in range(1, 10)
    ]
    assert [o.geweigerd for o in oordelen] == [False] * 5 + [True] * 4
    assert oordelen[-1].kring is Kring.BEWEZEN


async def test_who_proves_nothing_leaves_the_share_of_who_does_from_the_same_address(maak):
    begrenzer = maak()
    vreemd = [await begrenzer.tel("bron", Aanvrager(None, None, ADRES)) for _ in range(4)]
    assert [o.geweigerd for o in vreemd] == [False, False, True, True]
    assert not (await begrenzer.tel("bron", Aanvrager(VERWERKER, EEN, ADRES))).geweigerd
    assert not (await begrenzer.tel("bron", Aanvrager(None, None, "192.0.2.8"))).geweigerd


async def test_who_was_refused_is_refused_again_without_being_counted_or_looked_up(maak, teller, nu):
    begrenzer = maak()
    stuk = lambda: b"bewijs"  # noqa: E731
    for _ in range(4):
        await begrenzer.tel("bron", Aanvrager(VERWERKER, EEN, ADRES), stuk)
    gevraagd = teller.gevraagd
    nu[0] += 5
    onthouden = begrenzer.onthouden("bron", stuk)
    assert (onthouden.geweigerd, onthouden.wacht, teller.gevraagd) == (True, 3, gevraagd)
    assert begrenzer.onthouden("bron", lambda: b"ander") is None
    nu[0] += 3.1
    assert begrenzer.onthouden("bron", stuk) is None


async def test_what_a_stranger_shows_is_not_kept(maak):
    begrenzer = maak()
    for _ in range(4):
        await begrenzer.tel("bron", Aanvrager(None, None, ADRES), lambda: b"gestolen")
    assert begrenzer.onthouden("bron", lambda: b"gestolen") is None


async def test_refusals_in_mind_do_not_grow_without_end(maak, monkeypatch):
    monkeypatch.setattr("app.privacy.begrenzing.MAX_ONTHOUDEN", 10)
    begrenzer = maak({Kring.PARTIJ: 1})
    for n in range(1, 50):
        for _ in range(2):
            await begrenzer.tel("bron", Aanvrager(VERWERKER, Oin(f"00000099{n:09}000"), ADRES), lambda n=n: bytes([n]))
    assert len(begrenzer._onthouden) == 10
    assert len(begrenzer._gemeld) <= 10
    assert begrenzer.onthouden("bron", lambda: bytes([49])) is not None


async def test_the_sandbox_reports_and_never_refuses(maak, gemeld, capsys):
    begrenzer = maak(weigert=False)
    oordelen = [await begrenzer.tel("bron", Aanvrager(VERWERKER, EEN, ADRES), lambda: b"x") for _ in range(6)]
    assert [o.overschreden for o in oordelen] == [False] * 3 + [True] * 3
    assert not any(o.geweigerd for o in oordelen)
    assert begrenzer.onthouden("bron", lambda: b"x") is None
    assert gemeld == [("bron", Kring.PARTIJ, False)] * 3
    assert capsys.readouterr().out.count("begrenzing") == 1


async def test_no_limit_is_no_judgement(maak, teller):
    assert await maak(dict.fromkeys(Kring, 0)).tel("bron", Aanvrager(VERWERKER, EEN, ADRES)) is None
    assert teller.gevraagd == 0


async def test_counts_stand_under_names_that_tell_nothing_and_no_address_is_logged(maak, teller, capsys):
    begrenzer = maak()
    for _ in range(5):
        await begrenzer.tel("bron", Aanvrager(None, None, ADRES))
        await begrenzer.tel("bron", Aanvrager(VERWERKER, EEN, ADRES))
    log = capsys.readouterr().out
    assert str(VERWERKER) in log
    assert ADRES not in log
    assert all(len(naam) == 32 and naam.isalnum() for naam in teller.geteld)
    assert not any(deel in naam for naam in teller.geteld for deel in (ADRES, VERWERKER, EEN))


async def test_an_alarm_is_logged_once_a_window(maak, nu, capsys):
    begrenzer = maak()
    for _ in range(50):
        await begrenzer.tel("bron", Aanvrager(VERWERKER, EEN, ADRES))
    assert capsys.readouterr().out.count("begrenzing") == 1
    nu[0] += 61
    await begrenzer.tel("bron", Aanvrager(VERWERKER, EEN, ADRES))
    assert capsys.readouterr().out.count("begrenzing") == 1


async def test_requests_of_one_party_wait_in_line_and_those_of_another_do_not(teller, monkeypatch):
    monkeypatch.setattr("app.privacy.begrenzing.MAX_RIJ", 3)
    begrenzer = Begrenzer(teller, {}, lambda *_: "", lambda: 0.0, weigert=True, tegelijk=2)
    klaar, bezig, kreeg = asyncio.Event(), [0], []

    async def verzoek(partij):
        async with begrenzer.plaats(Aanvrager(VERWERKER, partij, "")) as vrij:
            kreeg.append(vrij)
            if vrij:
                bezig[0] += 1
                await klaar.wait()

    taken = [asyncio.create_task(verzoek(EEN)) for _ in range(6)]
    await asyncio.sleep(0)
    assert (bezig[0], kreeg) == (2, [True, True, False])
    ander = asyncio.create_task(verzoek(TWEE))
    await asyncio.sleep(0)
    assert bezig[0] == 3
    taken[2].cancel()
    klaar.set()
    await asyncio.gather(*taken, ander, return_exceptions=True)
    assert bezig[0] == 6 - 1
    assert begrenzer._rijen == {}


async def test_the_sandbox_and_who_proves_nothing_have_no_line(teller):
    for weigert, wie in ((False, Aanvrager(VERWERKER, EEN, "")), (True, Aanvrager(None, None, ADRES))):
        begrenzer = Begrenzer(teller, {}, lambda *_: "", lambda: 0.0, weigert=weigert, tegelijk=1)
        async with begrenzer.plaats(wie) as een, begrenzer.plaats(wie) as twee:
            assert (een, twee) == (True, True)
