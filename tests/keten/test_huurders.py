"""Two municipalities on one node, with persons under the same ids: neither reaches or infers anything of the other.

What a VUM contract shows to a party is the standard's own purpose, and guarded elsewhere (``test_wie_ziet_wat``).
"""

from typing import Any

import orjson
import pytest

from app.models.partijen import Grondslag, Soort
from tests.keten.inzagehuis import PADEN, database_als_tekst, kanaries, sporen, tabellen, verzoek_voor
from tests.keten.kanaries import TEKST
from tests.keten.tokenhuis import VREEMD, A, B, tokenhuis
from tests.storage.hulp import aangeleverd

W = Soort.WERKZOEKENDE
ZELFDE, ALLEEN_A = "persoon-1", "persoon-alleen-a"
VAN_A = kanaries(ZELFDE)
VAN_B = {**VAN_A, "persoonlijkePresentatie": "Dit is van gemeente B."}


@pytest.fixture
async def huis(database_url, kaart, tmp_path):
    async with tokenhuis(database_url, kaart, tmp_path) as huis:
        await laad(huis, A, [VAN_A, kanaries(ALLEEN_A)])
        await laad(huis, B, [VAN_B])
        yield huis


async def laad(huis, bron, records):
    gelezen = [aangeleverd(W, r) for r in records]
    async with huis.node.database.schrijven() as opslag:
        await opslag.dossiers.bewaar(bron, W, "3.0.0", Grondslag.PUBLIEKE_TAAK, gelezen)


async def van(url: str, bron: str) -> dict[str, list[dict[str, Any]]]:
    """Every row that is a source's, in whatever table."""
    alles = await tabellen(url)
    return {
        naam: [r for r in rijen if str(bron) in map(str, r.values())]
        for naam, rijen in alles.items()
        if naam not in {"client", "deelnemer", "bron", "auditregel", "verwerking", "verwerking_segment"}
    }


def zonder_voorval(antwoord):
    """All that an answer tells, but for the id of the request."""
    inhoud = {naam: waarde for naam, waarde in antwoord.json().items() if naam != "instance"}
    koppen = {k: v for k, v in antwoord.headers.items() if not k.startswith("ratelimit")}
    return antwoord.status_code, inhoud, koppen | {"content-length": ""}


async def vraag(huis, token, pad, bron, id_, **velden):
    inhoud = {"bron": bron, "id": id_, **velden}
    koppen = {"Content-Type": "application/json"}
    return await huis.vraag("POST", f"/inzage/api/v1/{pad}", token, content=orjson.dumps(inhoud), headers=koppen)


async def test_the_rights_api_says_the_same_of_another_s_person_whether_it_is_there_or_not(huis, database_url):
    """A person that is there, one that is not, a source that is not: one answer, and nothing changes."""
    voor = await van(database_url, A)
    for wie in ("gemeente-b", "eigen"):
        token = await huis.token(wie)
        for pad in PADEN:
            antwoorden = [
                zonder_voorval(await vraag(huis, token, pad, bron, id_, **verzoek_voor(pad)))
                for bron, id_ in ((A, ZELFDE), (A, ALLEEN_A), (A, "niemand"), (VREEMD, ZELFDE))
            ]
            assert all(a == antwoorden[0] for a in antwoorden), (wie, pad)
            assert antwoorden[0][0] == 403, (wie, pad)
            assert not [s for s in sporen(VAN_A) if s in str(antwoorden)]
    assert await van(database_url, A) == voor


async def test_another_s_person_is_not_there_under_one_s_own_name(huis, database_url):
    """Asked as its own: what only the other has is as absent as what nobody has."""
    token, voor = await huis.token("gemeente-b"), await van(database_url, A)
    for pad in ("exporten", "wissingen", "wissingen/opheffingen", "inzageverzoeken", "toestemmingen/historie"):
        een, ander = [zonder_voorval(await vraag(huis, token, pad, B, id_)) for id_ in (ALLEEN_A, "persoon-alleen-x")]
        weg = {"peilmoment", "gemaaktOp"}
        assert een[0] == ander[0], pad
        assert {k: v for k, v in een[1].items() if k not in weg} == {k: v for k, v in ander[1].items() if k not in weg}
    assert await van(database_url, A) == voor


async def test_what_one_does_to_its_own_person_leaves_the_other_s_of_the_same_id_alone(huis, database_url):
    token, voor = await huis.token("gemeente-b"), await van(database_url, A)
    kopie = await vraag(huis, token, "exporten", B, ZELFDE)
    assert kopie.status_code == 200
    assert "Dit is van gemeente B." in kopie.text
    assert not [s for s in sporen(VAN_A) if s in kopie.text and s not in str(VAN_B)]
    nieuw = {**VAN_B, "persoonlijkePresentatie": "Gewijzigd door B."}
    for pad, velden in (
        ("correcties", {"werkzoekende": nieuw}),
        ("toestemmingen", {"omvang": "privaat"}),
        ("toestemmingen/intrekkingen", {"omvang": "privaat"}),
        ("bezwaren", {}),
        ("bezwaren/opheffingen", {}),
        ("wissingen", {}),
    ):
        assert (await vraag(huis, token, pad, B, ZELFDE, **velden)).status_code == 200, pad
    assert await van(database_url, A) == voor
    assert "Gewijzigd door B." not in await database_als_tekst(database_url)
    assert (await vraag(huis, await huis.token("gemeente-a"), "exporten", A, ZELFDE)).status_code == 200


async def test_the_officer_of_a_municipality_is_not_that_of_the_node(huis):
    assert (await vraag(huis, await huis.token("privacy-a"), "exporten", A, ZELFDE)).status_code == 200
    assert (await vraag(huis, await huis.token("privacy-a"), "exporten", B, ZELFDE)).status_code == 403
    for bron in (A, B):
        assert (await vraag(huis, await huis.token("privacy"), "exporten", bron, ZELFDE)).status_code == 200


async def test_a_whole_replacement_by_one_removes_nothing_of_the_other(huis, database_url):
    voor = await van(database_url, A)
    async with huis.node.database.schrijven() as opslag:

        async def niets():
            return
            yield

        assert await opslag.dossiers.verwijder_behalve(B, W, niets()) == 1
        assert not await opslag.dossiers.verwijder(B, W, ALLEEN_A)
    assert await van(database_url, A) == voor


async def test_no_error_tells_what_the_other_holds(huis):
    """Faulty requests about the other: no answer holds anything of its record, or of what was sent."""
    token = await huis.token("gemeente-b")
    for pad in PADEN:
        for velden in ({"onbekend": TEKST}, {"omvang": TEKST}, {"werkzoekende": {"x": TEKST}}, {"id": [TEKST]}):
            antwoord = await huis.vraag(
                "POST", f"/inzage/api/v1/{pad}", token, json={"bron": A, "id": ZELFDE, **velden}
            )
            assert antwoord.status_code in {400, 403}
            assert TEKST not in antwoord.text
            assert not [s for s in sporen(VAN_A) if s in antwoord.text]


LEVERING = "/aanlevering/api/v1"


async def lever(huis, token, records):
    koppen = {"Content-Type": "application/octet-stream"}
    vraag = {"soort": "werkzoekende", "grondslag": "publieke_taak"}
    url = f"{LEVERING}/leveringen"
    antwoord = await huis.vraag("POST", url, token, params=vraag, content=orjson.dumps(records), headers=koppen)
    assert antwoord.status_code == 202, antwoord.text
    await huis.node.leveringen.werkbank.klaar()
    return antwoord.json()["id"]


async def test_a_delivery_of_the_other_is_not_there_in_any_way(huis, database_url):
    """Its id gives what an id that never was gives, and lists hold one's own alone."""
    a, b = await huis.token("gemeente-a"), await huis.token("gemeente-b")
    van_a = await lever(huis, a, [kanaries("persoon-nieuw-a")])
    van_b = await lever(huis, b, [{**VAN_B, "idWerkzoekende": "persoon-nieuw-b"}])
    voor = await van(database_url, A)
    verzonnen = "".join("0" if teken.isalnum() else teken for teken in van_a)
    for methode, pad in (("GET", ""), ("DELETE", ""), ("GET", "/rapport"), ("POST", "/bevestiging")):
        antwoorden = [
            zonder_voorval(await huis.vraag(methode, f"{LEVERING}/leveringen/{id_}{pad}", b))
            for id_ in (van_a, verzonnen)
        ]
        assert antwoorden[0] == antwoorden[1], pad
        assert antwoorden[0][0] == 404, pad
    lijst = (await huis.vraag("GET", f"{LEVERING}/leveringen", b)).text
    assert van_b in lijst
    assert van_a not in lijst
    assert await van(database_url, A) == voor


async def test_a_record_of_the_other_is_not_there_in_any_way(huis, database_url):
    b, voor = await huis.token("gemeente-b"), await van(database_url, A)
    lijst = (await huis.vraag("GET", f"{LEVERING}/werkzoekenden", b)).text
    assert ZELFDE in lijst
    assert ALLEEN_A not in lijst
    een, ander = [
        zonder_voorval(await huis.vraag("DELETE", f"{LEVERING}/werkzoekenden/{id_}", b))
        for id_ in (ALLEEN_A, "persoon-alleen-x")
    ]
    assert een == ander
    assert een[0] == 404
    for id_, status in ((ZELFDE, 200), (ALLEEN_A, 201)):
        url = f"{LEVERING}/werkzoekenden/{id_}"
        inhoud = {**VAN_B, "idWerkzoekende": id_}
        antwoord = await huis.vraag("PUT", url, b, json=inhoud, params={"grondslag": "publieke_taak"})
        assert antwoord.status_code == status, antwoord.text
        assert (await huis.vraag("DELETE", url, b)).status_code == 204
    assert await van(database_url, A) == voor


async def test_the_management_is_closed_to_both(huis):
    for wie in ("gemeente-a", "gemeente-b", "privacy-a"):
        token = await huis.token(wie)
        for methode, pad in (("GET", "bronnen"), ("GET", "auditregels"), ("DELETE", f"bronnen/{A}")):
            antwoord = await huis.vraag(methode, f"/beheer/api/v1/{pad}", token)
            assert antwoord.status_code == 403
            assert "Gemeente" not in antwoord.text
