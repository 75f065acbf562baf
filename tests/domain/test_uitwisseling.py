"""Fan-out and merging on sources that exist in the test alone."""

import asyncio
import random
import time
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.bronfout import BronFaalt, Reden
from app.domain.bronport import Aanbod, Bron, Bronvraag
from app.domain.criteria import En, Selectievraag
from app.domain.ports import Bronmatch
from app.domain.uitwisseling import Bronantwoord, Bronbevraging, bevraag, voeg_samen
from app.models.errors import NietBeschikbaar, OngeldigeAanroep
from app.models.identiteit import Oin, RecordID
from app.models.partijen import Partijen, Soort

A, B, C = (Oin(f"0000009900000000{n}000") for n in (1, 2, 3))
VRAAG = Bronvraag(Partijen(A, A, A), Selectievraag(Soort.VACATURE, "1011AB", 1, En()), {})
LEEG = Aanbod([], meer=False)


@dataclass
class Nepbron:
    """Answers, fails, or never does either."""

    wat: Any = LEEG
    gebroken: list[str] = field(default_factory=list)

    async def zoek(self, _: Bronvraag) -> Aanbod:
        try:
            return await self._zoek()
        except asyncio.CancelledError:
            self.gebroken.append("af")
            raise

    async def _zoek(self) -> Aanbod:
        if self.wat == "nooit":
            await asyncio.Event().wait()
        if isinstance(self.wat, BaseException):
            raise self.wat
        assert isinstance(self.wat, Aanbod)
        return self.wat


def bevraging(oin: Oin, bron: Any, seconden: float = 0.05, *, op_proef: bool = False) -> Bronbevraging:
    def maak() -> Bron:
        if isinstance(bron, type):
            raise BronFaalt(Reden.VERSIE)
        nep: Bron = bron
        return nep

    return Bronbevraging(oin, maak, VRAAG, seconden, op_proef)


@pytest.mark.parametrize(
    ("bron", "reden"),
    [
        (Nepbron("nooit"), Reden.TE_LAAT),
        (Nepbron(TimeoutError()), Reden.TE_LAAT),
        (Nepbron(BronFaalt(Reden.TE_GROOT)), Reden.TE_GROOT),
        (Nepbron(OngeldigeAanroep("x")), Reden.STATUS),
        (Nepbron(ZeroDivisionError()), Reden.FOUT),
        (type("Onbekend", (), {}), Reden.VERSIE),
    ],
)
async def test_whatever_one_source_does_the_other_is_heard(bron, reden):
    slecht, goed = await bevraag([bevraging(A, bron), bevraging(B, Nepbron())])
    assert (slecht.bron, slecht.aanbod, slecht.reden) == (A, None, reden)
    assert (goed.bron, goed.aanbod, goed.reden) == (B, LEEG, None)


async def test_nobody_waits_for_a_source_on_trial():
    op_proef = Nepbron("nooit")
    begin = time.monotonic()
    goed, proef = await bevraag([bevraging(A, Nepbron(), 30), bevraging(B, op_proef, 30, op_proef=True)])
    assert time.monotonic() - begin < 5
    assert goed.aanbod is LEEG
    assert proef.reden is Reden.TE_LAAT


async def test_a_source_on_trial_that_answers_counts():
    antwoorden = await bevraag([bevraging(A, Nepbron(), 30), bevraging(B, Nepbron(), 30, op_proef=True)])
    assert [a.aanbod for a in antwoorden] == [LEEG, LEEG]


async def test_when_the_asker_goes_away_every_question_is_broken_off():
    bronnen = [Nepbron("nooit") for _ in range(3)]
    taak = asyncio.create_task(bevraag([bevraging(A, b, 30) for b in bronnen]))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    taak.cancel()
    with pytest.raises(asyncio.CancelledError):
        await taak
    await asyncio.sleep(0)
    assert [b.gebroken for b in bronnen] == [["af"]] * 3


async def test_nobody_asked():
    assert await bevraag([]) == []


def match(nummer: int, afstand: float) -> Bronmatch:
    return Bronmatch(RecordID(f"r{nummer}"), b'{"naamVacature":"%d"}' % nummer, afstand)


@dataclass(frozen=True)
class Slecht:
    """A candidate that breaks the contract."""

    afstand: float

    def keur(self) -> None:
        return None


@given(
    st.lists(st.tuples(st.sampled_from([A, B, C]), st.integers(0, 20), st.booleans()), max_size=60),
    st.integers(1, 30),
    st.randoms(use_true_random=False),
)
def test_merging_gives_the_nearest_good_ones(kandidaten, maximum, willekeur):
    per_bron: dict[Oin, list[Any]] = {A: [], B: [], C: []}
    for nummer, (bron, afstand, goed) in enumerate(kandidaten):
        per_bron[bron].append(match(nummer, afstand) if goed else Slecht(afstand))
    samen = voeg_samen(
        [Bronantwoord(b, Aanbod(k, meer=False)) for b, k in per_bron.items()],
        maximum,
        random.Random(willekeur.random()),
    )
    afstanden = sorted(afstand for _, afstand, goed in kandidaten if goed)
    assert sorted(t.match.afstand for t in samen.treffers) == afstanden[:maximum]
    assert len({t.match.id for t in samen.treffers}) == len(samen.treffers)
    assert samen.meer == (len(afstanden) > maximum)
    assert all(t.match in per_bron[t.bron] for t in samen.treffers)
    if len(afstanden) <= maximum:
        assert sum(samen.afgekeurd.values()) == sum(not goed for *_, goed in kandidaten)


def test_ties_are_drawn_at_random_and_the_order_says_nothing():
    aanbod = Aanbod([match(n, 5.0) for n in range(20)], meer=False)
    eersten, gekozen = set(), set()
    for zaad in range(200):
        treffers = voeg_samen([Bronantwoord(A, aanbod)], 5, random.Random(zaad)).treffers
        eersten.add(treffers[0].match.id)
        gekozen |= {t.match.id for t in treffers}
    assert len(eersten) == len(gekozen) == 20


def test_what_a_source_cut_shows_in_flag_and_header():
    samen = voeg_samen([Bronantwoord(A, Aanbod([], meer=True)), Bronantwoord(B, None, Reden.TE_LAAT)], 10)
    assert samen.meer
    assert samen.bronnenkop == "bevraagd=2; geantwoord=1; begrensd=1"


def test_what_was_dropped_at_once_counts_too():
    samen = voeg_samen([Bronantwoord(A, Aanbod([Slecht(1.0)], meer=False, vervallen=2))], 10)
    assert samen.afgekeurd == {A: 3}


def test_nobody_answered():
    with pytest.raises(NietBeschikbaar):
        voeg_samen([Bronantwoord(A, None, Reden.ZEKERING)], 10)
    assert voeg_samen([], 10).bronnenkop == "bevraagd=0; geantwoord=0; begrensd=0"
