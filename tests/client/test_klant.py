"""Both clients, against a scripted exchange."""

import httpx
import orjson
import pytest

from openvum.client import (
    FoutAntwoord,
    LimietBereikt,
    NietBeschikbaar,
    NietGeautoriseerd,
    Onbereikbaar,
    OngeldigAntwoord,
    OngeldigeAanroep,
    Serverfout,
    Tijdslimiet,
    VacatureVraag,
    VraagFout,
    WerkzoekendeVraag,
)
from tests.client.conftest import BASIS, UITWISSELING, VRAGER, detail, fout, match, matches

VRAAG = WerkzoekendeVraag("3511AA", 10)


async def test_a_question_carries_what_the_contract_asks(vraag, overkant):
    overkant.antwoorden = [matches(match(1), match(2), meer=True)]
    antwoord = await vraag(lambda k: k.werkzoekenden.vraag(VRAAG))
    assert [m.vumID for m in antwoord] == ["vum-1", "vum-2"]
    assert antwoord.matches[0].mobiliteit.bemiddelingspostcode == "3511AA"
    assert (antwoord.meer, antwoord.vraag_id, antwoord.bronnen, len(antwoord)) == (True, "vraag-1", "bevraagd=1", 2)
    (verzoek,) = overkant.verzoeken
    assert (verzoek.method, str(verzoek.url)) == ("POST", f"{BASIS}/werkzoekendeProfielen/matches")
    assert orjson.loads(verzoek.content) == {"vraagObject": VRAAG.als_json()}
    koppen = {k: verzoek.headers[k] for k in ("api-version", "x-vum-fromparty", "x-vum-toparty", "x-vum-viaparty")}
    assert list(koppen.values()) == ["3.0.0", VRAGER, UITWISSELING, VRAGER]
    assert verzoek.headers["content-type"] == "application/json"
    assert "x-vum-suwiparty" not in verzoek.headers


async def test_a_match_opens_its_detail(vraag, overkant):
    overkant.antwoorden = [detail(persoonlijkePresentatie="tekst")]
    gevonden = await vraag(lambda k: k.werkzoekenden.detail("a.b_c-d"))
    assert (gevonden.bron_id, gevonden.record.persoonlijkePresentatie) == (UITWISSELING, "tekst")
    assert overkant.verzoeken[0].url.raw_path == b"/api/v3/werkzoekendeProfielen/a.b_c-d"
    assert "tekst" not in repr(gevonden)


async def test_an_id_cannot_leave_its_path(vraag, overkant):
    overkant.antwoorden = [fout(400)]
    with pytest.raises(OngeldigeAanroep):
        await vraag(lambda k: k.vacatures.detail("../../beheer?x"))
    assert overkant.verzoeken[0].url.raw_path == b"/api/v3/vacatures/..%2F..%2Fbeheer%3Fx"


async def test_details_stop_at_the_agreed_number(vraag, overkant):
    overkant.antwoorden = [matches(*map(match, range(5)))]
    antwoord = await vraag(lambda k: k.werkzoekenden.vraag(VRAAG))
    overkant.antwoorden = [detail()]
    paren = await vraag(lambda k: k.werkzoekenden.details(antwoord))
    assert [m.vumID for m, _ in paren] == ["vum-0", "vum-1"]
    assert len(await vraag(lambda k: k.werkzoekenden.details(antwoord, 1))) == 1


@pytest.mark.parametrize(
    ("status", "soort"),
    [
        (400, OngeldigeAanroep),
        (401, NietGeautoriseerd),
        (429, LimietBereikt),
        (500, Serverfout),
        (503, NietBeschikbaar),
        (404, FoutAntwoord),
        (302, FoutAntwoord),
    ],
)
async def test_every_status_has_its_error(vraag, overkant, status, soort):
    overkant.antwoorden = [fout(status, "x.1")]
    with pytest.raises(soort) as gevangen:
        await vraag(lambda k: k.werkzoekenden.vraag(VRAAG))
    f = gevangen.value
    assert (f.status, f.code, f.melding, f.details) == (status, "x.1", "m", "d")
    assert str(f) == f"{status} x.1 m d"


@pytest.mark.parametrize("body", [b"", b"{", b"<html>", b"[]", b"{}", b'{"matches": [1]}', b'{"matches": []}'])
async def test_what_is_no_answer_is_said_so(vraag, overkant, body):
    overkant.antwoorden = [httpx.Response(200, content=body)]
    with pytest.raises(OngeldigAntwoord):
        await vraag(lambda k: k.werkzoekenden.vraag(VRAAG))


async def test_a_large_answer_is_not_held(vraag, overkant):
    overkant.antwoorden = [httpx.Response(200, content=b"x" * 10_001)]
    with pytest.raises(OngeldigAntwoord, match="groter"):
        await vraag(lambda k: k.werkzoekenden.vraag(VRAAG))


async def test_a_match_that_breaks_the_schema_is_left_out_and_told(vraag, overkant):
    overkant.antwoorden = [matches(match(1), match(2, bsn="999990019"), match(3, mobiliteit={}))]
    antwoord = await vraag(lambda k: k.werkzoekenden.vraag(VRAAG))
    assert [m.vumID for m in antwoord] == ["vum-1"]
    assert [str(s) for (s,) in antwoord.ongeldig] == [
        "Het bericht bevat een veld dat het contract niet kent",
        "mobiliteit.bemiddelingspostcode is verplicht",
    ]
    assert len(antwoord.ruw) == 3


@pytest.mark.parametrize(
    ("eerst", "keer"),
    [
        ([httpx.ConnectError("x")], 2),
        ([fout(503, **{"Retry-After": "0"})], 2),
        ([fout(429, **{"Retry-After": "0"})], 2),
        ([fout(503), fout(503)], 3),
    ],
)
async def test_what_is_safe_is_sent_again(vraag, overkant, eerst, keer):
    overkant.antwoorden = [*eerst, matches(match())]
    assert len(await vraag(lambda k: k.werkzoekenden.vraag(VRAAG))) == 1
    assert len(overkant.verzoeken) == keer


@pytest.mark.parametrize(
    ("antwoord", "soort"),
    [
        (httpx.ReadError("x"), Onbereikbaar),
        (httpx.ReadTimeout("x"), Tijdslimiet),
        (fout(429), LimietBereikt),
        (fout(429, **{"Retry-After": "86400"}), LimietBereikt),
        (fout(500), Serverfout),
        (fout(400), OngeldigeAanroep),
    ],
)
async def test_a_question_that_may_have_been_answered_is_not_sent_again(vraag, overkant, antwoord, soort):
    overkant.antwoorden = [antwoord]
    with pytest.raises(soort):
        await vraag(lambda k: k.werkzoekenden.vraag(VRAAG))
    assert len(overkant.verzoeken) == 1


async def test_a_detail_whose_connection_broke_is_asked_again(vraag, overkant):
    overkant.antwoorden = [httpx.ReadError("x"), detail()]
    await vraag(lambda k: k.werkzoekenden.detail("a"))
    assert len(overkant.verzoeken) == 2


async def test_trying_ends(vraag, overkant):
    overkant.antwoorden = [httpx.ConnectError("geheim.example")]
    with pytest.raises(Onbereikbaar) as gevangen:
        await vraag(lambda k: k.werkzoekenden.vraag(VRAAG))
    assert "geheim" not in str(gevangen.value)
    assert len(overkant.verzoeken) == 3


async def test_a_question_of_the_other_kind_is_not_sent(vraag, overkant):
    with pytest.raises(VraagFout, match="vacature"):
        await vraag(lambda k: k.werkzoekenden.vraag(VacatureVraag("3511AA", 10)))
    with pytest.raises(VraagFout, match=r"selectiegebied\.postcode is verplicht"):
        await vraag(lambda k: k.werkzoekenden.vraag({"selectiegebied": {"afstand": 1}}))
    assert overkant.verzoeken == []
