"""What free text gives away goes out of no door, whoever stored or sent it."""

from collections.abc import AsyncIterator
from typing import Any

import orjson
import pytest

from app.domain.bronport import Aanbod
from app.domain.ports import Bronmatch, Bronregistratie
from app.jobs import onderhoud
from app.models.identiteit import Oin, RecordID
from app.models.partijen import Grondslag, Partijklasse
from tests.builders import een_werkzoekende
from tests.keten.huis import BRONKANT, UITWISSELING, Huis, huis

SUWI = Partijklasse.SUWI
BSN, TELEFOON, WOORDEN = "999990019", "06-12345678", "graag buiten werken"
TEKST = f"BSN {BSN}, bel {TELEFOON}, {WOORDEN}."
CURSUS = {"cursus": [{"naamCursus": "Cursus", "toelichtingCursus": TEKST}]}
VER = Oin("00000099000000051000")


class VerreBron:
    """A source elsewhere that guards nothing."""

    def __init__(self, _registratie: Bronregistratie) -> None:
        self._record = een_werkzoekende(idWerkzoekende="wz-7", arbeidsmarktkwalificatie=CURSUS)

    async def zoek(self, _vraag: Any) -> Aanbod:
        profiel = {
            naam: waarde for naam, waarde in self._record.items() if naam in {"arbeidsmarktkwalificatie", "sector"}
        }
        return Aanbod([_Kandidaat(Bronmatch(RecordID("wz-7"), orjson.dumps(profiel), 1.0))], meer=False)

    async def open(self, *_: Any) -> bytes:
        return orjson.dumps(self._record)


class _Kandidaat:
    def __init__(self, match: Bronmatch) -> None:
        self.afstand, self._match = match.afstand, match

    def keur(self) -> Bronmatch:
        return self._match


@pytest.fixture
async def h(database_url, kaart, tmp_path) -> AsyncIterator[Huis]:
    async with huis(database_url, kaart, tmp_path) as h:
        yield h


async def _gezien(h: Huis, kant: str) -> tuple[str, str]:
    """The match and the detail of the only person, as text."""
    antwoord = await h.matches(SUWI, kant)
    (match,) = antwoord["matches"]
    detail = await h.detail(SUWI, match.get("vumID") or match["idWerkzoekende"], kant)
    assert detail.status_code == 200
    return str(antwoord), detail.text


def _eis_bewaakt(match: str, detail: str) -> None:
    assert WOORDEN in match
    assert WOORDEN in detail
    assert BSN not in match + detail
    assert TELEFOON not in match
    assert TELEFOON in detail


@pytest.mark.parametrize("kant", [BRONKANT, UITWISSELING])
async def test_a_record_of_before_the_guard_goes_out_guarded_also_before_the_upkeep(h, kant) -> None:
    await h.laad(["wz-1"], Grondslag.PUBLIEKE_TAAK, arbeidsmarktkwalificatie=CURSUS)
    voor = await _gezien(h, kant)
    _eis_bewaakt(*voor)
    gedaan = {u.klus: u.aantal for u in await onderhoud(h.node.klussen())}
    assert gedaan["vrije tekst opnieuw bewaken"] == 1
    _eis_bewaakt(*await _gezien(h, kant))


async def test_what_a_source_elsewhere_sends_is_guarded_by_the_exchange(h, monkeypatch) -> None:
    async with h.database.schrijven() as opslag:
        await opslag.register.zet_bron(Bronregistratie(VER, "Ver", "https://bron.example"))
    monkeypatch.setattr(h.node.poort, "_verre_bron", VerreBron)
    _eis_bewaakt(*await _gezien(h, UITWISSELING))
