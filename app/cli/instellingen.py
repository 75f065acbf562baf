"""``openvum instellingen``: every setting, with its default and its meaning."""

from rich.table import Table

from app.cli.kern import toon_tabel
from app.settings import PREFIX, Instellingen


def toon() -> None:
    """Toon elke instelling (omgevingsvariabele) met haar standaardwaarde en betekenis."""
    tabel = Table(show_lines=True)
    for kop in ("Instelling", "Standaard", "Betekenis"):
        tabel.add_column(kop, overflow="fold")
    for naam, veld in Instellingen.model_fields.items():
        tabel.add_row(PREFIX + naam.upper(), _tekst(veld.default), veld.description or "")
    toon_tabel(tabel)


def _tekst(waarde: object) -> str:
    return "" if waarde is None else str(waarde)
