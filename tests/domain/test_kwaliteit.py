"""What is wrong with a record, and what a source should mend first: by what official questions name."""

from collections import Counter

import orjson
import pytest
from hypothesis import given

from app.domain.criteria import Element, En, Of, Vergelijking
from app.domain.kwaliteit import POSTCODE, Meting, beoordeel, gewicht, vraagvelden
from app.domain.matching import voldoet
from app.domain.referentielijst import Lijst
from app.domain.selectievraag import ontleed
from app.models.partijen import Soort
from app.models.versie import Versie
from tests.builders import een_record, een_vacature, een_werkzoekende
from tests.materiaal import materiaal_map
from tests.strategies import records

W, V = Soort.WERKZOEKENDE, Soort.VACATURE
BEROEP = "https://linkeddata.competentnl.nl/uwv/id/occupation/1"
KAAL = {W: {"idWerkzoekende": "w-1"}, V: {"idVacature": "v-1"}}


def oordeel(soort, record, codes=None, versie=Versie.V3, **opties):
    return beoordeel(soort, versie, record, codes or {}, **opties)


@pytest.mark.parametrize("soort", Soort)
def test_a_bare_record_lacks_all_that_questions_name(soort):
    gevonden = oordeel(soort, KAAL[soort])
    assert gevonden.ontbreekt == gevonden.verloren == vraagvelden(Versie.V3, soort).keys()
    assert gevonden.ongeldig == frozenset()


@pytest.mark.parametrize("leeg", ["", [], {}, [{}], [{"codeBeroepsnaam": ""}], None])
def test_what_is_empty_is_absent(leeg):
    assert "bemiddelingsberoep.codeBeroepsnaam" in oordeel(W, een_werkzoekende(bemiddelingsberoep=leeg)).ontbreekt


def test_a_code_is_judged_by_the_list_that_was_loaded_and_by_no_other():
    sectoren = [{"codeSbi": 1110}]
    beroepen = [{"codeBeroepsnaam": BEROEP}]
    record = een_werkzoekende(bemiddelingsberoep=beroepen, sector=sectoren, arbeidsmarktkwalificatie={})
    assert oordeel(W, record).ongeldig == frozenset()
    assert oordeel(W, record, {Lijst.BEROEPEN: frozenset({BEROEP}), Lijst.SBI: frozenset({"1110"})}).ongeldig == set()
    fout = oordeel(W, record, {Lijst.BEROEPEN: frozenset(), Lijst.SBI: frozenset({"1120"}), Lijst.BOC: frozenset()})
    assert fout.ongeldig == {"bemiddelingsberoep.codeBeroepsnaam", "sector.codeSbi"}
    assert "sector.codeSbi" not in fout.verloren, "no question names it"


def test_one_good_code_beside_a_wrong_one_can_be_found():
    beroepen = [{"codeBeroepsnaam": BEROEP}, {"codeBeroepsnaam": "https://x.example/weg"}]
    gevonden = oordeel(W, een_werkzoekende(bemiddelingsberoep=beroepen), {Lijst.BEROEPEN: frozenset({BEROEP})})
    assert "bemiddelingsberoep.codeBeroepsnaam" in gevonden.ongeldig - gevonden.verloren


def test_a_record_of_version_2_is_judged_by_its_own_codes():
    record = {"idVacature": "v", "beroep": {"beroepsnaamGecodeerd": {"codeBeroepsnaam": "721"}}}
    goed = oordeel(V, record, {Lijst.BOC: frozenset({"721"}), Lijst.BEROEPEN: frozenset()}, Versie.V2)
    assert "beroep.codeBeroepsnaam" not in goed.verloren | goed.ongeldig
    assert "beroep.codeBeroepsnaam" in oordeel(V, record, {Lijst.BOC: frozenset()}, Versie.V2).verloren
    assert POSTCODE[V] not in goed.verloren, "such a vacancy is in every area"


def test_a_postcode_that_is_not_on_the_map_is_lost_to_every_question():
    gevonden = oordeel(V, een_vacature(), te_plaatsen=False)
    assert POSTCODE[V] in gevonden.ongeldig & gevonden.verloren
    assert gewicht(V, POSTCODE[V]) == 1


@pytest.mark.parametrize("soort", Soort)
def test_what_is_lost_is_what_no_question_finds(soort):
    @given(record=records(soort))
    def agrees(record):
        lost = oordeel(soort, record).verloren
        for veld, pad in vraagvelden(Versie.V3, soort).items():
            if veld != POSTCODE[soort]:
                assert (veld in lost) is not _kan_gevonden(soort, pad, record), veld

    agrees()


def _kan_gevonden(soort, pad, record):
    """Ask for each value that the record has at this path, as a question would."""
    kop, _, veld = pad.rpartition(".")
    waarden = _op(record, pad.split("."))
    lijst = isinstance(_op_kop(record, kop), list)
    eisen = [Vergelijking(veld if lijst else pad, "$eq", w) for w in waarden]
    return any(voldoet(Element(kop, eis) if lijst else eis, record) for eis in map(_met_operator, eisen))


def _met_operator(eis):
    from app.domain.criteria import Operator

    return Vergelijking(eis.veld, Operator.EQ, eis.waarde)


def _op_kop(record, kop):
    for naam in filter(None, kop.split(".")):
        record = record.get(naam) if isinstance(record, dict) else None
    return record


def _op(waarde, weg):
    if isinstance(waarde, list):
        return [w for lid in waarde for w in _op(lid, weg)]
    if not weg:
        return [] if waarde is None else [waarde]
    return _op(waarde.get(weg[0]), weg[1:]) if isinstance(waarde, dict) else []


@pytest.mark.parametrize("soort", Soort)
def test_the_weights_are_what_the_official_questions_name(soort):
    meervoud = {W: "werkzoekenden", V: "vacatures"}[soort]
    genoemd, gevallen = Counter(), 0
    for versie in Versie:
        bestand = materiaal_map("vum", "accreditatie", versie.kort, f"{meervoud}_gevallen.json")
        naam_van = {pad: naam for naam, pad in vraagvelden(versie, soort).items()}
        for geval in orjson.loads(bestand.read_bytes()):
            gevallen += 1
            genoemd.update({naam_van[pad] for pad in _paden(ontleed(soort, geval["vraagObject"], versie).criterium)})
    for veld in vraagvelden(Versie.V3, soort):
        if veld != POSTCODE[soort]:
            assert gewicht(soort, veld) == (genoemd[veld] + 1) / (gevallen + 1), veld


def _paden(criterium, voor=""):
    match criterium:
        case Vergelijking(veld, _, _):
            yield voor + veld
        case Element(lijst, eis):
            yield from _paden(eis, f"{lijst}.")
        case En(delen) | Of(delen):
            for deel in delen:
                yield from _paden(deel, voor)


class TestMeting:
    def meet(self, soort, *rijen, codes=None):
        meting = Meting(soort)
        for record, dagen in rijen:
            meting.tel(Versie.V3, oordeel(soort, record, codes), dagen, verouderd=dagen >= 90)
        return meting

    def test_counts_add_up(self):
        vol, kaal = een_record(W), KAAL[W]
        meting = self.meet(W, (vol, 0), (kaal, 7), (kaal, 8), (kaal, 400))
        assert (meting.records, meting.verouderd, meting.leeftijd) == (4, 1, [2, 1, 0, 0, 1])
        assert all(t.van == 4 and t.ontbreekt >= 3 for t in meting.velden.values())

    def test_what_costs_most_comes_first(self):
        zonder = {**een_werkzoekende(), "contractvorm": [], "arbeidsmarktkwalificatie": {}}
        meting = self.meet(W, (zonder, 0), codes={Lijst.SBI: frozenset()})
        namen = meting.verbeterpunten()
        assert namen.index("contractvorm.codeTypeArbeidscontract") < namen.index(
            "arbeidsmarktkwalificatie.rijbewijs.codeSoortRijbewijs"
        )
        assert [meting.kosten(n) for n in namen] == sorted((meting.kosten(n) for n in namen), reverse=True)
        assert meting.kosten("contractvorm.codeTypeArbeidscontract") == pytest.approx(100 * 16 / 51, abs=0.01)

    def test_findability_is_from_nothing_to_all(self):
        assert self.meet(W, (KAAL[W], 0)).vindbaarheid == 0
        assert Meting(W).vindbaarheid == 100
        half = self.meet(W, (KAAL[W], 0), (een_record(W), 0)).vindbaarheid
        assert 0 < half <= 50
