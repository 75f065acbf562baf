"""The audit log's rows, its chain, and that nothing of a person fits in it."""

import pytest

from app.domain.audit import (
    LEGE_KOP,
    Auditbreuk,
    Auditgebeurtenis,
    Handeling,
    Herkomst,
    Keten,
    Objecttype,
    Wie,
    af_te_snijden,
    kop_klopt,
    nieuwe_regel,
    onderteken,
    volgende_kop,
)
from app.domain.verwerkingsketen import Gebrek

OIN = "00000099000000001000"


class Zegel:
    """Signs with a word; another word is another key."""

    def __init__(self, woord=b"w"):
        self.woord = woord

    def teken(self, inhoud):
        return "k1", self.woord + inhoud

    def klopt(self, sleutel, inhoud, handtekening):
        return (sleutel, handtekening) == ("k1", self.woord + inhoud)


ZEGEL = Zegel()


def gebeurtenis(**anders):
    velden = {"handeling": Handeling.BRON_GEWIJZIGD, "objecttype": Objecttype.BRON, "object": OIN, "wie": Wie()}
    return Auditgebeurtenis(**{**velden, **anders})


def reeks(aantal):
    kop, regels = LEGE_KOP, []
    for nummer in range(aantal):
        regel = nieuwe_regel(kop, 1000 + nummer, gebeurtenis(bijzonderheden={"versie": nummer}))
        kop = volgende_kop(kop, regel, ZEGEL)
        regels.append(regel)
    return kop, regels


def oordeel(kop, regels):
    keten = Keten(kop)
    return keten.volg(regels) or keten.slot(ZEGEL)


@pytest.mark.parametrize(
    "anders",
    [
        {"object": "Jan Jansen"},
        {"object": "jan@voorbeeld.nl"},
        {"wie": Wie("Jan Jansen", Herkomst.CLI)},
        {"wie": Wie("cli:jan@voorbeeld.nl", Herkomst.CLI)},
        {"wie": Wie("cli:../../etc", Herkomst.CLI)},
        {"wie": Wie(verzoek_id="x=1; y=2")},
        {"bijzonderheden": {"naam": "jan@voorbeeld.nl"}},
        {"bijzonderheden": {"wijze": "a; b=c"}},
        {"bijzonderheden": {"Id": 1}},
        {"bijzonderheden": {"reden": "x" * 65}},
    ],
)
def test_refuses_what_has_no_place_here_without_repeating_it(anders):
    with pytest.raises(ValueError, match=r"^audit: ") as fout:
        gebeurtenis(**anders)
    assert not any(woord in str(fout.value) for woord in ("Jan", "jan", "etc"))


@pytest.mark.parametrize("actor", ["systeem", "onbekend", OIN, "cli:beheerder", "cli:uid-1000", "cli:_dienst"])
def test_an_actor_is_an_organisation_an_account_or_the_node(actor):
    assert gebeurtenis(wie=Wie(actor)).wie.actor == actor


def test_details_come_back_by_name():
    regel = nieuwe_regel(LEGE_KOP, 1, gebeurtenis(bijzonderheden={"soort": "vacature", "nieuw": 3}))
    assert regel.toelichting == "nieuw=3; soort=vacature"
    assert regel.bijzonderheden() == {"nieuw": "3", "soort": "vacature"}


def test_an_untouched_chain_holds_and_an_empty_one_too():
    assert oordeel(*reeks(5)) is None
    assert oordeel(LEGE_KOP, []) is None


@pytest.mark.parametrize(
    ("veld", "waarde"),
    [
        ("moment", 1),
        ("handeling", "bron_toegevoegd"),
        ("object", "x"),
        ("uitkomst", "mislukt"),
        ("actor", "onbekend"),
        ("herkomst", "cli"),
        ("verzoek_id", "1"),
        ("toelichting", ""),
        ("objecttype", "api"),
        ("hash", bytes(32)),
    ],
)
def test_a_changed_field_is_named_by_its_row(veld, waarde):
    kop, regels = reeks(5)
    regels[2] = regels[2]._replace(**{veld: waarde})
    assert oordeel(kop, regels) == Auditbreuk(Gebrek.GEWIJZIGD, 3)


def test_a_row_removed_added_or_moved_is_named():
    kop, regels = reeks(5)
    assert oordeel(kop, regels[:2] + regels[3:]) == Auditbreuk(Gebrek.ONTBREEKT, 3)
    assert oordeel(kop, regels[1:]) == Auditbreuk(Gebrek.ONTBREEKT, 1)
    assert oordeel(kop, regels[:4]) == Auditbreuk(Gebrek.ONTBREEKT, 5)
    extra = nieuwe_regel(kop, 2000, gebeurtenis())
    assert oordeel(kop, [*regels, extra]) == Auditbreuk(Gebrek.EXTRA, 6)
    verplaatst = [regels[0], regels[2]._replace(nummer=2), regels[1]._replace(nummer=3), *regels[3:]]
    assert oordeel(kop, verplaatst) == Auditbreuk(Gebrek.GEWIJZIGD, 2)


def test_rehashing_everything_does_not_help_without_the_key():
    kop, regels = LEGE_KOP, []
    for nummer in range(5):
        regel = nieuwe_regel(kop, 1000 + nummer, gebeurtenis(object="api" if nummer == 2 else OIN))
        kop = volgende_kop(kop, regel, Zegel(b"ander"))
        regels.append(regel)
    assert oordeel(kop, regels) == Auditbreuk(Gebrek.ANKER, 0)


def test_a_head_that_was_tampered_with_is_never_signed_again():
    kop, regels = reeks(5)
    teruggezet = kop._replace(aantal=3, hash=regels[2].hash)
    regel = nieuwe_regel(teruggezet, 3000, gebeurtenis())
    verder = volgende_kop(teruggezet, regel, ZEGEL)
    assert not kop_klopt(verder, ZEGEL)
    assert oordeel(verder, [*regels[:3], regel]) == Auditbreuk(Gebrek.ANKER, 0)
    geleegd = LEGE_KOP._replace(sleutel="k1")
    assert not kop_klopt(volgende_kop(geleegd, nieuwe_regel(geleegd, 1, gebeurtenis()), ZEGEL), ZEGEL)


def test_cutting_off_the_oldest_keeps_the_chain():
    kop, regels = reeks(5)
    nieuw = onderteken(af_te_snijden(kop, regels, 1002), ZEGEL)
    assert nieuw.begin == 2
    assert oordeel(nieuw, regels[2:]) is None
    assert oordeel(nieuw, regels[3:]) == Auditbreuk(Gebrek.ONTBREEKT, 3)
    assert oordeel(nieuw, regels[1:]) == Auditbreuk(Gebrek.EXTRA, 2)
    alles = onderteken(af_te_snijden(kop, regels, 9999), ZEGEL)
    assert oordeel(alles, []) is None
    verder = nieuwe_regel(alles, 9999, gebeurtenis())
    assert oordeel(volgende_kop(alles, verder, ZEGEL), [verder]) is None


def test_evidence_is_not_cut_off():
    kop, regels = reeks(5)
    assert af_te_snijden(kop, regels, 1000) is None
    geknoeid = [regels[0], regels[1]._replace(actor="onbekend"), *regels[2:]]
    assert af_te_snijden(kop, geknoeid, 9999) is None
    later = [regels[0]._replace(moment=9999), *regels[1:]]
    assert af_te_snijden(kop, later, 1002) is None
