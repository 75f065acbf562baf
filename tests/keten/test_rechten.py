"""The rights of the person through the whole node: each right proven by its whole effect, on both databases."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import orjson
import pytest

from app.domain.aanlevering import Ingelezen, Levering, lever_aan
from app.domain.ports import Bronregistratie, Deelnemer, Wijziging
from app.domain.selectiegebied import Postcodekaart
from app.domain.toestemming import Geven
from app.models.errors import NietBeschikbaar
from app.models.identiteit import Oin, RecordID
from app.models.partijen import Grondslag, Inzage, Omvang, Partijklasse, Soort
from app.privacy.verantwoording import Verantwoording
from tests.builders import een_vraag
from tests.keten.huis import BRON, BRONKANT, VRAGERS, Huis, huis
from tests.keten.inzagehuis import (
    FUNCTIONARIS,
    PADEN,
    WIE,
    Loket,
    database_als_tekst,
    kanaries,
    sporen,
    tabellen,
    verzoek_voor,
)
from tests.storage.hulp import aangeleverd

SUWI, PUBLIEK, PRIVAAT = Partijklasse
ANDERE = Oin("00000099000000051000")
ELDERS = Oin("00000099000000052000")


@pytest.fixture
async def loket(database_url: str, kaart: Postcodekaart, tmp_path: Path) -> AsyncIterator[Loket]:
    async with huis(database_url, kaart, tmp_path) as gebouwd:
        async with gebouwd.database.schrijven() as opslag:
            await opslag.register.zet_bron(Bronregistratie(ANDERE, "Andere bron"))
            await opslag.register.zet_bron(Bronregistratie(ELDERS, "Bron elders", url="https://elders.example"))
            await opslag.register.zet_deelnemer(Deelnemer(ANDERE, "Andere bron", PUBLIEK))
        yield Loket(gebouwd)


async def ziet(huis_: Huis, klasse: Partijklasse, **waar: Any) -> bool:
    return bool((await huis_.matches(klasse, **waar))["matches"])


async def activiteiten(url: str) -> list[str]:
    return [rij["activiteit"] for rij in (await tabellen(url))["verwerking"]]


# --- Who may not ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wie", "status"),
    [
        ({"van": None}, 401),
        ({"van": "geen-oin"}, 401),
        ({"van": "00000099000000099000"}, 401),
        ({"via": VRAGERS[SUWI]}, 401),
        ({"via": "geen-oin"}, 401),
        ({"van": VRAGERS[SUWI]}, 403),
        ({"van": ANDERE}, 403),
    ],
)
async def test_who_may_not_gets_nothing_and_changes_nothing(loket, database_url, wie, status):
    await loket.laad(kanaries())
    voor = await tabellen(database_url)
    for pad in PADEN:
        antwoord = await loket.vraag(pad, **wie, **verzoek_voor(pad))
        assert (antwoord.status_code, antwoord.headers["content-type"]) == (status, "application/problem+json"), pad
        assert antwoord.json()["code"] == f"{status}.01"
        assert "kanarie" not in antwoord.text
    assert await tabellen(database_url) == voor


async def test_who_may_not_is_told_nothing_of_the_request_either(loket):
    assert (await loket.vraag("exporten", van=None, onbekend=1)).status_code == 401
    assert (await loket.vraag("exporten", van=VRAGERS[SUWI], bron=ELDERS)).status_code == 403


async def test_a_source_that_is_not_here_is_404_and_a_faulty_request_400(loket, database_url):
    for pad in PADEN:
        for bron in (ELDERS, "00000099000000098000"):
            antwoord = await loket.vraag(pad, van=FUNCTIONARIS, bron=bron, **verzoek_voor(pad))
            assert antwoord.status_code == 404, pad
        antwoord = await loket.vraag(pad, "kanarie mag niet", **{**verzoek_voor(pad), "kanarie": 1})
        assert antwoord.status_code == 400, pad
        assert "id moet" in antwoord.json()["detail"]
        assert "kanarie" not in antwoord.text
    assert await activiteiten(database_url) == []


async def test_a_person_that_is_not_held_is_404_and_nothing_is_recorded(loket, database_url):
    for pad in ("exporten", "correcties", "wissingen", "wissingen/opheffingen"):
        velden = {"werkzoekende": kanaries("niemand-1")} if pad == "correcties" else {}
        assert (await loket.vraag(pad, "niemand-1", **velden)).status_code == 404, pad
    assert await activiteiten(database_url) == []


async def test_the_source_by_its_processor_and_the_officer_of_the_node_may(loket):
    await loket.laad(kanaries())
    async with loket.huis.database.schrijven() as opslag:
        await opslag.register.zet_bron(Bronregistratie(BRON, "Bron", verwerker=ANDERE))
    await loket.goed("exporten", via=ANDERE)
    await loket.goed("exporten", van=FUNCTIONARIS)


async def test_nothing_is_done_or_told_when_it_cannot_be_recorded(loket, database_url, monkeypatch):
    await loket.laad(kanaries())
    await loket.laad(kanaries("gewist-76"))
    await loket.goed("bezwaren")
    await loket.goed("wissingen", "gewist-76")
    voor = await tabellen(database_url)

    async def faalt(*_):
        raise NietBeschikbaar

    monkeypatch.setattr(Verantwoording, "leg_vast", faalt)
    for pad in PADEN:
        anders = {"werkzoekende": kanaries(persoonlijkePresentatie="anders")} if pad == "correcties" else {}
        wie = "gewist-76" if pad == "wissingen/opheffingen" else WIE
        antwoord = await loket.vraag(pad, wie, **{**verzoek_voor(pad), **anders})
        assert antwoord.status_code == 503, pad
        assert "kanarie" not in antwoord.text
    assert await tabellen(database_url) == voor


# --- Who asked -----------------------------------------------------------------------------------------------------


async def _bevraag(loket: Loket) -> None:
    """Every class searches through the exchange and at the source, and opens the detail; private without contact."""
    h = loket.huis
    await loket.laad(kanaries())
    await h.zet([(WIE, Geven(Omvang.PUBLIEK)), (WIE, Geven(Omvang.PRIVAAT))], 1)
    for klasse in (SUWI, PUBLIEK, PRIVAAT):
        match = (await h.matches(klasse))["matches"][0]
        assert (await h.detail(klasse, match["vumID"])).status_code == 200
        await h.matches(klasse, BRONKANT)


@pytest.mark.parametrize("afgeleid", [False, True])
async def test_who_asked_is_told_per_party_role_phase_and_field(loket, afgeleid):
    await _bevraag(loket)
    if afgeleid:
        await loket.huis.node.verantwoording.leid_af()
    overzicht = await loket.goed("inzageverzoeken", aantal=100)
    regels = overzicht["verstrekkingen"]
    # per class: a search through the exchange and a detail are two records each, a search at the source one
    assert overzicht["totaal"] == len(regels) == 15
    assert sorted((r["klasse"], r["rol"], r["fase"]) for r in regels) == sorted(
        [(k.value, rol, fase) for k in Partijklasse for rol in ("bron", "uitwisseling") for fase in ("match", "detail")]
        + [(k.value, "bron", "match") for k in Partijklasse]
    )
    assert [r["moment"] for r in regels] == sorted((r["moment"] for r in regels), reverse=True)
    for r in regels:
        klasse = Partijklasse(r["klasse"])
        assert r["vrager"] == {"oin": VRAGERS[klasse], "naam": f"Partij {klasse}"}
        assert r["verantwoordelijke"]["oin"] == (BRON if r["rol"] == "bron" else FUNCTIONARIS)
        assert r["activiteit"]["uri"].endswith(f"{r['rol']}-werkzoekende-{r['fase']}")
        assert r["activiteit"]["doel"]
        assert r["omvang"] == "velden"


@pytest.mark.parametrize(("klasse", "contact"), [(SUWI, True), (PUBLIEK, False), (PRIVAAT, False), (PRIVAAT, True)])
async def test_the_fields_that_went_out_are_those_that_were_in_the_answer(loket, klasse, contact):
    """Told from the policy, checked against what the asker really received: the record has every field filled."""
    h = loket.huis
    await loket.laad(kanaries())
    gegeven = [Geven(Omvang.PUBLIEK), Geven(Omvang.PRIVAAT), *([Geven(Omvang.CONTACT)] if contact else [])]
    await h.zet([(WIE, g) for g in gegeven], 1)
    match = (await h.matches(klasse))["matches"][0]
    detail = (await h.detail(klasse, match["vumID"])).json()["werkzoekende"]
    regels = {(r["rol"], r["fase"]): r for r in (await loket.goed("inzageverzoeken"))["verstrekkingen"]}
    ingevuld = _paden(kanaries())
    # The one field that a match of version 2 holds and one of version 3 does not: which was asked is not recorded.
    match_kan = ingevuld & set(regels["bron", "match"]["velden"]) - {"indicatieLdrRegistratie"}
    assert match_kan == _paden(match) - {"vumID"}
    assert ingevuld & set(regels["bron", "detail"]["velden"]) == _paden(detail)
    assert ("emailadres" in detail) is contact
    assert ("indicatieLdrRegistratie" in detail) is (klasse is SUWI)
    uitwisseling = regels["uitwisseling", "detail"]
    zeker, misschien = ingevuld & set(uitwisseling["velden"]), set(uitwisseling["veldenOnderVoorbehoud"])
    assert zeker <= _paden(detail) <= zeker | misschien
    assert not misschien if klasse is SUWI else "emailadres" in misschien
    assert regels["bron", "detail"]["veldenOnderVoorbehoud"] == []
    assert regels["bron", "detail"]["traceId"] == uitwisseling["traceId"]


def _paden(deel: Any, pad: str = "") -> set[str]:
    if isinstance(deel, dict):
        return {p for naam, waarde in deel.items() for p in _paden(waarde, f"{pad}.{naam}" if pad else naam)}
    if isinstance(deel, list):
        return {p for waarde in deel for p in _paden(waarde, pad)}
    return {pad}


async def test_pages_do_not_shift_under_new_questions(loket):
    await _bevraag(loket)
    eerste = await loket.goed("inzageverzoeken", aantal=10)
    assert (len(eerste["verstrekkingen"]), eerste["volgendePagina"]) == (10, 2)
    await loket.huis.matches(SUWI)
    tweede = await loket.goed("inzageverzoeken", aantal=10, pagina=2, peilmoment=eerste["peilmoment"])
    assert (len(tweede["verstrekkingen"]), tweede["totaal"]) == (5, 15)
    assert "volgendePagina" not in tweede
    samen = [(r["traceId"], r["rol"]) for r in eerste["verstrekkingen"] + tweede["verstrekkingen"]]
    assert len(set(samen)) == 15
    assert (await loket.goed("inzageverzoeken", pagina=1000))["verstrekkingen"] == []
    assert (await loket.vraag("inzageverzoeken", aantal=101)).status_code == 400


async def test_only_this_person_of_this_source_and_no_vacancy_of_the_same_id(loket):
    from tests.builders import een_vacature
    from tests.storage.hulp import aangeleverd

    h = loket.huis
    await loket.laad(kanaries("ander-78"))
    await loket.laad(kanaries(), bron=ANDERE)
    async with h.database.schrijven() as opslag:
        vacature = aangeleverd(Soort.VACATURE, een_vacature(), WIE)
        await opslag.dossiers.bewaar(BRON, Soort.VACATURE, "3.0.0", None, [vacature])
    await h.matches(SUWI)
    koppen = {"X-VUM-fromParty": VRAGERS[SUWI], "X-VUM-viaParty": BRON, "X-VUM-toParty": BRON}
    koppen |= {"X-VUM-berichtVersie": "3.0.0", "API-Version": "3.0.0", "X-VUM-SUWIparty": "true"}
    antwoord = await loket._klant.get(f"/bron/api/v3/vacatures/{WIE}", headers=koppen)
    assert antwoord.status_code == 200
    assert (await loket.goed("inzageverzoeken"))["totaal"] == 0
    assert (await loket.goed("inzageverzoeken", "ander-78"))["totaal"] == 2
    assert (await loket.goed("inzageverzoeken", van=ANDERE, bron=ANDERE))["totaal"] == 2


async def test_the_look_up_is_itself_on_the_list(loket):
    await loket.laad(kanaries())
    assert (await loket.goed("inzageverzoeken"))["totaal"] == 0
    await loket.goed("exporten", van=FUNCTIONARIS)
    regels = (await loket.goed("inzageverzoeken"))["verstrekkingen"]
    assert [(r["rol"], r["omvang"], r["vrager"]["oin"]) for r in regels] == [
        ("rechten", "alles", FUNCTIONARIS),
        ("rechten", "geen", BRON),
    ]
    assert all("fase" not in r and r["velden"] == [] for r in regels)


async def test_an_answer_under_an_older_policy_is_told_by_that_policy(database_url, kaart, tmp_path):
    """A field that is no longer shown did go out then; a policy that was not kept whole is said to be unknown."""
    async with huis(database_url, kaart, tmp_path) as ruim:
        await Loket(ruim).laad(kanaries())
        await ruim.matches(SUWI, BRONKANT)
    streng = tmp_path / "streng.toml"
    streng.write_text(
        'versie = 1\n[[werkzoekende]]\nveld = "sector"\ngeheel = true\nmatch = "nee"\nreden = "Strenger."\n'
    )
    async with huis(database_url, kaart, tmp_path, beleid=streng) as nu:
        await nu.matches(SUWI, BRONKANT)
        loket = Loket(nu)
        nieuw, oud = (await loket.goed("inzageverzoeken"))["verstrekkingen"]
        assert ("sector.codeSbi" in nieuw["velden"], "sector.codeSbi" in oud["velden"]) == (False, True)
        async with nu.database._motoren.schrijven() as verbinding:
            from sqlalchemy import text

            await verbinding.voer_uit(text("UPDATE beleid SET inhoud = :leeg"), {"leeg": b"[]"})
        regels = (await loket.goed("inzageverzoeken"))["verstrekkingen"]
        assert [(r["omvang"], bool(r["velden"])) for r in regels[1:]] == [("velden", True), ("onbekend", False)]


# --- Copy ----------------------------------------------------------------------------------------------------------


async def test_the_copy_holds_everything_that_the_database_holds(loket, database_url):
    record = kanaries()
    await loket.laad(record)
    await loket.goed("toestemmingen", omvang="privaat", geldigTot="2035-06-30", wijze="formulier")
    await loket.goed("toestemmingen", omvang="contact")
    await loket.goed("toestemmingen/intrekkingen", omvang="contact")
    await loket.goed("bezwaren")
    await loket.goed("bezwaren/opheffingen")
    await loket.huis.matches(PRIVAAT)
    kopie = await loket.goed("exporten")
    assert kopie["werkzoekende"] == record
    assert kopie["matchprofiel"]["mobiliteit"] == record["mobiliteit"]
    assert [(t["omvang"], t.get("geldigTot"), "ingetrokkenOp" in t) for t in kopie["toestemmingen"]] == [
        ("privaat", "2035-06-30", False),
        ("contact", None, True),
    ]
    assert len(kopie["bezwaren"]) == 1
    assert "opgehevenOp" in kopie["bezwaren"][0]
    assert {r["rol"] for r in kopie["verstrekkingen"]} == {"bron", "uitwisseling", "rechten"}
    await _niets_vergeten(kopie, database_url)


async def _niets_vergeten(kopie: dict[str, Any], url: str) -> None:
    """Every column of every row that names the person is in the copy: as it is, or told in another form."""
    verteld = {"toestemming", "bezwaar"}
    for naam, rijen in (await tabellen(url)).items():
        van_persoon = [r for r in rijen if r.get("id") == WIE and r.get("bron_oin") == BRON]
        if not van_persoon or naam in verteld:
            continue
        apart = {"inhoud": "werkzoekende", "profiel": "matchprofiel"}
        for rij, in_kopie in zip(van_persoon, kopie["opslag"][naam], strict=True):
            for kolom, waarde in rij.items():
                if kolom in apart:
                    assert json.loads(waarde) == kopie[apart[kolom]]
                elif waarde is not None:
                    assert kolom in in_kopie, f"{naam}.{kolom}"


async def test_a_copy_of_who_has_only_consents_or_only_a_past(loket):
    await loket.goed("toestemmingen", "nog-niet-1", omvang="suwi")
    kopie = await loket.goed("exporten", "nog-niet-1")
    assert "werkzoekende" not in kopie
    assert kopie["toestemmingen"]
    await loket.laad(kanaries())
    await loket.huis.matches(SUWI)
    async with loket.huis.database.schrijven() as opslag:
        await opslag.dossiers.verwijder(BRON, Soort.WERKZOEKENDE, RecordID(WIE))
    assert len((await loket.goed("exporten"))["verstrekkingen"]) == 2


# --- Correction ----------------------------------------------------------------------------------------------------


async def test_a_correction_counts_at_once_and_leaves_ground_and_consents(loket):
    h = loket.huis
    await loket.laad(kanaries(), grondslag=Grondslag.TOESTEMMING)
    await loket.goed("toestemmingen", omvang="privaat")
    verhuisd = kanaries(mobiliteit={"bemiddelingspostcode": "9711AA", "maximaleReisafstand": 10})
    assert await ziet(h, PRIVAAT)
    assert await loket.goed("correcties", werkzoekende=verhuisd) == {"gewijzigd": True}
    assert not await ziet(h, PRIVAAT)
    vraag = een_vraag(Soort.WERKZOEKENDE, selectiegebied={"postcode": "9711AA", "afstand": 5})
    antwoord = await h._vraag("POST", "/api/v3", PRIVAAT, "/matches", BRON, vraag)
    [match] = antwoord.json()["matches"]
    detail = await h.detail(PRIVAAT, match["vumID"])
    assert detail.json()["werkzoekende"]["mobiliteit"] == verhuisd["mobiliteit"]
    kopie = await loket.goed("exporten")
    assert kopie["grondslag"] == "toestemming"
    assert kopie["werkzoekende"] == verhuisd
    assert not await ziet(h, SUWI)
    assert await loket.goed("correcties", werkzoekende=verhuisd) == {"gewijzigd": False}


async def test_a_correction_keeps_the_end_of_the_ground(loket):
    record = kanaries()
    await loket.huis.laad([WIE], Grondslag.PUBLIEKE_TAAK, grondslag_tot=4_000_000_000)
    await loket.goed("correcties", werkzoekende=record)
    [rij] = (await loket.goed("exporten"))["opslag"]["werkzoekende"]
    assert rij["grondslag_tot"] == 4_000_000_000
    assert rij["suwi_tot"] == 4_000_000_000


@pytest.mark.parametrize(
    ("anders", "regel"),
    [
        ({"mobiliteit": {"bemiddelingspostcode": "kanarie"}}, "werkzoekende.mobiliteit.bemiddelingspostcode moet"),
        ({"idWerkzoekende": "kanarie-ander"}, "werkzoekende.idWerkzoekende moet gelijk zijn aan id"),
        ({"idWerkzoekende": "111222333"}, "werkzoekende.idWerkzoekende mag geen BSN zijn"),
        ({"kanarie": 1}, "bevat een veld dat het contract niet kent"),
        ({"sector": None}, "mag niet null zijn"),
    ],
)
async def test_a_faulty_correction_changes_nothing_and_repeats_nothing(loket, anders, regel):
    await loket.laad(kanaries())
    antwoord = await loket.vraag("correcties", werkzoekende={**kanaries(), **anders})
    assert antwoord.status_code == 400
    assert regel in antwoord.json()["detail"]
    assert "kanarie" not in antwoord.text
    assert (await loket.goed("exporten"))["werkzoekende"] == kanaries()


async def test_what_was_delivered_in_version_2_is_corrected_in_version_2(loket, database_url):
    h, beroep = loket.huis, {"beroepsnaamGecodeerd": {"codeBeroepsnaam": "5642", "omschrijvingBeroepsnaam": "Lasser"}}
    verbeterd = {
        "idWerkzoekende": WIE,
        "mobiliteit": {"bemiddelingspostcode": "1012LG"},
        "bemiddelingsberoep": [beroep],
        "sector": [],
    }
    oud = aangeleverd(Soort.WERKZOEKENDE, {**verbeterd, "bemiddelingsberoep": []}, WIE)
    async with h.database.schrijven() as opslag:
        await opslag.dossiers.bewaar(BRON, Soort.WERKZOEKENDE, "2.0.0", Grondslag.PUBLIEKE_TAAK, [oud])
    antwoord = await loket.vraag("correcties", werkzoekende=kanaries())
    assert antwoord.status_code == 400
    assert "werkzoekende.bemiddelingsberoep[0] moet" in antwoord.json()["detail"]
    assert await loket.goed("correcties", werkzoekende=verbeterd) == {"gewijzigd": True}
    kopie = await loket.goed("exporten")
    assert kopie["werkzoekende"] == verbeterd
    [rij] = kopie["opslag"]["werkzoekende"]
    assert (rij["versie"], rij["grondslag"]) == ("2.0.0", "publieke_taak")
    assert await ziet(h, SUWI)


async def test_a_correction_passes_the_free_text_guard(loket, database_url):
    await loket.laad(kanaries())
    await loket.goed("correcties", werkzoekende=kanaries(persoonlijkePresentatie="Mijn BSN is 111222333."))
    assert "111222333" not in await database_als_tekst(database_url)


# --- Consent and objection -----------------------------------------------------------------------------------------


async def test_an_objection_hides_from_search_detail_and_vumid_at_once_until_it_is_lifted(loket):
    h = loket.huis
    await loket.laad(kanaries())
    vum_id = (await h.matches(SUWI))["matches"][0]["vumID"]

    async def zichtbaar() -> list[bool]:
        details = [await h.detail(SUWI, vum_id), await h.detail(SUWI, WIE, BRONKANT)]
        return [await ziet(h, SUWI), await ziet(h, SUWI, basis=BRONKANT), *(d.status_code == 200 for d in details)]

    assert all(await zichtbaar())
    stand = await loket.goed("bezwaren")
    assert stand["gewijzigd"]
    assert "opgehevenOp" not in stand["bezwaren"][0]
    assert not any(await zichtbaar())
    assert not (await loket.goed("bezwaren"))["gewijzigd"]
    assert (await loket.goed("bezwaren/opheffingen"))["gewijzigd"]
    assert all(await zichtbaar())


async def test_consent_opens_and_withdrawal_closes_at_once_and_the_history_tells(loket):
    h = loket.huis
    await loket.laad(kanaries())
    assert not await ziet(h, PRIVAAT)
    stand = await loket.goed("toestemmingen", omvang="privaat", geldigTot="2035-06-30", wijze="formulier")
    assert (stand["gewijzigd"], stand["toestemmingen"][0]["geldigTot"]) == (True, "2035-06-30")
    assert await ziet(h, PRIVAAT)
    assert (await loket.goed("toestemmingen/intrekkingen", omvang="privaat"))["gewijzigd"]
    assert not await ziet(h, PRIVAAT)
    [regel] = (await loket.goed("toestemmingen/historie"))["toestemmingen"]
    assert (regel["omvang"], regel["wijze"]) == ("privaat", "formulier")
    assert "ingetrokkenOp" in regel


@pytest.mark.parametrize(
    ("velden", "regel"),
    [
        ({"omvang": "kanarie"}, "omvang moet een van"),
        ({}, "omvang is verplicht"),
        ({"omvang": "suwi", "geldigTot": "2020-01-01"}, "ligt in het verleden"),
        ({"omvang": "suwi", "wijze": "bel kanarie@voorbeeld.example"}, "wijze"),
    ],
)
async def test_a_faulty_consent_is_refused_without_its_value(loket, database_url, velden, regel):
    antwoord = await loket.vraag("toestemmingen", **velden)
    assert antwoord.status_code == 400
    assert regel in antwoord.json()["detail"]
    assert "kanarie" not in antwoord.text
    assert await activiteiten(database_url) == []


# --- Erasure -------------------------------------------------------------------------------------------------------


async def test_after_an_erasure_nothing_of_the_person_is_in_any_table(loket, database_url):
    h = loket.huis
    record = kanaries()
    await loket.laad(record)
    await loket.laad(kanaries("blijft-79"))
    await loket.goed("toestemmingen", omvang="privaat", wijze="papier-wilgenroos")
    await loket.goed("bezwaren", "alleen-bezwaar-80")
    match = (await h.matches(PRIVAAT))["matches"][0]
    assert (await h.detail(PRIVAAT, match["vumID"])).status_code == 200
    spoor = [WIE, "papier-wilgenroos", *set(sporen(record)) - set(sporen(kanaries("blijft-79")))]
    voor = await database_als_tekst(database_url)
    assert all(s in voor for s in spoor if s != match["vumID"])
    assert await loket.goed("wissingen") == {"gegevens": True, "toestemmingen": True}
    na = await database_als_tekst(database_url)
    assert [s for s in spoor if s in na or s.encode().hex() in na] == []
    assert "blijft-79" in na
    assert (await loket.goed("wissingen", "alleen-bezwaar-80")) == {"gegevens": False, "toestemmingen": True}
    assert "alleen-bezwaar-80" not in await database_als_tekst(database_url)
    assert (await loket.vraag("wissingen")).status_code == 404


async def test_a_vumid_of_who_was_erased_answers_as_any_unknown_one(loket):
    h = loket.huis
    await loket.laad(kanaries())
    vum_id = (await h.matches(SUWI))["matches"][0]["vumID"]
    await loket.goed("wissingen")
    gewist, onbekend = await h.detail(SUWI, vum_id), await h.detail(SUWI, "onbekend")
    assert gewist.status_code == onbekend.status_code == 400
    assert {**gewist.json(), "instance": ""} == {**onbekend.json(), "instance": ""}
    assert not await ziet(h, SUWI)


async def test_what_went_out_before_the_erasure_can_still_be_asked(loket):
    await _bevraag(loket)
    await loket.goed("wissingen")
    overzicht = await loket.goed("inzageverzoeken", aantal=100)
    assert overzicht["totaal"] == 16
    assert overzicht["verstrekkingen"][0]["activiteit"]["uri"].endswith("wissing-betrokkene")
    assert (await loket.huis.node.verantwoording.controleer()).breuk is None


@pytest.mark.parametrize("volledig", [False, True])
async def test_a_later_delivery_does_not_bring_back_who_was_erased_until_that_is_lifted(loket, database_url, volledig):
    h = loket.huis
    await loket.laad(kanaries())
    await loket.goed("wissingen")

    async def lever() -> tuple[int, int]:
        regels = [Ingelezen(f"record {n}", orjson.dumps(kanaries(i))) for n, i in enumerate((WIE, "ander-81"))]
        levering = Levering(BRON, Soort.WERKZOEKENDE, grondslag=Grondslag.PUBLIEKE_TAAK, volledig=volledig)
        rapport = await lever_aan(h.database, levering, regels, wacht=h.node.tekstwacht)
        return rapport.geladen, rapport.geweerd

    assert await lever() == (1, 1)
    assert len((await h.matches(SUWI))["matches"]) == 1
    assert WIE not in await database_als_tekst(database_url)
    assert await loket.goed("wissingen/opheffingen") == {"opgeheven": True}
    assert (await loket.vraag("wissingen/opheffingen")).status_code == 404
    assert await lever() == (2, 0)
    assert len((await h.matches(SUWI))["matches"]) == 2


async def test_the_erasure_holds_at_that_source_alone_and_after_a_rotation_of_the_key(loket):
    from app.privacy.sleutelbestand import roteer_bestand
    from app.privacy.sleutels import Sleuteldoel

    await loket.laad(kanaries())
    await loket.goed("wissingen")
    assert await loket.laad(kanaries(), bron=ANDERE) == {Wijziging.NIEUW: 1}
    roteer_bestand(loket.huis.node.instellingen.sleutelpad, Sleuteldoel.PSEUDONIEM, dwing=True)
    loket.huis.node.sleutels.ververs()
    assert await loket.laad(kanaries()) == {Wijziging.GEWEERD: 1}
    await loket.goed("wissingen/opheffingen")
    assert await loket.laad(kanaries()) == {Wijziging.NIEUW: 1}


async def test_nothing_is_entered_in_the_register_for_who_was_erased(loket, database_url):
    await loket.laad(kanaries())
    await loket.goed("wissingen")
    for pad in ("toestemmingen", "bezwaren"):
        assert (await loket.vraag(pad, **verzoek_voor(pad))).status_code == 404
    await loket.huis.zet([(WIE, Geven(Omvang.SUWI))], 1)
    assert WIE not in await database_als_tekst(database_url)


async def test_of_an_erasure_and_deliveries_at_one_time_the_erasure_wins(loket, database_url):
    for ronde in range(8):
        await loket.laad(kanaries(), grondslag=Grondslag.PUBLIEKE_TAAK)
        anders = kanaries(persoonlijkePresentatie=f"ronde {ronde}")
        uitkomsten = await asyncio.gather(
            loket.laad(anders),
            loket.vraag("wissingen"),
            loket.vraag("toestemmingen", omvang="suwi"),
            loket.laad(anders),
        )
        assert uitkomsten[1].status_code == 200
        assert WIE not in await database_als_tekst(database_url)
        await loket.goed("wissingen/opheffingen")


async def test_every_right_is_recorded_as_what_it_is(loket, database_url):
    await loket.laad(kanaries())
    for pad in PADEN[:3] + PADEN[5:] + PADEN[3:5]:
        await loket.goed(pad, **verzoek_voor(pad))
    assert sorted(await activiteiten(database_url)) == sorted(
        ["inzage-betrokkene"] * 3
        + ["correctie-betrokkene"]
        + ["wissing-betrokkene"] * 2
        + ["toestemming-betrokkene"] * 2
        + ["bezwaar-betrokkene"] * 2
    )
    assert WIE not in await database_als_tekst(database_url)


async def test_a_record_that_nobody_may_see_has_rights_all_the_same(loket):
    await loket.laad(kanaries(), grondslag=Grondslag.TOESTEMMING)
    async with loket.huis.database.lezen() as opslag:
        for klasse in Partijklasse:
            assert await opslag.dossiers.open(BRON, Soort.WERKZOEKENDE, RecordID(WIE), Inzage(klasse, 1)) is None
    assert (await loket.goed("exporten"))["werkzoekende"] == kanaries()
