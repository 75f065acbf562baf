"""Fetch the pinned Swagger UI from npm into ``app/static/swagger-ui``: run after raising the version.

Usage: ``python tools/haal_swagger_ui.py`` (needs npm). The assets are committed, so nothing is fetched
at build time or run time.
"""

import base64
import hashlib
import subprocess
import tarfile
import tempfile
from pathlib import Path

PAKKET = "swagger-ui-dist"
VERSIE = "5.35.0"
INTEGRITEIT = "sha512-U06rpMtW9V3XPGOBeamTUSr0Z09jMX4IJuANpE/EZbAhw0G8CgwrzU4YmXkn/h0wCDNsXdGarTNNHC3sU8yVUQ=="
BESTANDEN = (
    "swagger-ui-bundle.js",
    "swagger-ui.css",
    "swagger-ui-bundle.js.LICENSE.txt",
    "favicon-32x32.png",
    "LICENSE",
    "NOTICE",
)
DOEL = Path(__file__).resolve().parents[1] / "app" / "static" / "swagger-ui"


def controleer(archief: bytes) -> None:
    som = base64.b64encode(hashlib.sha512(archief).digest()).decode()
    if f"sha512-{som}" != INTEGRITEIT:
        raise SystemExit(f"{PAKKET} {VERSIE}: the package is not the one that was pinned; nothing was written")


def main() -> None:
    with tempfile.TemporaryDirectory() as map_:
        subprocess.run(["npm", "pack", "--silent", f"{PAKKET}@{VERSIE}"], cwd=map_, check=True)
        pad = next(Path(map_).glob("*.tgz"))
        controleer(pad.read_bytes())
        DOEL.mkdir(parents=True, exist_ok=True)
        with tarfile.open(pad) as archief:
            for naam in BESTANDEN:
                bron = archief.extractfile(f"package/{naam}")
                if bron is None:
                    raise SystemExit(f"{PAKKET} {VERSIE}: {naam} is not in the package")
                inhoud = bron.read()
                if naam.endswith((".js", ".css")):
                    inhoud = b"\n".join(
                        r for r in inhoud.split(b"\n") if not r.startswith((b"//# source", b"/*# source"))
                    )
                DOEL.joinpath(naam).write_bytes(inhoud)
    print(f"{PAKKET} {VERSIE}: {len(BESTANDEN)} files in {DOEL}")


if __name__ == "__main__":
    main()
