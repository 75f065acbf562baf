"""``openvum demo``: the synthetic population, loaded or written to files."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Final

import orjson
import typer

from app.adapters.demo import BRONNEN, DEELNEMERS, lees_plaatsen, populatie
from app.adapters.scenarios import scenarios
from app.cli.bronnen import lees_url
from app.cli.kern import CliFout, is_sandbox, lees, meld, opslag_van, wacht_op, wie
from app.cli.register import zet_in_register
from app.cli.scenario import kies_scenario, zet_klaar
from app.domain.aanlevering import Ingelezen, Levering, Rapport
from app.domain.leveringaudit import lever_aan_met_audit
from app.main import tekstwacht_van
from app.models.identiteit import Oin
from app.models.partijen import Grondslag, Soort
from app.settings import Instellingen

STANDAARD_URL: Final = "http://127.0.0.1:8000"
_MEERVOUD: Final = {Soort.WERKZOEKENDE: "werkzoekenden", Soort.VACATURE: "vacatures"}


def demo(
    uit: Annotated[
        Path | None, typer.Option("--uit", metavar="MAP", help="Schrijf NDJSON in deze map in plaats van te laden.")
    ] = None,
    scenario: Annotated[
        str | None,
        typer.Option("--scenario", metavar="NAAM", help=f"Zet daarnaast een scenario klaar: {', '.join(scenarios())}."),
    ] = None,
    url: Annotated[
        str,
        typer.Option(
            "--url", metavar="URL", help="Adres waarop deze sandbox luistert; scenario's spelen daar bronnen na."
        ),
    ] = STANDAARD_URL,
) -> None:
    """Maak een verzonnen bevolking (2.000 werkzoekenden, 500 vacatures, drie bronnen) en laad haar in de sandbox."""
    if uit is not None:
        _schrijf(uit)
        return
    gekozen = None if scenario is None else kies_scenario(scenario)
    basis = lees_url("--url", url, http_mag=True)
    instellingen = lees()
    if not is_sandbox(instellingen):
        raise CliFout("de demo laadt alleen in de sandbox (OPENVUM_OMGEVING=sandbox)")
    if gekozen is None or not wacht_op(_is_geladen(instellingen)):
        _laad_demo(instellingen)
    if gekozen is not None:
        zet_klaar(instellingen, gekozen, basis)


def _laad_demo(instellingen: Instellingen) -> None:
    wacht_op(zet_in_register(instellingen, list(DEELNEMERS), list(BRONNEN)))
    for rapport in wacht_op(_laad(instellingen)):
        if rapport.geweigerd or rapport.fout:
            raise CliFout("de demo past niet bij deze versie van de standaard; meld dit bij de makers")
    meld(f"Demo geladen: 2.000 werkzoekenden en 500 vacatures bij {len(BRONNEN)} bronnen.")


async def _is_geladen(instellingen: Instellingen) -> bool:
    async with opslag_van(instellingen) as opslag, opslag.lezen() as transactie:
        return {b.oin for b in BRONNEN} <= {b.oin for b in await transactie.register.bronnen()}


def _regels() -> dict[tuple[Soort, Oin], list[bytes]]:
    plaatsen = lees_plaatsen()
    regels: dict[tuple[Soort, Oin], list[bytes]] = {(s, b.oin): [] for s in Soort for b in BRONNEN}
    for soort in Soort:
        for bron, record in populatie(soort, plaatsen):
            regels[soort, bron.oin].append(orjson.dumps(record))
    return regels


def _schrijf(uit: Path) -> None:
    try:
        uit.mkdir(parents=True, exist_ok=True)
        for (soort, oin), regels in _regels().items():
            pad = uit / f"{_MEERVOUD[soort]}-{oin}.ndjson"
            pad.write_bytes(b"\n".join(regels) + b"\n")
            meld(f"{pad}: {len(regels)} {_MEERVOUD[soort]}")
    except OSError as fout:
        raise CliFout(f"--uit: {uit} is niet te schrijven: {fout.strerror}") from None


async def _laad(instellingen: Instellingen) -> list[Rapport]:
    async with opslag_van(instellingen) as opslag:
        wacht = tekstwacht_van(instellingen)
        return [
            await lever_aan_met_audit(opslag, _levering(soort, oin), _records(regels), wie(), wacht=wacht)
            for (soort, oin), regels in _regels().items()
        ]


def _levering(soort: Soort, oin: Oin) -> Levering:
    grondslag = Grondslag.PUBLIEKE_TAAK if soort is Soort.WERKZOEKENDE else None
    return Levering(bron=oin, soort=soort, grondslag=grondslag, volledig=True)


def _records(regels: list[bytes]) -> Iterator[Ingelezen]:
    return (Ingelezen(f"record {nummer}", ruw) for nummer, ruw in enumerate(regels, start=1))
