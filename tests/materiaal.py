"""Where the official test material is; tests that need it skip without it and fail without it in CI."""

import os
from pathlib import Path

import pytest


def materiaal_map(*delen: str) -> Path:
    """Give a path inside the official test material."""
    basis = Path(os.environ.get("OPENVUM_TESTMATERIAAL", "../shared"))
    if not basis.is_absolute():
        basis = Path(__file__).resolve().parents[1] / basis
    pad = basis.joinpath(*delen)
    if not pad.exists():
        melding = "the official test material is absent; set OPENVUM_TESTMATERIAAL"
        if os.environ.get("CI") == "true":
            pytest.fail(melding)
        pytest.skip(melding)
    return pad
