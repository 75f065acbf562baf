"""The ``openvum`` command: one module per group, composed here."""

import sys
import traceback

import typer

from app.cli import (
    audit,
    bronnen,
    certificaten,
    client,
    database,
    demo,
    formaten,
    instellingen,
    kwaliteit,
    laden,
    levering,
    onderhoud,
    persoon,
    privacy,
    referentielijst,
    register,
    serve,
    sleutels,
    toestemming,
    toets,
    verantwoording,
    vraag,
)
from app.cli.kern import CliFout, Uitgang, meld_fout
from app.cli.nederlands import gebruiksfout, vertaal_koppen

app = typer.Typer(
    name="openvum",
    help="OpenVUM: bron, uitwisseling en privacylaag voor de VUM-standaard.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.command("serve")(serve.serve)
app.command("laden")(laden.laden)
app.command("kwaliteit")(kwaliteit.kwaliteit)
app.command("instellingen")(instellingen.toon)
app.command("demo")(demo.demo)
app.command("onderhoud")(onderhoud.voer_uit)
app.command("toets", help=toets.UITLEG)(toets.opdracht)
app.add_typer(database.groep, name="db")
app.add_typer(register.deelnemers, name="deelnemer")
app.add_typer(bronnen.bronnen, name="bron")
app.add_typer(certificaten.groep, name="certificaat")
app.add_typer(client.groep, name="client")
app.add_typer(formaten.groep, name="formaat")
app.add_typer(referentielijst.groep, name="referentielijst")
app.add_typer(levering.groep, name="levering")
app.add_typer(vraag.groep, name="vraag")
app.add_typer(sleutels.groep, name="sleutels")
app.add_typer(persoon.groep, name="persoon")
app.add_typer(toestemming.groep, name="toestemming")
app.add_typer(verantwoording.groep, name="verantwoording")
app.add_typer(audit.groep, name="audit")
app.add_typer(privacy.groep, name="privacy")


def main() -> None:
    """Run the command; an error is one Dutch line on standard error and an exit code, never a traceback."""
    vertaal_koppen()
    sys.exit(voer_uit(sys.argv[1:]))


def voer_uit(argumenten: list[str]) -> int:
    """Run with these arguments and give the exit code."""
    try:
        return int(app(argumenten, prog_name="openvum", standalone_mode=False) or 0)
    except CliFout as fout:
        meld_fout(str(fout))
        return fout.uitgang
    except typer.TyperException as fout:
        if melding := gebruiksfout(fout):
            meld_fout(melding)
    except typer.Abort:
        meld_fout("afgebroken")
    except Exception as fout:  # noqa: BLE001 -- the last resort: a traceback or message may hold personal data
        meld_fout(f"onverwachte fout ({type(fout).__name__}, {_plaats(fout)}); meld dit bij de makers")
    return Uitgang.NIETS


def _plaats(fout: Exception) -> str:
    """Say where it happened: the last line of our own code, as module and line."""
    eigen = [stap for stap, _ in traceback.walk_tb(fout.__traceback__) if stap.f_globals["__name__"].startswith("app.")]
    return f"{eigen[-1].f_globals['__name__']}:{eigen[-1].f_lineno}"
