"""The official records and questions pass, and their match profiles are the contract's."""

import json
from typing import Any

import orjson
import pytest

from app.models.lezen import lees_vraag, valideer_match, valideer_record
from app.models.partijen import Soort
from app.models.profiel import matchprofiel
from app.models.versie import Versie
from tests.materiaal import materiaal_map
from tests.models.officieel import schemas, snijd

_W, _V = (
    (Soort.WERKZOEKENDE, "werkzoekenden", "VUM-Bron-WerkzoekendeProfielen", "MPWerkzoekendeMatch"),
    (Soort.VACATURE, "vacatures", "VUM-Bron-Vacatures", "MPVacatureMatch"),
)
MATERIAAL = [(Versie.V3, *_W, 1000), (Versie.V3, *_V, 485), (Versie.V2, *_W, 1000), (Versie.V2, *_V, 127)]


def lees(versie: Versie, naam: str) -> Any:
    return json.loads(materiaal_map("vum", "accreditatie", versie.kort, f"{naam}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("versie", "soort", "naam", "contract", "schema", "aantal"), MATERIAAL)
def test_official_records_are_valid_and_their_profile_is_the_contracts(versie, soort, naam, contract, schema, aantal):
    records, alle = lees(versie, naam), schemas(f"{versie.kort}/{contract}", beslist=False)
    assert len(records) == aantal
    for record in records:
        assert valideer_record(soort, orjson.dumps(record), versie) == []
        verwacht = snijd(alle, alle[schema], record)
        id_ = verwacht.pop("idWerkzoekende" if soort is Soort.WERKZOEKENDE else "idVacature")
        profiel = matchprofiel(soort, record, versie)
        assert profiel == verwacht
        assert list(profiel) == list(verwacht)
        idveld = "idWerkzoekende" if soort is Soort.WERKZOEKENDE else "idVacature"
        assert valideer_match(soort, profiel | {idveld: id_}, versie) == []


@pytest.mark.parametrize(("versie", "soort", "naam"), [m[:3] for m in MATERIAAL])
def test_official_questions_parse(versie, soort, naam):
    gevallen = lees(versie, f"{naam}_gevallen")
    assert gevallen
    for geval in gevallen:
        ruw = orjson.dumps({"vraagObject": geval["vraagObject"]})
        assert lees_vraag(soort, ruw, 100_000, versie) == geval["vraagObject"]
