from contextlib import asynccontextmanager
from copy import deepcopy
from functools import partial

import orjson
import pytest

from app.domain import aanlevering, leveringrapport, tekstwacht
from app.domain.aanlevering import BATCH, Ingelezen, Levering
from app.domain.leveringtoestemming import Bestandstoestemming
from app.domain.ports import Wijziging
from app.domain.tekstwacht import Tekstoordeel, Tekstvondst
from app.domain.toestemming import Intrekken, Stand
from app.models.identiteit import Oin, RecordID
from app.models.partijen import Grondslag, Omvang, Soort
from app.models.schending import Schending
from tests.builders import een_werkzoekende

BRON = Oin("00000099000000101000")
ANDER = Oin("00000099000000102000")
W = Soort.WERKZOEKENDE


def onaangeroerd(_, gegevens):
    return Tekstoordeel(gegevens, gegevens, 1)


lever_aan = partial(aanlevering.lever_aan, wacht=onaangeroerd)


class Dossierbak:
    """A store in memory, with the behaviour that the port promises."""

    def __init__(self):
        self.records = {}
        self.batches = []

    async def bewaar(self, bron, soort, versie, grondslag, records, *, grondslag_tot=None):
        telling = dict.fromkeys(Wijziging, 0)
        self.batches.append(len(records))
        for r in records:
            sleutel = (bron, soort, r.id)
            oud = self.records.get(sleutel)
            telling[
                Wijziging.NIEUW if oud is None else Wijziging.ONGEWIJZIGD if oud == r.inhoud else Wijziging.GEWIJZIGD
            ] += 1
            self.records[sleutel] = r.inhoud
        return telling

    async def verwijder(self, bron, soort, id_):
        return self.records.pop((bron, soort, id_), None) is not None

    async def verwijder_alle(self, bron, soort, ids):
        return sum([await self.verwijder(bron, soort, id_) for id_ in ids])

    async def aantal(self, bron, soort):
        return sum(k[:2] == (bron, soort) for k in self.records)

    async def verwijder_behalve(self, bron, soort, behouden):
        ids = {i async for deel in behouden for i in deel}
        weg = [k for k in self.records if k[:2] == (bron, soort) and k[2] not in ids]
        for k in weg:
            del self.records[k]
        return len(weg)


class Toestemmingenbak:
    def __init__(self):
        self.standen = {}

    async def verwerk(self, bron, handelingen, moment):
        effecten = []
        for id_, handeling in handelingen:
            voor = self.standen.get(id_, Stand())
            self.standen[id_] = handeling.op(voor, moment)
            effecten.append(self.standen[id_] != voor)
        return effecten

    def in_kracht(self):
        paren = ((str(i), t) for i, stand in self.standen.items() for t in stand.toestemmingen)
        return {(i, t.omvang) for i, t in paren if t.ingetrokken_op is None}


class Auditbak:
    def __init__(self):
        self.gebeurtenissen = []

    async def noteer(self, gebeurtenis):
        self.gebeurtenissen.append(gebeurtenis)


class Opslagbak:
    def __init__(self):
        self.audit = Auditbak()
        self.dossiers = Dossierbak()
        self.toestemmingen = Toestemmingenbak()
        self.transacties = 0

    @asynccontextmanager
    async def schrijven(self):
        bewaard = deepcopy(self.dossiers.records)
        try:
            yield self
        except BaseException:
            self.dossiers.records = bewaard
            raise
        self.transacties += 1


def ingelezen(*records):
    return [Ingelezen(f"record {n}", r if isinstance(r, bytes) else orjson.dumps(r)) for n, r in enumerate(records, 1)]


def met_id(nummer, **velden):
    return een_werkzoekende(idWerkzoekende=f"w-{nummer}", **velden)


def levering(**velden):
    return Levering(**{"bron": BRON, "soort": W, "grondslag": Grondslag.PUBLIEKE_TAAK, **velden})


@pytest.fixture
def opslag():
    return Opslagbak()


def ids(opslag, bron=BRON):
    return {k[2] for k in opslag.dossiers.records if k[0] == bron}


async def test_counts_new_changed_and_unchanged_records(opslag):
    await lever_aan(opslag, levering(), ingelezen(met_id(1), met_id(2)))
    anders = met_id(2, persoonlijkePresentatie="Anders.")

    rapport = await lever_aan(opslag, levering(), ingelezen(met_id(1), anders, met_id(3)))

    assert (rapport.gelezen, rapport.nieuw, rapport.gewijzigd, rapport.ongewijzigd) == (3, 1, 1, 1)
    assert (rapport.geweigerd, rapport.fout, rapport.geladen) == (0, "", 3)


async def test_the_stored_record_equals_the_delivered_one(opslag):
    record = met_id(1, arbeidsmarktkwalificatie={"taalbeheersing": []})
    await lever_aan(opslag, levering(), ingelezen(record))
    assert orjson.loads(opslag.dossiers.records[BRON, W, RecordID("w-1")]) == record


async def test_of_a_doubled_key_the_judged_one_is_the_only_one_stored(opslag):
    ruw = b'{"idWerkzoekende":"w-1","mobiliteit":{"bemiddelingspostcode":"3511AB"},"mobiliteit":{"bemiddelingspostcode":"9711AB"}}'
    await lever_aan(opslag, levering(), ingelezen(ruw))
    assert opslag.dossiers.records[BRON, W, RecordID("w-1")].count(b"mobiliteit") == 1


async def test_a_refused_record_does_not_stop_the_others_and_is_named_without_its_value(opslag):
    fout = met_id(2, mobiliteit={"bemiddelingspostcode": "geheime waarde"})

    rapport = await lever_aan(opslag, levering(), ingelezen(met_id(1), fout, met_id(3)))

    assert ids(opslag) == {"w-1", "w-3"}
    (weigering,) = rapport.weigeringen
    assert (weigering.plaats, weigering.id) == ("record 2", "w-2")
    assert weigering.schendingen[0].pad == "mobiliteit.bemiddelingspostcode"
    assert "geheime waarde" not in repr(weigering.schendingen)


@pytest.mark.parametrize(
    "ruw",
    [b"", b"{", b'{"a":NaN}', b'{"a":"\\ud800"}', b"\xff", b"[" * 5000, b"[]", b"1", b'"x"', b"null", b"{}"],
)
async def test_what_is_no_record_is_refused(opslag, ruw):
    rapport = await lever_aan(opslag, levering(), ingelezen(ruw, met_id(1)))
    assert (rapport.gelezen, rapport.geweigerd, rapport.nieuw) == (2, 1, 1)
    assert rapport.weigeringen[0].schendingen


async def test_a_possible_bsn_is_never_named(opslag):
    alleen_id = een_werkzoekende(idWerkzoekende="111222333")
    ook_iets_anders = een_werkzoekende(idWerkzoekende="111222333", sector="x")
    rapport = await lever_aan(opslag, levering(), ingelezen(alleen_id, ook_iets_anders))
    assert [w.id for w in rapport.weigeringen] == [None, None]
    assert not opslag.dossiers.records


async def test_an_id_that_comes_twice_is_counted_and_the_last_one_wins(opslag):
    laatste = met_id(1, persoonlijkePresentatie="De laatste.")
    rapport = await lever_aan(opslag, levering(), ingelezen(met_id(1), laatste))
    assert rapport.dubbel == 1
    assert orjson.loads(opslag.dossiers.records[BRON, W, RecordID("w-1")]) == laatste


async def test_writes_in_batches_each_in_its_own_transaction(opslag, monkeypatch):
    monkeypatch.setattr(aanlevering, "BATCH", 2)
    voortgang = []
    await lever_aan(
        opslag, levering(), ingelezen(*(met_id(n) for n in range(5))), lambda r: voortgang.append(r.gelezen)
    )
    assert opslag.dossiers.batches == [2, 2, 1]
    assert (opslag.transacties, voortgang) == (3, [2, 4, 5])


async def test_a_batch_that_fails_keeps_the_batches_before_it(opslag, monkeypatch):
    monkeypatch.setattr(aanlevering, "BATCH", 2)

    class Stuk(Exception):
        pass

    bewaar = opslag.dossiers.bewaar

    async def bewaar_tot(*args, **opties):
        telling = await bewaar(*args)
        if len(opslag.dossiers.batches) == 2:
            raise Stuk
        return telling

    opslag.dossiers.bewaar = bewaar_tot
    with pytest.raises(Stuk):
        await lever_aan(opslag, levering(), ingelezen(*(met_id(n) for n in range(5))))
    assert ids(opslag) == {"w-0", "w-1"}


async def test_an_ordinary_delivery_loads_what_stands_before_the_damage(opslag):
    stuk = [*ingelezen(met_id(1)), Ingelezen("record 2", leesfout="is niet afgesloten")]
    rapport = await lever_aan(opslag, levering(), stuk)
    assert (rapport.nieuw, rapport.geweigerd, rapport.onleesbaar) == (1, 1, "record 2")


class TestVolledig:
    @pytest.fixture
    async def gevuld(self, opslag):
        for bron in (BRON, ANDER):
            await lever_aan(opslag, levering(bron=bron), ingelezen(met_id(1), met_id(2)))
        vacature = Levering(bron=BRON, soort=Soort.VACATURE)
        await lever_aan(opslag, vacature, ingelezen({"idVacature": "v-1"}))
        opslag.transacties = 0
        return opslag

    async def test_replaces_the_records_of_this_source_and_kind_only(self, gevuld):
        rapport = await lever_aan(gevuld, levering(volledig=True), ingelezen(met_id(2), met_id(3)))
        assert (rapport.nieuw, rapport.ongewijzigd, rapport.verwijderd) == (1, 1, 1)
        assert ids(gevuld) == {"w-2", "w-3", "v-1"}
        assert ids(gevuld, ANDER) == {"w-1", "w-2"}

    async def test_is_one_transaction(self, gevuld, monkeypatch):
        monkeypatch.setattr(aanlevering, "BATCH", 2)
        await lever_aan(gevuld, levering(volledig=True), ingelezen(*(met_id(n) for n in range(5))))
        assert gevuld.transacties == 1

    async def test_an_empty_list_empties_the_source(self, gevuld):
        rapport = await lever_aan(gevuld, levering(volledig=True), [])
        assert (rapport.verwijderd, rapport.fout) == (2, "")
        assert ids(gevuld) == {"v-1"}

    @pytest.mark.parametrize(
        "records",
        [
            [*ingelezen(met_id(9)), Ingelezen("record 2", leesfout="is niet afgesloten")],
            ingelezen(met_id(9), b'{"idWerkzoekende": '),
            [Ingelezen("bestand", leesfout="is leeg")],
            ingelezen({"idVacature": "v-1"}, {"idVacature": "v-2"}),
        ],
        ids=["truncated", "damaged record", "empty file", "nothing valid"],
    )
    @pytest.mark.parametrize("proef", [False, True])
    async def test_a_damaged_or_worthless_file_changes_nothing(self, gevuld, records, proef):
        voor = dict(gevuld.dossiers.records)
        rapport = await lever_aan(gevuld, levering(volledig=True, proef=proef), records)
        assert gevuld.dossiers.records == voor
        assert rapport.fout
        assert (rapport.geladen, rapport.verwijderd) == (0, 0)

    async def test_keeps_more_ids_than_one_batch(self, opslag):
        records = ingelezen(*(met_id(n) for n in range(BATCH + 1)))
        await lever_aan(opslag, levering(volledig=True), records)
        rapport = await lever_aan(opslag, levering(volledig=True), records)
        assert (rapport.ongewijzigd, rapport.verwijderd) == (BATCH + 1, 0)


async def test_a_trial_reports_and_changes_nothing(opslag):
    rapport = await lever_aan(opslag, levering(proef=True), ingelezen(met_id(1), b"{"))
    assert (rapport.gelezen, rapport.geldig, rapport.geweigerd, rapport.geladen) == (2, 1, 1, 0)
    assert (opslag.transacties, opslag.dossiers.records) == (0, {})


@pytest.mark.parametrize("records", [[], ingelezen(b"{")])
async def test_a_delivery_without_a_valid_record_says_that_nothing_was_done(opslag, records):
    assert (await lever_aan(opslag, levering(), records)).fout


async def test_names_no_more_refusals_than_fit_but_counts_them_all(opslag, monkeypatch):
    monkeypatch.setattr(leveringrapport, "MAX_GENOEMD", 2)
    rapport = await lever_aan(opslag, levering(), ingelezen(b"{", b"{", b"{"))
    assert (rapport.geweigerd, len(rapport.weigeringen)) == (3, 2)


class TestVrijeTekst:
    """The guard is passed in: what it masks is what is stored, and what it found is told by place, field and kind."""

    @staticmethod
    def wacht(soort, gegevens):
        if "geheim" not in gegevens.get("persoonlijkePresentatie", ""):
            return Tekstoordeel(gegevens, gegevens, 7)
        schoon = {**gegevens, "persoonlijkePresentatie": "***"}
        schendingen = (Schending("persoonlijkePresentatie", "mag niet"),) if "erg" in str(gegevens) else ()
        vondsten = (Tekstvondst("persoonlijkePresentatie", "bsn"),)
        return Tekstoordeel(schoon, {**schoon, "sector": []}, 7, vondsten, schendingen)

    @pytest.fixture
    def bewaard(self, opslag):
        records = []
        bewaar = opslag.dossiers.bewaar

        async def noteer(*args, **opties):
            records.extend(args[-1])
            return await bewaar(*args)

        opslag.dossiers.bewaar = noteer
        return records

    async def test_what_the_guard_leaves_is_what_is_stored(self, opslag, bewaard):
        geleverd = met_id(2, persoonlijkePresentatie="geheim")
        await aanlevering.lever_aan(opslag, levering(), ingelezen(met_id(1), geleverd), wacht=self.wacht)
        eerste, tweede = bewaard
        assert orjson.loads(eerste.inhoud) == eerste.gegevens == eerste.matchgegevens == met_id(1)
        assert b"geheim" not in tweede.inhoud
        assert orjson.loads(tweede.inhoud) == tweede.gegevens == {**geleverd, "persoonlijkePresentatie": "***"}
        assert tweede.matchgegevens == {**tweede.gegevens, "sector": []}
        assert (eerste.bewaakt, tweede.bewaakt) == (7, 7)

    @pytest.mark.parametrize("proef", [False, True])
    async def test_findings_are_told_by_place_field_and_kind(self, opslag, proef):
        records = ingelezen(met_id(1), met_id(2, persoonlijkePresentatie="geheim"))
        rapport = await aanlevering.lever_aan(opslag, levering(proef=proef), records, wacht=self.wacht)
        assert rapport.bevindingen.genoemd == [("record 2", ("persoonlijkePresentatie", "bsn"))]
        assert rapport.bevindingen.telling == {"bsn": 1}
        assert rapport.geweigerd == 0

    async def test_a_record_that_the_guard_refuses_is_not_stored_and_reported(self, opslag):
        records = ingelezen(met_id(1), met_id(2, persoonlijkePresentatie="erg geheim"))
        rapport = await aanlevering.lever_aan(opslag, levering(), records, wacht=self.wacht)
        assert ids(opslag) == {"w-1"}
        (weigering,) = rapport.weigeringen
        assert (weigering.plaats, weigering.id) == ("record 2", "w-2")
        assert weigering.schendingen == (("persoonlijkePresentatie", "mag niet"),)
        assert rapport.bevindingen.telling == {"bsn": 1}

    async def test_names_no_more_findings_than_fit_but_counts_them_all(self, opslag, monkeypatch):
        monkeypatch.setattr(tekstwacht, "MAX_GENOEMD", 1)
        records = ingelezen(*(met_id(n, persoonlijkePresentatie="geheim") for n in range(3)))
        rapport = await aanlevering.lever_aan(opslag, levering(), records, wacht=self.wacht)
        assert (rapport.bevindingen.telling["bsn"], len(rapport.bevindingen.genoemd)) == (3, 1)


class TestAdapter:
    """What an adapter says beside its records: refusals of rows, and consent."""

    ID = RecordID("w-1")

    def rij(self, gegeven, nummer=1, **velden):
        toestemming = Bestandstoestemming(RecordID(f"w-{nummer}"), (Omvang.SUWI,), gegeven, "proef")
        ruw = orjson.dumps(met_id(nummer, **velden)) if gegeven else b""
        weigering = () if gegeven else (Schending("Toestemming", "ontbreekt"),)
        return Ingelezen(f"rij {nummer}", ruw, schendingen=weigering, toestemming=toestemming)

    async def test_a_refused_row_is_no_damage_of_the_file(self, opslag):
        records = [Ingelezen("rij 2", schendingen=(Schending("Postcode", "ontbreekt"),)), *ingelezen(met_id(2))]
        rapport = await lever_aan(opslag, levering(volledig=True), records)
        assert (rapport.fout, rapport.geweigerd, ids(opslag)) == ("", 1, {"w-2"})
        assert rapport.weigeringen[0].schendingen == (Schending("Postcode", "ontbreekt"),)

    @pytest.mark.parametrize("volledig", [False, True])
    async def test_a_yes_gives_consent_and_a_no_takes_consent_and_record(self, opslag, volledig):
        await lever_aan(opslag, levering(), [self.rij(True), self.rij(True, 2)])
        assert opslag.toestemmingen.in_kracht() == {("w-1", Omvang.SUWI), ("w-2", Omvang.SUWI)}

        rapport = await lever_aan(opslag, levering(volledig=volledig), [self.rij(False), self.rij(True, 2)])

        assert (ids(opslag), opslag.toestemmingen.in_kracht()) == ({"w-2"}, {("w-2", Omvang.SUWI)})
        assert (rapport.toestemmingen, rapport.verwijderd, rapport.geweigerd) == (1, 1, 1)
        assert [g.toelichting() for g in opslag.audit.gebeurtenissen] == [
            "gegeven=2; ingetrokken=0; wat=bestand",
            "gegeven=0; ingetrokken=1; wat=bestand",
        ]

    async def test_a_file_does_not_give_again_what_was_withdrawn(self, opslag):
        await lever_aan(opslag, levering(), [self.rij(True)])
        await opslag.toestemmingen.verwerk(BRON, [(self.ID, Intrekken(Omvang.SUWI))], 1)
        rapport = await lever_aan(opslag, levering(), [self.rij(True)])
        assert (rapport.toestemmingen, opslag.toestemmingen.in_kracht()) == (0, set())

    @pytest.mark.parametrize("volgorde", [(True, False), (False, True)])
    @pytest.mark.parametrize("batch", [1, 500])
    async def test_of_one_person_twice_in_a_file_the_no_counts(self, opslag, monkeypatch, volgorde, batch):
        monkeypatch.setattr(aanlevering, "BATCH", batch)
        await lever_aan(opslag, levering(), [self.rij(gegeven) for gegeven in volgorde])
        assert (ids(opslag), opslag.toestemmingen.in_kracht()) == (set(), set())

    async def test_a_trial_leaves_consents_alone(self, opslag):
        await lever_aan(opslag, levering(proef=True), [self.rij(True)])
        assert opslag.toestemmingen.in_kracht() == set()


class TestIneens:
    """Judged first, stored in one transaction: all of it or nothing."""

    @pytest.fixture
    async def gevuld(self, opslag):
        await lever_aan(opslag, levering(), ingelezen(*(met_id(n) for n in range(10))))
        opslag.transacties = 0
        return opslag

    async def test_is_one_transaction_and_the_counts_add_up(self, gevuld, monkeypatch):
        monkeypatch.setattr(aanlevering, "BATCH", 2)
        anders = met_id(2, persoonlijkePresentatie="Anders.")
        records = ingelezen(met_id(1), anders, met_id(11), b"{", met_id(11), met_id(2), met_id(12))
        r = await lever_aan(gevuld, levering(ineens=True), records)
        assert (gevuld.transacties, r.gelezen, r.geweigerd, r.dubbel) == (1, 7, 1, 2)
        assert (r.nieuw, r.gewijzigd, r.ongewijzigd) == (2, 0, 2)
        assert r.geldig == r.nieuw + r.gewijzigd + r.ongewijzigd + r.geweerd + r.dubbel

    async def test_what_fails_at_the_end_leaves_nothing(self, gevuld):
        async def stuk(_, __):
            raise RuntimeError

        voor = dict(gevuld.dossiers.records)
        with pytest.raises(RuntimeError):
            await lever_aan(gevuld, levering(ineens=True), ingelezen(met_id(99)), afronding=stuk)
        assert gevuld.dossiers.records == voor

    @pytest.mark.parametrize(("over", "bevestigen"), [(8, False), (7, True), (0, True)])
    async def test_a_replacement_that_removes_more_than_the_part_waits(self, gevuld, over, bevestigen):
        voor = dict(gevuld.dossiers.records)
        vervang = levering(volledig=True, hoogstens_weg=0.2)
        r = await lever_aan(gevuld, vervang, ingelezen(*(met_id(n) for n in range(over))))
        if not bevestigen:
            assert (r.fout, r.verwijderd, r.te_verwijderen) == ("", 2, 0)
            return
        assert gevuld.dossiers.records == voor
        assert (r.te_verwijderen, r.aanwezig, r.verwijderd, r.nieuw) == (10 - over, 10, 0, 0)
        assert f"verwijdert {10 - over} van de 10" in r.fout

    async def test_removes_what_the_file_names(self, gevuld):
        namen = ingelezen({"idWerkzoekende": "w-1"}, {"idWerkzoekende": "w-1"}, {"idWerkzoekende": "weg"})
        r = await lever_aan(gevuld, levering(verwijderen=True), namen)
        assert (r.verwijderd, r.niet_gevonden, r.dubbel, r.geldig) == (1, 1, 1, 3)
        assert (len(ids(gevuld)), gevuld.transacties) == (9, 1)

    async def test_a_yes_before_a_no_is_not_stored_for_a_moment(self, opslag):
        rij = TestAdapter().rij
        r = await lever_aan(opslag, levering(ineens=True), [rij(True), rij(False), rij(True, 2)])
        assert (ids(opslag), r.nieuw, r.dubbel) == ({"w-2"}, 1, 1)
        assert opslag.toestemmingen.in_kracht() == {("w-2", Omvang.SUWI)}
