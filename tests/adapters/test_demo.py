from collections import Counter

import orjson
import pytest

from app.adapters.demo import AANTAL, BRONNEN, DEELNEMERS, lees_plaatsen, populatie
from app.models.lezen import valideer_record
from app.models.partijen import Partijklasse, Soort

PLAATSEN = lees_plaatsen()
POPULATIE = {soort: list(populatie(soort, PLAATSEN)) for soort in Soort}


@pytest.mark.parametrize("soort", Soort)
def test_every_record_meets_the_standard(soort):
    assert len(POPULATIE[soort]) == AANTAL[soort]
    assert [s for _, r in POPULATIE[soort] for s in valideer_record(soort, orjson.dumps(r))] == []


@pytest.mark.parametrize("soort", Soort)
def test_is_the_same_every_time(soort):
    assert list(populatie(soort, PLAATSEN)) == POPULATIE[soort]


def test_ids_are_unique_and_visibly_made_up():
    ids = [r["idWerkzoekende"] for _, r in POPULATIE[Soort.WERKZOEKENDE]]
    ids += [r["idVacature"] for _, r in POPULATIE[Soort.VACATURE]]
    assert len(set(ids)) == len(ids)
    assert all(i.startswith("demo-") for i in ids)


@pytest.mark.parametrize("soort", Soort)
def test_every_source_holds_a_part(soort):
    delen = Counter(bron.oin for bron, _ in POPULATIE[soort])
    assert set(delen) == {b.oin for b in BRONNEN}
    assert min(delen.values()) > AANTAL[soort] / 10


def test_is_spread_over_the_country():
    eerste_cijfers = Counter(r["mobiliteit"]["bemiddelingspostcode"][0] for _, r in POPULATIE[Soort.WERKZOEKENDE])
    assert set(eerste_cijfers) == set("123456789")
    assert min(eerste_cijfers.values()) > 50


def test_all_parties_have_test_oins_and_every_class_is_there():
    assert all(p.oin.startswith("00000099") for p in (*DEELNEMERS, *BRONNEN))
    assert {d.klasse for d in DEELNEMERS} == set(Partijklasse)


def test_contact_data_point_nowhere():
    for _, record in POPULATIE[Soort.WERKZOEKENDE]:
        (contact,) = record["contactpersoon"]
        assert contact["naamContactpersoonAfdeling"].startswith("Voorbeeldpersoon ")
        assert contact["emailadres"].endswith(".example")
        assert contact["telefoonnummer"].startswith("000")
