"""Who sees whom, and what of them: every case of the design's section 5, through the whole node.

``mag_zien`` and ``mag_contact`` are that section written out; nothing here asks the code what is right.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from itertools import combinations, product
from typing import Any, NamedTuple

import httpx
import pytest

from app.domain.ports import Bronregistratie
from app.domain.toestemming import Bezwaarmaken, Geven, Intrekken, Opheffen
from app.models.identiteit import Oin
from app.models.partijen import Grondslag, Omvang, Partijklasse
from tests.keten.huis import BRONKANT, Huis, huis, merken

JAAR = 31_536_000
CONTACTVELDEN = {"contactpersoon", "emailadres", "telefoonnummer", "webadres"}
ALLEEN_SUWI = {"indicatieLdrRegistratie", "eisAanWerk"}
OMVANGEN = ("suwi", "publiek", "privaat", "contact")
GRONDEN = ("publieke_taak", "toestemming")
BRONNEN = {grond: Oin(f"0000009900000007{n}000") for n, grond in enumerate(GRONDEN)}
"""A source per ground, so that all can be asked within one maximum."""


class Geval(NamedTuple):
    """One jobseeker. ``staat`` is that of every consent in ``gegeven``."""

    grond: str
    grond_verlopen: bool
    gegeven: frozenset[str]
    staat: str
    bezwaar: str


GELDT = {"open": True, "met einde": True, "ingetrokken": False, "verlopen": False, "opnieuw gegeven": True}


def _gevallen() -> Iterator[Geval]:
    groepen = [frozenset(g) for n in range(len(OMVANGEN) + 1) for g in combinations(OMVANGEN, n)]
    toestemmingen = [(g, staat) for g in groepen for staat in (GELDT if g else ("open",))]
    # An objection to a record whose ground has ended has nothing left to hide.
    rest = ((False, "geen"), (False, "gemaakt"), (False, "opgeheven"), (True, "geen"))
    for grond, (verlopen, bezwaar), (gegeven, staat) in product(GRONDEN, rest, toestemmingen):
        yield Geval(grond, verlopen, gegeven, staat, bezwaar)


GEVALLEN = {f"persoon-{10_000 + n}": geval for n, geval in enumerate(_gevallen())}

# | Ground          | SUWI party                  | other public party             | private party                  |
# | publieke_taak   | sees it                     | only with consent `publiek`    | only with consent `privaat`    |
# | toestemming     | only with consent `suwi`    | only with consent `publiek`    | only with consent `privaat`    |
# | objection or expired: nobody                                                                                     |
TABEL = {
    ("publieke_taak", "suwi"): "altijd",
    ("publieke_taak", "publiek"): "publiek",
    ("publieke_taak", "privaat"): "privaat",
    ("toestemming", "suwi"): "suwi",
    ("toestemming", "publiek"): "publiek",
    ("toestemming", "privaat"): "privaat",
}


def mag_zien(geval: Geval, klasse: str) -> bool:
    if geval.bezwaar == "gemaakt" or geval.grond_verlopen:
        return False
    nodig = TABEL[geval.grond, klasse]
    return nodig == "altijd" or (nodig in geval.gegeven and GELDT[geval.staat])


def mag_contact(geval: Geval, klasse: str) -> bool:
    """Of a record that may be seen."""
    return klasse == "suwi" or ("contact" in geval.gegeven and GELDT[geval.staat])


def test_the_table_has_every_case() -> None:
    assert len(GEVALLEN) == 2 * 4 * (15 * 5 + 1)
    gezien = {k: sum(mag_zien(g, k) for g in GEVALLEN.values()) for k in ("suwi", "publiek", "privaat")}
    # 2 of 3 objections, ground in force; publieke_taak: all 76; else 8 groups with the scope x 3 states that count.
    assert gezien == {"suwi": 2 * (76 + 24), "publiek": 2 * 48, "privaat": 2 * 48}


def _handelingen(id_: str, geval: Geval) -> Iterator[tuple[int, str, Any]]:
    """What was entered, and how many years ago, in order."""
    for omvang in sorted(geval.gegeven):
        eerste = Geven(Omvang(omvang), wijze="formulier")
        if geval.staat == "met einde":
            eerste = Geven(Omvang(omvang), int(time.time()) + JAAR)
        if geval.staat == "verlopen":
            eerste = Geven(Omvang(omvang), int(time.time()) - 60)
        yield 4, id_, eerste
        if geval.staat in {"ingetrokken", "opnieuw gegeven"}:
            yield 3, id_, Intrekken(Omvang(omvang))
        if geval.staat == "opnieuw gegeven":
            yield 2, id_, Geven(Omvang(omvang), int(time.time()) + JAAR)
    if geval.bezwaar != "geen":
        yield 3, id_, Bezwaarmaken()
    if geval.bezwaar == "opgeheven":
        yield 1, id_, Opheffen()


async def _richt_in(h: Huis) -> None:
    """Half of the persons are delivered before anything is entered for them, the other half after."""
    nu = int(time.time())
    async with h.database.schrijven() as opslag:
        for bron in BRONNEN.values():
            await opslag.register.zet_bron(Bronregistratie(bron, "Bron"))
    for helft in (0, 1):
        if helft:
            for jaren, grond in product((4, 3, 2, 1), GRONDEN):
                van = [(i, g) for i, g in GEVALLEN.items() if g.grond == grond]
                handelingen = [(i, h_) for id_, g in van for j, i, h_ in _handelingen(id_, g) if j == jaren]
                await h.zet(handelingen, nu - jaren * JAAR, BRONNEN[grond])
        for grond, verlopen in product(GRONDEN, (False, True)):
            ids = [i for n, (i, g) in enumerate(GEVALLEN.items()) if g[:2] == (grond, verlopen) and n % 2 == helft]
            await h.laad(ids, Grondslag(grond), bron=BRONNEN[grond], grondslag_tot=nu - 60 if verlopen else None)


@pytest.fixture
async def vol_huis(database_url, kaart, tmp_path) -> AsyncIterator[Huis]:
    ruim = {"maximum_matches": 1000, "maximum_matches_totaal": 3000, "maximum_details": 1000}
    async with huis(database_url, kaart, tmp_path, **ruim) as h:
        await _richt_in(h)
        yield h


def _zichtbaar(klasse: Partijklasse, grond: str | None = None) -> dict[str, Geval]:
    return {i: g for i, g in GEVALLEN.items() if mag_zien(g, klasse.value) and grond in {None, g.grond}}


def _eis_velden(record: dict[str, Any], geval: Geval, klasse: Partijklasse) -> None:
    suwi = klasse is Partijklasse.SUWI
    assert CONTACTVELDEN & record.keys() == (CONTACTVELDEN if mag_contact(geval, klasse.value) else set()), geval
    assert ALLEEN_SUWI & record.keys() == (ALLEEN_SUWI if suwi else set()), geval


async def test_every_case(vol_huis: Huis) -> None:
    for klasse in Partijklasse:
        await _eis_matches_bij_bron(vol_huis, klasse)
        await _eis_details_bij_bron(vol_huis, klasse)
        await _eis_uitwisseling(vol_huis, klasse)


async def _eis_matches_bij_bron(h: Huis, klasse: Partijklasse) -> None:
    for grond, bron in BRONNEN.items():
        antwoord = await h.matches(klasse, BRONKANT, bron)
        assert {m["idWerkzoekende"] for m in antwoord["matches"]} == _zichtbaar(klasse, grond).keys()
        assert antwoord["maximumAantalResultatenBereikt"] is False
        assert all(not (CONTACTVELDEN | ALLEEN_SUWI) & m.keys() for m in antwoord["matches"])


async def _eis_details_bij_bron(h: Huis, klasse: Partijklasse) -> None:
    weigering = (await h.detail(klasse, "bestaat-niet", BRONKANT, BRONNEN["toestemming"])).json()
    alle = list(GEVALLEN.items())
    for begin in range(0, len(alle), 50):
        deel = alle[begin : begin + 50]
        antwoorden = await asyncio.gather(*(h.detail(klasse, i, BRONKANT, BRONNEN[g.grond]) for i, g in deel))
        for (id_, geval), antwoord in zip(deel, antwoorden, strict=True):
            _eis_detail(antwoord, id_, geval, klasse, weigering)


def _eis_detail(
    antwoord: httpx.Response, id_: str, geval: Geval, klasse: Partijklasse, weigering: dict[str, Any]
) -> None:
    """What may not be seen is refused as what does not exist."""
    if mag_zien(geval, klasse.value):
        assert antwoord.status_code == 200, geval
        assert antwoord.json()["idWerkzoekende"] == id_
        _eis_velden(antwoord.json(), geval, klasse)
    else:
        assert antwoord.status_code == 400, geval
        assert antwoord.json() | {"instance": ""} == weigering | {"instance": ""}


async def _eis_uitwisseling(h: Huis, klasse: Partijklasse) -> None:
    verwacht = {int(i.rpartition("-")[2]): g for i, g in _zichtbaar(klasse).items()}
    antwoord = await h.matches(klasse)
    assert merken(antwoord) == verwacht.keys()
    assert antwoord["maximumAantalResultatenBereikt"] is False
    details = await asyncio.gather(*(h.detail(klasse, m["vumID"]) for m in antwoord["matches"]))
    for match, detail in zip(antwoord["matches"], details, strict=True):
        _eis_velden(detail.json()["werkzoekende"], verwacht[match["sector"][0]["codeSbi"]], klasse)
