"""Every example of docs/vraagtaal.md means what the page says: to the reference and to the database."""

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import orjson
import pytest

from app.domain.criteria import Operator
from app.domain.matching import past
from app.domain.selectiegebied import Postcodekaart
from app.domain.selectievraag import ontleed
from app.models.lezen import lees_vraag, valideer_record
from app.models.partijen import Soort
from app.storage.db import Database
from tests.storage.hulp import ID_VELD, aangeleverd, bewaar, nieuwe_bron, zoek

BLADZIJDE = (Path(__file__).resolve().parents[2] / "docs" / "vraagtaal.md").read_text("utf-8")
_BLOK = re.compile(r"<!-- (voorbeeld: (?P<soort>\w+)|wel|niet) -->\n```json\n(?P<json>.*?)```", re.DOTALL)
_IN_HET_MIDDEN: dict[Soort, dict[str, Any]] = {
    Soort.WERKZOEKENDE: {"mobiliteit": {"bemiddelingspostcode": "3511AB"}},
    Soort.VACATURE: {"adres": {"postcode": "3511AB"}},
}


class Voorbeeld(NamedTuple):
    soort: Soort
    vraag: dict[str, Any]
    wel: list[dict[str, Any]]
    niet: list[dict[str, Any]]


def _voorbeelden() -> list[Voorbeeld]:
    gevonden: list[Voorbeeld] = []
    for blok in _BLOK.finditer(BLADZIJDE):
        inhoud = json.loads(blok["json"])
        if blok["soort"]:
            gevonden.append(Voorbeeld(Soort(blok["soort"]), inhoud, [], []))
        else:
            getattr(gevonden[-1], blok[1]).append(_IN_HET_MIDDEN[gevonden[-1].soort] | inhoud)
    return gevonden


VOORBEELDEN = _voorbeelden()


@pytest.mark.parametrize("voorbeeld", VOORBEELDEN, ids=range(len(VOORBEELDEN)))
async def test_an_example_finds_what_the_page_says(
    database: Database, kaart: Postcodekaart, voorbeeld: Voorbeeld
) -> None:
    soort, document, wel, niet = voorbeeld
    lees_vraag(soort, orjson.dumps({"vraagObject": document}), 100_000)
    records = {
        f"{verwacht}-{n}": {ID_VELD[soort]: f"{verwacht}-{n}", **r}
        for verwacht, deel in (("wel", wel), ("niet", niet))
        for n, r in enumerate(deel)
    }
    assert [valideer_record(soort, orjson.dumps(r)) for r in records.values()] == [[]] * len(records)
    vraag = ontleed(soort, document)
    verwacht = {id_ for id_ in records if id_.startswith("wel-")}
    assert verwacht
    assert {id_ for id_, r in records.items() if past(vraag, r, kaart)} == verwacht

    bron = nieuwe_bron()
    await bewaar(database, bron, soort, (aangeleverd(soort, r) for r in records.values()))
    async with database.lezen() as lezer:
        assert {str(m.id) for m in (await zoek(lezer.dossiers, bron, vraag, kaart)).matches} == verwacht


def test_every_operator_has_an_example() -> None:
    vragen = " ".join(json.dumps(v.vraag) for v in VOORBEELDEN)
    assert [o for o in ("$elemMatch", "$or", "$all", *Operator) if o != Operator.GT and f'"{o}"' not in vragen] == []
