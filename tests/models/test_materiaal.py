"""The official records and questions pass, and their match profiles are the contract's."""

import json
from typing import Any

import orjson
import pytest

from app.models.lezen import lees_vraag, valideer_match, valideer_record
from app.models.partijen import Soort
from app.models.profiel import matchprofiel
from tests.materiaal import materiaal_map
from tests.models.officieel import schemas, snijd

MATERIAAL = [
    (Soort.WERKZOEKENDE, "werkzoekenden", "VUM-Bron-WerkzoekendeProfielen", "MPWerkzoekendeMatch", 1000),
    (Soort.VACATURE, "vacatures", "VUM-Bron-Vacatures", "MPVacatureMatch", 485),
]


def lees(naam: str) -> Any:
    return json.loads(materiaal_map("vum", "accreditatie", "v3", f"{naam}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("soort", "naam", "contract", "schema", "aantal"), MATERIAAL)
def test_official_records_are_valid_and_their_profile_is_the_contracts(soort, naam, contract, schema, aantal):
    records, alle = lees(naam), schemas(contract, beslist=False)
    assert len(records) == aantal
    for record in records:
        assert valideer_record(soort, orjson.dumps(record)) == []
        verwacht = snijd(alle, alle[schema], record)
        id_ = verwacht.pop("idWerkzoekende" if soort is Soort.WERKZOEKENDE else "idVacature")
        profiel = matchprofiel(soort, record)
        assert profiel == verwacht
        assert list(profiel) == list(verwacht)
        idveld = "idWerkzoekende" if soort is Soort.WERKZOEKENDE else "idVacature"
        assert valideer_match(soort, profiel | {idveld: id_}) == []


@pytest.mark.parametrize(("soort", "naam"), [(m[0], m[1]) for m in MATERIAAL])
def test_official_questions_parse(soort, naam):
    gevallen = lees(f"{naam}_gevallen")
    assert gevallen
    for geval in gevallen:
        ruw = orjson.dumps({"vraagObject": geval["vraagObject"]})
        assert lees_vraag(soort, ruw, 100_000) == geval["vraagObject"]
