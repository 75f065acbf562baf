"""Dutch for what Typer says itself: headings of the help, and mistakes in the use of a command."""

from typing import Any

import typer
from typer import rich_utils

_MELDINGEN = {
    "MissingParameter": "ontbreekt",
    "BadParameter": "heeft een ongeldige waarde",
    "BadOptionUsage": "is onjuist gebruikt (ontbreekt de waarde?)",
    "NoSuchOption": "is geen bekende optie",
}


def vertaal_koppen() -> None:
    """Set the headings of the help pages."""
    koppen = {
        "OPTIONS_PANEL_TITLE": "Opties",
        "ARGUMENTS_PANEL_TITLE": "Argumenten",
        "COMMANDS_PANEL_TITLE": "Opdrachten",
        "ERRORS_PANEL_TITLE": "Fout",
        "DEFAULT_STRING": "[standaard: {}]",
        "REQUIRED_LONG_STRING": "[verplicht]",
    }
    for naam, tekst in koppen.items():
        setattr(rich_utils, naam, tekst)


def gebruiksfout(fout: typer.TyperException) -> str:
    """Say which option or argument is wrong and by which rule, without the value that was given.

    Empty when a group was named without a command: its help has been shown already.
    """
    if type(fout).__name__ == "NoArgsIsHelpError":
        return ""
    naam = _naam(fout)
    melding = _MELDINGEN.get(type(fout).__name__, "onbekende opdracht of te veel argumenten")
    return f"{naam}: {melding}; zie --help" if naam else f"{melding}; zie --help"


def _naam(fout: Any) -> str:
    param = getattr(fout, "param", None)
    if param is None:
        return str(getattr(fout, "option_name", None) or getattr(fout, "param_hint", None) or "")
    lang = [optie for optie in param.opts if optie.startswith("--")]
    return lang[0] if lang else str(param.name).upper()
