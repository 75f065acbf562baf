"""Formats on the command line: choose one, and say what became of the cells. ``openvum formaat`` explains mappings."""

import csv
import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, BinaryIO, Final

import orjson
import typer
from rich.table import Table

from app.adapters.formaten import FORMATEN, Formaat
from app.adapters.formaten.afbeelding import Afbeelding, Afbeeldingsfout
from app.adapters.formaten.catalogus import Catalogus, keur_afbeelding, laad_catalogus
from app.adapters.formaten.jobposting import naar_jobposting
from app.adapters.formaten.omzetters import OMZETTERS
from app.adapters.referentielijsten.voorstellen import KOLOMMEN, voorstelrijen
from app.cli.kern import (
    CliFout,
    Uitgang,
    kies,
    lees,
    meld,
    meld_fout,
    opslag_van,
    pseudoniemen_van,
    regel_overtreden,
    toon_tabel,
    vandaag,
    wacht_op,
)
from app.domain.celverslag import Celverslag
from app.domain.referentielijst import Naslag
from app.domain.referentieport import naslag_op
from app.domain.vertaling import OmzettingFout
from app.main import lees_omzetting
from app.models.identiteit import Oin, RecordID
from app.models.lezen import valideer_record
from app.models.partijen import Soort
from app.settings import Instellingen

GENOEMD: Final = 20

groep = typer.Typer(help="Formaten waarin bestanden worden aangeleverd.", no_args_is_help=True)


def catalogus_van(instellingen: Instellingen) -> Catalogus:
    """Read and check every mapping. Raises ``CliFout``."""
    try:
        return laad_catalogus(instellingen.formaten)
    except Afbeeldingsfout as fout:
        raise CliFout("OPENVUM_FORMATEN: " + _regels(fout)) from None


def kies_formaat(instellingen: Instellingen, naam: str, soort: Soort, bron: Oin) -> Formaat:
    """Give the format for this kind of record, ready for one file. Raises ``CliFout``."""
    catalogus = catalogus_van(instellingen)
    if naam not in catalogus.namen(soort):
        regel_overtreden("--formaat", f"moet een van deze zijn: {', '.join(catalogus.namen(soort))}")
    naslag = None if naam in FORMATEN else wacht_op(_naslag(instellingen))
    return catalogus.kies(naam, soort, _pseudoniem(instellingen, bron), naslag)


async def _naslag(instellingen: Instellingen) -> Naslag:
    """Give the reference lists as they hold today."""
    try:
        omzetting = lees_omzetting(instellingen)
    except OmzettingFout as fout:
        raise CliFout(f"OPENVUM_BEROEPEN_OMZETTING: {fout}") from None
    async with opslag_van(instellingen) as opslag, opslag.lezen() as transactie:
        return await naslag_op(transactie.referentielijsten, vandaag(), omzetting.uri)


def _pseudoniem(instellingen: Instellingen, bron: Oin) -> Callable[[str], RecordID]:
    pseudoniemen = pseudoniemen_van(instellingen)
    return lambda nummer: pseudoniemen.lokaal_nummer(bron, nummer)


def celverslag_als_json(verslag: Celverslag | None) -> dict[str, Any]:
    """Give the account of the cells for a report; empty where no adapter read the file."""
    if verslag is None:
        return {}
    opmerkingen = [
        {"plaats": o.plaats, "kolom": o.kolom, "regel": o.regel, "verbetering": o.verbetering}
        for o in verslag.opmerkingen
    ]
    return {
        "cellen": {
            "rijen": verslag.rijen,
            "lege_rijen": verslag.lege_rijen,
            "gelezen": verslag.cellen,
            **{uitkomst.value: aantal for uitkomst, aantal in sorted(verslag.telling.items())},
            "afgewezen_per_kolom": verslag.afgewezen_per_kolom,
            "onbekende_kolommen": verslag.onbekende_kolommen,
            "ontbrekende_kolommen": verslag.ontbrekende_kolommen,
            "opmerkingen": opmerkingen,
        }
    }


def toon_celverslag(verslag: Celverslag | None) -> None:
    """Say what did not pass, per column, and the sums."""
    if verslag is None:
        return
    for kolom, aantal in verslag.afgewezen_per_kolom.most_common(GENOEMD):
        meld_fout(f"{aantal} keer afgewezen: {kolom or 'hele rij'}; zie --rapport")
    if onbekend := list(verslag.onbekende_kolommen):
        meld_fout(f"niet geladen, want de afbeelding kent ze niet: {', '.join(onbekend[:GENOEMD])}")
    if verslag.ontbrekende_kolommen:
        meld_fout(f"niet in het bestand: {', '.join(verslag.ontbrekende_kolommen[:GENOEMD])}")
    telling = ", ".join(f"{aantal} {uitkomst.value}" for uitkomst, aantal in sorted(verslag.telling.items()))
    meld(f"{verslag.cellen} cellen in {verslag.rijen} rijen: {telling}")


@groep.command("lijst")
def lijst() -> int:
    """Toon de formaten die deze node kent."""
    tabel = Table("Formaat", "Soort", "Bestand", "Titel")
    for (naam, soort), afbeelding in sorted(catalogus_van(lees()).afbeeldingen.items()):
        tabel.add_row(naam, soort.value, ", ".join(afbeelding.bron.soort), afbeelding.titel)
    toon_tabel(tabel)
    return 0


@groep.command("omzetters")
def omzetters() -> int:
    """Toon de omzetters die een afbeelding kan gebruiken."""
    tabel = Table("Omzetter", "Geeft", "Uitleg")
    for naam, omzetter in sorted(OMZETTERS.items()):
        tabel.add_row(naam, omzetter.geeft.value, omzetter.uitleg)
    toon_tabel(tabel)
    return 0


@groep.command("voorstellen")
def voorstellen(
    soort: Annotated[str, typer.Argument(metavar="werkzoekende|vacature", help="Wat er in het bestand staat.")],
    bestand: Annotated[Path, typer.Argument(metavar="BESTAND", help="Bestand dat u wilt laden.")],
    formaat: Annotated[str, typer.Option("--formaat", help="Formaat van het bestand.")],
    naar: Annotated[Path, typer.Option("--naar", metavar="VOORSTELLEN.csv", help="Schrijf de voorstellen hierheen.")],
) -> int:
    """Zoek bij namen van beroepen en competenties die in geen lijst staan wat er bedoeld kan zijn; laadt niets."""
    instellingen, gekozen = lees(), kies("SOORT", soort, Soort)
    catalogus = catalogus_van(instellingen)
    if (formaat, gekozen) not in catalogus.afbeeldingen:
        regel_overtreden("--formaat", "moet een van `openvum formaat lijst` zijn")
    naslag = wacht_op(_naslag(instellingen))
    try:
        with bestand.open("rb") as open_bestand:
            vorm = catalogus.kies(formaat, gekozen, lambda _: RecordID("voorstel"), naslag)
            _lees_alles(vorm, open_bestand)
        aantal = _schrijf_voorstellen(naar, naslag)
    except OSError as fout:
        raise CliFout(f"{fout.filename} is niet te lezen of te schrijven: {fout.strerror}") from None
    meld(
        f"{aantal} voorstellen; houd per naam hoogstens één regel over en leg ze vast met "
        "`openvum referentielijst synoniemen`"
    )
    return 0


def _lees_alles(formaat: Formaat, bestand: BinaryIO) -> None:
    for record in formaat.lees(bestand):
        if record.leesfout:
            raise CliFout(f"{record.plaats}: {record.leesfout}")


def _schrijf_voorstellen(naar: Path, naslag: Naslag) -> int:
    """Write the review file, for its owner alone: a name out of a local file may be anything."""
    with os.fdopen(
        os.open(naar, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8", newline=""
    ) as uit:
        schrijver = csv.DictWriter(uit, KOLOMMEN, delimiter=";")
        schrijver.writeheader()
        rijen = list(voorstelrijen(naslag))
        schrijver.writerows(rijen)
    return len(rijen)


@groep.command("jobposting")
def jobposting(
    bestand: Annotated[Path, typer.Argument(metavar="BESTAND", help="Vacatures van versie 3 (JSON-lijst of NDJSON).")],
) -> int:
    """Schrijf vacatures als schema.org JobPosting (JSON-LD) naar de standaarduitvoer, een per regel."""
    overgeslagen = 0
    try:
        with bestand.open("rb") as open_bestand:
            for record in FORMATEN["vum3"].lees(open_bestand):
                if record.leesfout or valideer_record(Soort.VACATURE, record.ruw):
                    meld_fout(f"{record.plaats}: is geen geldige vacature van versie 3")
                    overgeslagen += 1
                else:
                    typer.echo(orjson.dumps(naar_jobposting(orjson.loads(record.ruw))).decode())
    except OSError as fout:
        raise CliFout(f"{bestand} is niet te lezen: {fout.strerror}") from None
    return Uitgang.DEELS if overgeslagen else Uitgang.GOED


@groep.command("controleer")
def controleer(
    bestand: Annotated[Path, typer.Argument(metavar="BESTAND", help="Afbeelding (YAML).")],
) -> int:
    """Controleer een afbeelding en leg uit wat eraan mankeert, of toon wat zij doet."""
    try:
        afbeelding = keur_afbeelding(bestand.name, bestand.read_bytes())
    except OSError as fout:
        raise CliFout(f"{bestand} is niet te lezen: {fout.strerror}") from None
    except Afbeeldingsfout as fout:
        raise CliFout(_regels(fout)) from None
    toon_tabel(_overzicht(afbeelding))
    meld(f"{bestand.name} is in orde: {afbeelding.titel} ({afbeelding.soort.value})")
    return 0


def _overzicht(afbeelding: Afbeelding) -> Table:
    tabel = Table("Kolom", "Wordt", "Omzetter")
    tabel.add_row(afbeelding.id.kolom, "id" + (" (pseudoniem)" if afbeelding.id.pseudoniem else ""), "")
    if afbeelding.toestemming:
        tabel.add_row(afbeelding.toestemming.kolom, f"toestemming: {', '.join(afbeelding.toestemming.omvang)}", "")
    for kolom in afbeelding.kolommen:
        tabel.add_row(kolom.kolom, kolom.naar, "waarden" if kolom.waarden else kolom.omzetter)
    for deel in afbeelding.samenvoegen:
        tabel.add_row(" of ".join(deel.vormen), deel.naar, "samenvoegen")
    for naam in afbeelding.negeren:
        tabel.add_row(naam, "genegeerd", "")
    for naam in afbeelding.identificerend:
        tabel.add_row(naam, "gaat nooit door", "")
    return tabel


def _regels(fout: Afbeeldingsfout) -> str:
    return "\n".join(
        [f"{fout.naam}: {len(fout.regels)} fouten" if len(fout.regels) > 1 else f"{fout.naam}:", *fout.regels]
    )
