"""Write the OpenAPI documents that the app publishes to ``openapi/``, to be committed and compared in CI.

Usage: ``python -m tools.schrijf_openapi`` writes; with ``--controleer`` it only says what differs (exit 1).
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from app.main import AANLEVERING, BEHEER, BRON, INZAGE, OAUTH, UITWISSELING, VERSIES
from app.routers import aanlevering, beheer, bron, inzage, oauth, uitwisseling
from app.routers.documentatie import openapi_bytes
from app.routers.fabriek import Apiapp
from app.routers.voorbeelden import VOORBEELDEN
from app.settings import Instellingen

if TYPE_CHECKING:
    from app.privacy.aanleverpoort import Aanleverpoort
    from app.privacy.gate import Beheer, Bronpoort, Uitwisselingspoort
    from app.privacy.inzagepoort import Inzagepoort
    from app.privacy.recordpoort import Recordpoort
    from app.privacy.uitgifte import Uitgifte

DOEL = Path(__file__).resolve().parents[1] / "openapi"


def documenten() -> Mapping[str, bytes]:
    """Give every published file by its path under ``openapi/``; made from the defaults, not from the environment."""
    standaard = Instellingen.model_construct()
    # The gate is asked for nothing: a document is made from routes and models.
    apps = {
        **{
            f"uitwisseling-{v.kort}.json": Apiapp(
                UITWISSELING[v], uitwisseling.maak_router(cast("Uitwisselingspoort", None), v), standaard
            )
            for v in VERSIES
        },
        **{
            f"bron-{v.kort}.json": Apiapp(BRON[v], bron.maak_router(cast("Bronpoort", None), v), standaard)
            for v in VERSIES
        },
        "beheer-v1.json": Apiapp(
            BEHEER,
            beheer.maak_router(
                cast("Beheer", SimpleNamespace(inzien=None, register=None, lijsten=None, kwaliteit=None))
            ),
            standaard,
        ),
        "inzage-v1.json": Apiapp(INZAGE, inzage.maak_router(cast("Inzagepoort", None)), standaard),
        "oauth-v1.json": Apiapp(OAUTH, oauth.maak_router(cast("Uitgifte", None)), standaard),
        "aanlevering-v1.json": Apiapp(
            AANLEVERING,
            aanlevering.maak_router(cast("Aanleverpoort", None), cast("Recordpoort", None)),
            standaard,
        ),
    }
    voorbeelden = {f"docs/voorbeelden/{naam}.json": openapi_bytes(inhoud) for naam, inhoud in VOORBEELDEN.items()}
    return {naam: openapi_bytes(app.openapi()) for naam, app in apps.items()} | voorbeelden


def main() -> int:
    alleen_controle = "--controleer" in sys.argv
    anders = [n for n, inhoud in documenten().items() if not (p := DOEL / n).exists() or p.read_bytes() != inhoud]
    if not alleen_controle:
        for naam in anders:
            pad = DOEL / naam
            pad.parent.mkdir(parents=True, exist_ok=True)
            pad.write_bytes(documenten()[naam])
    print("\n".join(f"openapi/{naam} differs from the app" for naam in anders) or "openapi/ is what the app publishes")
    return 1 if anders and alleen_controle else 0


if __name__ == "__main__":
    raise SystemExit(main())
