"""Write the pages of ``docs/`` that are made from the code: the disclosure table, the settings, the standard.

Usage: ``python -m tools.schrijf_docs`` writes; with ``--controleer`` it only says what differs (exit 1).
"""

import sys
from collections.abc import Mapping
from pathlib import Path

from app.privacy.privacyrapport import velden
from app.privacy.rapportopmaak import tabel, veldentabellen
from app.privacy.redaction import lees_beleid
from app.settings import PREFIX, Instellingen
from tools.standaard import standaard
from tools.toetsregels import toetsregels

DOEL = Path(__file__).resolve().parents[1] / "docs"
_GEMAAKT = "<!-- Gemaakt met `python -m tools.schrijf_docs`; wijzig de bron, niet deze bladzijde. -->"


def openbaarmaking() -> str:
    """Give the disclosure policy that is shipped, as a page."""
    regels = [
        "# Wie krijgt welk veld te zien",
        "",
        _GEMAAKT,
        "",
        (
            "Het openbaarmakingsbeleid dat bij OpenVUM hoort, uit `app/privacy/openbaarmaking.toml`. Een beheerder kan het "
            "met een eigen bestand (`OPENVUM_BELEID`) strenger maken, nooit ruimer."
        ),
        "",
        (
            "Elk veld heeft een oordeel in de match (veel, onder pseudoniem) en in het detail (een, opgevraagd), per klasse "
            "van de partij die vraagt. `contact`: alleen als de werkzoekende daar toestemming voor gaf."
        ),
        "",
        *veldentabellen(velden(lees_beleid().tabel()), niveau=2),
    ]
    return "\n".join(regels).rstrip() + "\n"


def instellingen() -> str:
    """Give every setting as a page."""
    rijen = [
        (f"`{PREFIX}{naam.upper()}`", _standaard(veld.default), veld.description)
        for naam, veld in Instellingen.model_fields.items()
    ]
    regels = [
        "# Instellingen",
        "",
        _GEMAAKT,
        "",
        (
            "Alle instellingen zijn omgevingsvariabelen. Een onbekende instelling of een waarde buiten haar grenzen houdt de "
            "start tegen. `openvum instellingen` toont dezelfde lijst."
        ),
        "",
        *tabel(("Instelling", "Standaard", "Betekenis"), rijen),
    ]
    return "\n".join(regels) + "\n"


def _standaard(waarde: object) -> str:
    return "" if waarde is None else f"`{waarde}`"


def bladzijden() -> Mapping[str, str]:
    """Give every generated page by its path under ``docs/``."""
    return {
        "openbaarmaking.md": openbaarmaking(),
        "instellingen.md": instellingen(),
        "standaard.md": standaard(_GEMAAKT),
        "toets-regels.md": toetsregels(_GEMAAKT),
    }


def main() -> int:
    alleen_controle = "--controleer" in sys.argv
    anders = [n for n, tekst in bladzijden().items() if not (p := DOEL / n).exists() or p.read_text("utf-8") != tekst]
    if not alleen_controle:
        for naam in anders:
            (DOEL / naam).write_text(bladzijden()[naam], "utf-8")
    print("\n".join(f"docs/{naam} differs from the code" for naam in anders) or "docs/ is what the code says")
    return 1 if anders and alleen_controle else 0


if __name__ == "__main__":
    raise SystemExit(main())
