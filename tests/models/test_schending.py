"""Paths and rules: nothing that a client sent comes back."""

import pytest
from pydantic import ValidationError

from app.models.bericht import WerkzoekendeProfielMatchesResponse
from app.models.schending import ONBEKEND_VELD, Schending, bekende_namen, schendingen, toon_pad
from app.models.vacature import Vacature
from app.models.werkzoekende import Werkzoekende

GEHEIM = "geheimewaarde"


def gebreken(model, ruw: str) -> list[Schending]:
    with pytest.raises(ValidationError) as gevangen:
        model.model_validate_json(ruw)
    gevonden = schendingen(gevangen.value)
    assert GEHEIM not in str(gevonden)
    return gevonden


def test_path_shows_known_names_and_indexes_only():
    assert (
        toon_pad(("vraagObject", "rijbewijs", "$all", 0, GEHEIM, "tak:begrensd")) == "vraagObject.rijbewijs.$all[0].*"
    )
    assert toon_pad(()) == ""
    assert toon_pad((3, "postcode")) == "[3].postcode"


def test_known_names_are_the_json_names_of_all_models():
    assert {"vraagObject", "$elemMatch", "beroep.codeBeroepsnaam", "contactpersoon", "vumID", "huisnummer"} <= (
        bekende_namen()
    )
    assert not {"eq", "een_van", "uren_maximaal", "begrensd"} & bekende_namen()


def test_a_violation_reads_as_a_sentence():
    assert str(Schending("adres.postcode", "is verplicht")) == "adres.postcode is verplicht"
    assert str(Schending("", ONBEKEND_VELD)) == "Het bericht bevat een veld dat het contract niet kent"


@pytest.mark.parametrize(
    ("ruw", "pad", "regel"),
    [
        ('{"naamVacature": 1}', "naamVacature", "moet tekst zijn"),
        ('{"sector": []}', "sector", "moet een object zijn"),
        ('{"rijbewijs": {}}', "rijbewijs", "moet een lijst zijn"),
        ('{"adres": {"huisnummer": -1, "postcode": "3511AA"}}', "adres.huisnummer", "moet ten minste 0 zijn"),
        ('{"adres": {"straatnaam": "x"}}', "adres.postcode", "is verplicht"),
        (
            '{"taalbeheersing": [{"codeTaal": "geheimewaarde"}]}',
            "taalbeheersing[0].codeTaal",
            "moet een taalcode van drie kleine letters zijn (ISO 639-3)",
        ),
        ('{"opleiding": [{"codeOpleidingsnaam": "x"}]}', "opleiding[0].codeOpleidingsnaam", "moet uit cijfers bestaan"),
        ('{"werkgever": {"geheimewaarde": 1}}', "werkgever", ONBEKEND_VELD),
        (
            '{"nummerVacature": "geheimewaarde"}',
            "nummerVacature",
            "mag hoogstens 11 tekens bevatten",
        ),
    ],
)
def test_rule_is_told_in_dutch(ruw, pad, regel):
    assert gebreken(Vacature, ruw.replace("{", '{"idVacature": "v1", ', 1)) == [Schending(pad, regel)]


def test_equal_violations_are_told_once():
    ruw = '{"idVacature": "v1", "geheimewaarde": 1, "ook_geheimewaarde": 2}'
    assert gebreken(Vacature, ruw) == [Schending("", ONBEKEND_VELD)]


def test_rule_of_an_identifier_is_its_own():
    ruw = (
        '{"maximumAantalResultatenBereikt": 0, "vraagID": "v", '
        '"matches": [{"mobiliteit": {"bemiddelingspostcode": "3511AA"}, "vumID": "/geheimewaarde"}]}'
    )
    assert [s.pad for s in gebreken(WerkzoekendeProfielMatchesResponse, ruw)] == [
        "maximumAantalResultatenBereikt",
        "matches[0].vumID",
    ]
    assert "500 tekens" in gebreken(WerkzoekendeProfielMatchesResponse, ruw)[1].regel


def test_models_show_no_data():
    with pytest.raises(ValidationError) as gevangen:
        Werkzoekende.model_validate_json('{"persoonlijkePresentatie": ["geheimewaarde"]}')
    assert GEHEIM not in str(gevangen.value)
    persoon = Werkzoekende.model_validate_json('{"persoonlijkePresentatie": "geheimewaarde"}')
    assert persoon.persoonlijkePresentatie == GEHEIM
    assert GEHEIM not in f"{persoon} {persoon!r} {[persoon]}"
