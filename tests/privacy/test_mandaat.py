"""Who may not comes first. Expectations: design, section 1 (class, certificates, toParty)."""

from collections.abc import Sequence

import pytest

from app.domain.ports import Bronregistratie, Deelnemer
from app.models.errors import NietGeautoriseerd, OngeldigeAanroep, VumFout
from app.models.identiteit import Oin
from app.models.partijen import Partijen, Partijklasse
from app.privacy.mandaat import vrager_bij_bron, vrager_bij_uitwisseling

EIGEN = Oin("00000001810207357000")
SUWI = Oin("00000099000000001000")
PUBLIEK = Oin("00000099000000002000")
PRIVAAT = Oin("00000099000000003000")
VERWERKER = Oin("00000099000000004000")
VREEMD = Oin("00000099000000005000")
UITWISSELING = Oin("00000099000000006000")
BRON = Oin("00000099000000007000")
BRON_MET_VERWERKER = Oin("00000099000000008000")
VERRE_BRON = Oin("00000099000000009000")
BRONVERWERKER = Oin("00000099000000010000")


class Register:
    """The port, held in memory."""

    def __init__(self) -> None:
        self._deelnemers = {
            d.oin: d
            for d in (
                Deelnemer(EIGEN, "eigen", Partijklasse.SUWI, uitwisseling=True),
                Deelnemer(SUWI, "suwi", Partijklasse.SUWI, frozenset({VERWERKER})),
                Deelnemer(PUBLIEK, "publiek", Partijklasse.PUBLIEK),
                Deelnemer(PRIVAAT, "privaat", Partijklasse.PRIVAAT),
                Deelnemer(VERWERKER, "verwerker", Partijklasse.PRIVAAT),
                Deelnemer(UITWISSELING, "uitwisseling", Partijklasse.PUBLIEK, uitwisseling=True),
            )
        }
        self._bronnen = {
            b.oin: b
            for b in (
                Bronregistratie(EIGEN, "eigen"),
                Bronregistratie(BRON, "bron"),
                Bronregistratie(BRON_MET_VERWERKER, "bron met verwerker", verwerker=BRONVERWERKER),
                Bronregistratie(VERRE_BRON, "verre bron", url="https://bron.invalid/v3"),
            )
        }

    async def deelnemer(self, oin: Oin) -> Deelnemer | None:
        return self._deelnemers.get(oin)

    async def deelnemers(self) -> Sequence[Deelnemer]:
        return tuple(self._deelnemers.values())

    async def bron(self, oin: Oin) -> Bronregistratie | None:
        return self._bronnen.get(oin)

    async def bronnen(self) -> Sequence[Bronregistratie]:
        return tuple(self._bronnen.values())

    async def zet_deelnemer(self, deelnemer: Deelnemer) -> None:
        self._deelnemers[deelnemer.oin] = deelnemer

    async def zet_bron(self, bron: Bronregistratie) -> None:
        self._bronnen[bron.oin] = bron


@pytest.mark.parametrize(
    ("van", "naar", "via", "fout"),
    [
        (VREEMD, EIGEN, VREEMD, NietGeautoriseerd),
        (VREEMD, EIGEN, EIGEN, NietGeautoriseerd),
        (VREEMD, EIGEN, SUWI, NietGeautoriseerd),
        (VREEMD, VREEMD, VREEMD, NietGeautoriseerd),
        (PUBLIEK, EIGEN, VERWERKER, NietGeautoriseerd),
        (PUBLIEK, EIGEN, SUWI, NietGeautoriseerd),
        (PRIVAAT, EIGEN, EIGEN, NietGeautoriseerd),
        (PRIVAAT, EIGEN, UITWISSELING, NietGeautoriseerd),
        (SUWI, EIGEN, VREEMD, NietGeautoriseerd),
        (SUWI, BRON, VREEMD, NietGeautoriseerd),
        (SUWI, BRON, SUWI, OngeldigeAanroep),
        (SUWI, SUWI, SUWI, OngeldigeAanroep),
        (SUWI, VREEMD, VERWERKER, OngeldigeAanroep),
    ],
)
@pytest.mark.parametrize("suwi", [None, True, False])
async def test_at_the_exchange_who_may_not(van: Oin, naar: Oin, via: Oin, suwi: bool | None, fout: type[VumFout]):
    with pytest.raises(fout) as gekregen:
        await vrager_bij_uitwisseling(Register(), Partijen(van, naar, via, suwi), EIGEN)
    assert type(gekregen.value) is fout
    assert not any(oin in gekregen.value.details for oin in (van, naar, via))


@pytest.mark.parametrize(
    ("van", "via", "klasse"),
    [
        (EIGEN, EIGEN, Partijklasse.SUWI),
        (SUWI, SUWI, Partijklasse.SUWI),
        (SUWI, VERWERKER, Partijklasse.SUWI),
        (PUBLIEK, PUBLIEK, Partijklasse.PUBLIEK),
        (PRIVAAT, PRIVAAT, Partijklasse.PRIVAAT),
    ],
)
@pytest.mark.parametrize("suwi", [None, True, False])
async def test_at_the_exchange_the_class_is_the_registers_whatever_the_header_says(
    van: Oin, via: Oin, klasse: Partijklasse, suwi: bool | None
):
    vrager = await vrager_bij_uitwisseling(Register(), Partijen(van, EIGEN, via, suwi), EIGEN)
    assert (vrager.oin, vrager.klasse) == (van, klasse)


@pytest.mark.parametrize(
    ("van", "naar", "via", "sandbox", "fout"),
    [
        (VREEMD, BRON, BRON, True, NietGeautoriseerd),
        (VREEMD, BRON, VREEMD, True, NietGeautoriseerd),
        (VREEMD, BRON, EIGEN, True, NietGeautoriseerd),
        (VREEMD, VREEMD, VREEMD, True, NietGeautoriseerd),
        (VREEMD, BRON, VERWERKER, False, NietGeautoriseerd),
        (PRIVAAT, BRON, VERWERKER, True, NietGeautoriseerd),
        (PRIVAAT, BRON, SUWI, False, NietGeautoriseerd),
        (PRIVAAT, BRON, VREEMD, True, NietGeautoriseerd),
        (SUWI, BRON, BRONVERWERKER, True, NietGeautoriseerd),
        (SUWI, BRON_MET_VERWERKER, BRON_MET_VERWERKER, True, NietGeautoriseerd),
        (SUWI, VREEMD, BRONVERWERKER, True, NietGeautoriseerd),
        (SUWI, VREEMD, SUWI, True, OngeldigeAanroep),
        (SUWI, VREEMD, VREEMD, True, OngeldigeAanroep),
        (SUWI, SUWI, VERWERKER, True, OngeldigeAanroep),
        (SUWI, VERRE_BRON, VERRE_BRON, True, OngeldigeAanroep),
        (SUWI, VERRE_BRON, SUWI, False, OngeldigeAanroep),
        (VREEMD, VREEMD, VREEMD, False, OngeldigeAanroep),
        (VREEMD, VERRE_BRON, VERRE_BRON, False, OngeldigeAanroep),
    ],
)
@pytest.mark.parametrize("suwi", [None, True, False])
async def test_at_a_source_who_may_not(
    *, van: Oin, naar: Oin, via: Oin, sandbox: bool, fout: type[VumFout], suwi: bool | None
):
    with pytest.raises(fout) as gekregen:
        await vrager_bij_bron(Register(), Partijen(van, naar, via, suwi), sandbox=sandbox)
    assert type(gekregen.value) is fout
    assert not any(oin in gekregen.value.details for oin in (van, naar, via))


@pytest.mark.parametrize("sandbox", [True, False])
@pytest.mark.parametrize("suwi", [None, True, False])
@pytest.mark.parametrize(
    ("van", "naar", "via", "klasse"),
    [
        (EIGEN, EIGEN, EIGEN, Partijklasse.SUWI),
        (EIGEN, BRON, EIGEN, Partijklasse.SUWI),
        (EIGEN, BRON, BRON, Partijklasse.SUWI),
        (SUWI, BRON, BRON, Partijklasse.SUWI),
        (SUWI, BRON, SUWI, Partijklasse.SUWI),
        (SUWI, BRON, VERWERKER, Partijklasse.SUWI),
        (SUWI, BRON, UITWISSELING, Partijklasse.SUWI),
        (SUWI, BRON_MET_VERWERKER, BRONVERWERKER, Partijklasse.SUWI),
        (PUBLIEK, BRON, BRON, Partijklasse.PUBLIEK),
        (PRIVAAT, BRON, BRON, Partijklasse.PRIVAAT),
        (PRIVAAT, BRON_MET_VERWERKER, BRONVERWERKER, Partijklasse.PRIVAAT),
        (PRIVAAT, BRON, EIGEN, Partijklasse.PRIVAAT),
    ],
)
async def test_at_a_source_a_registered_asker_has_the_registers_class(
    *, van: Oin, naar: Oin, via: Oin, klasse: Partijklasse, suwi: bool | None, sandbox: bool
):
    vrager = await vrager_bij_bron(Register(), Partijen(van, naar, via, suwi), sandbox=sandbox)
    assert (vrager.oin, vrager.klasse) == (van, klasse)


@pytest.mark.parametrize(
    ("suwi", "klasse"), [(True, Partijklasse.SUWI), (False, Partijklasse.PRIVAAT), (None, Partijklasse.PRIVAAT)]
)
async def test_in_productie_an_asker_unknown_to_the_source_has_the_class_the_exchange_tells(
    suwi: bool | None, klasse: Partijklasse
):
    vrager = await vrager_bij_bron(Register(), Partijen(VREEMD, BRON, BRON, suwi), sandbox=False)
    assert (vrager.oin, vrager.klasse, vrager.verwerkers, vrager.uitwisseling) == (VREEMD, klasse, frozenset(), False)
