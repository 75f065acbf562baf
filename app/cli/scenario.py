"""``openvum demo --scenario``: sets up one of the sandbox's scenarios beside the demo."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

import orjson

from app.adapters.demo import Plaats, lees_plaatsen, populatie, records
from app.adapters.oefenbron import Gedrag
from app.adapters.scenarios import Scenario, oefenbron, regiobron, scenarios
from app.cli.kern import CliFout, meld, opslag_van, wacht_op, wie
from app.cli.register import zet_in_register
from app.domain.aanlevering import Ingelezen, Levering
from app.domain.leveringaudit import lever_aan_met_audit
from app.domain.ports import Opslagfabriek
from app.domain.registerwijziging import verwijder_bron
from app.main import tekstwacht_van
from app.models.identiteit import Oin, RecordID
from app.models.partijen import Grondslag, Omvang, Soort
from app.privacy import toestemming
from app.settings import Instellingen

_REGIO: Final = range(3400, 4200)
_PER_BRON: Final = {Soort.WERKZOEKENDE: 40, Soort.VACATURE: 10}
_WIJZE: Final = "scenario van de sandbox"


def kies_scenario(naam: str) -> Scenario:
    """Give the scenario of this name. Raises ``CliFout``, naming those that exist."""
    if naam not in scenarios():
        raise CliFout(f"--scenario: kies een van {', '.join(scenarios())}")
    return scenarios()[naam]


def zet_klaar(instellingen: Instellingen, scenario: Scenario, basis: str) -> None:
    """Set the scenario up, and take away the sources of another one."""
    wacht_op(_ruim_op(instellingen))
    wacht_op(zet_in_register(instellingen, [], scenario.registraties(basis)))
    wacht_op(_vul(instellingen, scenario))
    meld(f"Scenario klaar: {scenario.titel}. Lees verder op {basis}/scenarios/{scenario.naam}")


async def _ruim_op(instellingen: Instellingen) -> None:
    """Remove what a scenario may have left; what was delivered to a source of the region goes with it."""
    ander = {oefenbron(g, "").oin for g in Gedrag} | {b.oin for s in scenarios().values() for b in s.registraties("")}
    async with opslag_van(instellingen) as opslag:
        async with opslag.lezen() as transactie:
            aanwezig = [b for b in await transactie.register.bronnen() if b.oin in ander]
        for bron in aanwezig:
            if bron.url is None:
                await _lever(opslag, instellingen, bron.oin, {soort: [] for soort in Soort})
            async with opslag.schrijven() as transactie:
                await verwijder_bron(transactie, bron.oin, wie())


async def _vul(instellingen: Instellingen, scenario: Scenario) -> None:
    plaatsen = [p for p in lees_plaatsen() if p.pc4 in _REGIO]
    async with opslag_van(instellingen) as opslag:
        for nummer in range(scenario.bronnen):
            bron = regiobron(nummer)
            eigen = plaatsen[nummer :: scenario.bronnen]
            await _lever(opslag, instellingen, bron.oin, {s: list(_regels(s, eigen, bron.naam)) for s in Soort})
        for bron, record in islice(populatie(Soort.WERKZOEKENDE, lees_plaatsen()), scenario.toestemmingen):
            id_ = RecordID(record["idWerkzoekende"])
            await toestemming.geef(opslag, bron.oin, id_, Omvang.PRIVAAT, wie=wie(), wijze=_WIJZE)


def _regels(soort: Soort, plaatsen: list[Plaats], naam: str) -> Iterator[bytes]:
    return map(orjson.dumps, records(soort, plaatsen, naam, _PER_BRON[soort]))


async def _lever(
    opslag: Opslagfabriek, instellingen: Instellingen, bron: Oin, regels: dict[Soort, list[bytes]]
) -> None:
    for soort, ruw in regels.items():
        grondslag = Grondslag.PUBLIEKE_TAAK if soort is Soort.WERKZOEKENDE else None
        levering = Levering(bron=bron, soort=soort, grondslag=grondslag, volledig=True)
        ingelezen = (Ingelezen(f"record {n}", regel) for n, regel in enumerate(ruw, start=1))
        await lever_aan_met_audit(opslag, levering, ingelezen, wie(), wacht=tekstwacht_van(instellingen))
