"""What was stored under no guard of free text, or an older one, is guarded on its way out and again in upkeep."""

import orjson
import pytest

from app.domain.ports import Bronmatch, Selectie, Wijziging
from app.domain.selectievraag import ontleed
from app.domain.tekstwacht import bewaakt_record
from app.main import tekstwacht_van
from app.models.identiteit import RecordID
from app.models.partijen import Soort
from app.privacy import herbewaking, vrijetekst
from app.privacy.herbewaking import bewaak_opnieuw
from app.privacy.vrijetekst import GUARD_VERSION, Keuze, aanleverwacht, bewaak_bronmatch, bewaak_selectie
from app.settings import Instellingen
from tests.builders import een_vacature, een_vraag, een_werkzoekende
from tests.storage.hulp import SUWI, aangeleverd, bewaar, nieuwe_bron, zoek

W = Soort.WERKZOEKENDE
TEKST = "BSN 999990019, bel 06-12345678."
DETAIL = "BSN [bsn verwijderd], bel 06-12345678."
MATCH = "BSN [bsn verwijderd], bel [telefoonnummer verborgen]."


def met(soort, tekst):
    if soort is W:
        return een_werkzoekende(arbeidsmarktkwalificatie={"cursus": [{"naamCursus": "x", "toelichtingCursus": tekst}]})
    return een_vacature(omschrijvingVacature=tekst)


def profiel(tekst):
    return orjson.dumps({"persoonlijkePresentatie": tekst})


# --- on delivery ---


@pytest.mark.parametrize("soort", Soort)
def test_a_delivery_keeps_in_the_detail_what_it_masks_in_the_match(soort):
    oordeel = aanleverwacht(Keuze.MASKEREN)(soort, met(soort, TEKST))
    assert oordeel.gegevens == met(soort, DETAIL)
    assert oordeel.matchgegevens == met(soort, MATCH)
    assert {v.soort for v in oordeel.vondsten} == {"bsn", "telefoonnummer"}
    assert oordeel.versie == GUARD_VERSION
    assert oordeel.schendingen == ()
    assert TEKST not in repr(oordeel)


def test_a_record_without_a_finding_is_not_touched():
    record = een_werkzoekende()
    oordeel = aanleverwacht(Keuze.WEIGEREN)(W, record)
    assert oordeel.gegevens is record
    assert oordeel.matchgegevens is record


def test_an_operator_can_refuse_a_bsn_and_nothing_else():
    wacht = tekstwacht_van(Instellingen(vrije_tekst="weigeren"))
    (schending,) = wacht(W, met(W, TEKST)).schendingen
    assert schending == ("arbeidsmarktkwalificatie.cursus[0].toelichtingCursus", "mag geen bsn bevatten")
    assert wacht(W, met(W, "bel 06-12345678")).schendingen == ()


def test_every_choice_can_be_set():
    assert {tekstwacht_van(Instellingen(vrije_tekst=k.value)) for k in Keuze}


# --- on the way out ---


def test_a_match_of_this_guard_goes_as_it_is():
    match = Bronmatch(RecordID("w"), b"not even read", 1.0, GUARD_VERSION)
    assert bewaak_bronmatch(W, match) is match


@pytest.mark.parametrize("versie", [0, GUARD_VERSION - 1, GUARD_VERSION + 1])
def test_a_match_of_no_or_another_guard_is_masked(versie):
    selectie = bewaak_selectie(W, Selectie([Bronmatch(RecordID("w"), profiel(TEKST), 1.0, versie)], meer=True))
    assert selectie == Selectie([Bronmatch(RecordID("w"), profiel(MATCH), 1.0, GUARD_VERSION)], meer=True)


# --- in upkeep ---


def geleverd(soort, id_, tekst, *, bewaakt=True):
    record = aangeleverd(soort, met(soort, tekst), id_)
    wacht = aanleverwacht(Keuze.MASKEREN)
    return (
        bewaakt_record(record.id, record.inhoud, record.gegevens, wacht(soort, record.gegevens)) if bewaakt else record
    )


async def stand(database, bron, soort, kaart):
    """The version of the guard, the match profile and the detail of the only record of a source."""
    async with database.lezen() as opslag:
        selectie = await zoek(opslag.dossiers, bron, ontleed(soort, een_vraag(soort)), kaart)
        (match,) = selectie.matches
        dossier = await opslag.dossiers.open(bron, soort, match.id, SUWI)
    return match.bewaakt, match.profiel, dossier.inhoud


@pytest.mark.parametrize("soort", Soort)
async def test_upkeep_makes_of_an_old_record_what_a_delivery_would_have(database, kaart, soort):
    oud, nieuw = nieuwe_bron(), nieuwe_bron()
    await bewaar(database, oud, soort, [geleverd(soort, "r-1", TEKST, bewaakt=False)])
    await bewaar(database, nieuw, soort, [geleverd(soort, "r-1", TEKST)])
    versie, profiel_, inhoud = await stand(database, oud, soort, kaart)
    assert versie == 0
    assert b"999990019" in inhoud
    assert b"999990019" in profiel_

    assert await bewaak_opnieuw(database) == 1

    assert await stand(database, oud, soort, kaart) == await stand(database, nieuw, soort, kaart)
    assert (await stand(database, oud, soort, kaart))[0] == GUARD_VERSION
    assert await bewaak_opnieuw(database) == 0
    assert await bewaar(database, oud, soort, [geleverd(soort, "r-1", TEKST)]) == {Wijziging.ONGEWIJZIGD: 1}


async def test_upkeep_goes_on_until_all_is_guarded(database, monkeypatch):
    monkeypatch.setattr(herbewaking, "BATCH", 2)
    bron = nieuwe_bron()
    await bewaar(database, bron, W, [geleverd(W, f"r-{n}", TEKST, bewaakt=False) for n in range(5)])
    assert await bewaak_opnieuw(database) == 5


async def test_a_new_version_of_the_guard_guards_all_again(database, monkeypatch):
    bron = nieuwe_bron()
    await bewaar(database, bron, W, [geleverd(W, "r-1", TEKST)])
    assert await bewaak_opnieuw(database) == 0
    for module in (vrijetekst, herbewaking):
        monkeypatch.setattr(module, "GUARD_VERSION", GUARD_VERSION + 1)
    assert await bewaak_opnieuw(database) == 1


async def test_delivered_again_unchanged_under_a_new_guard_needs_no_upkeep(database, kaart):
    bron = nieuwe_bron()
    await bewaar(database, bron, W, [geleverd(W, "r-1", "Niets bijzonders.", bewaakt=False)])
    uitkomst = await bewaar(database, bron, W, [geleverd(W, "r-1", "Niets bijzonders.")])
    assert uitkomst == {Wijziging.ONGEWIJZIGD: 1}
    assert (await stand(database, bron, W, kaart))[0] == GUARD_VERSION
    assert await bewaak_opnieuw(database) == 0
