import os

import pytest

from app.cli import voer_uit
from app.settings import PREFIX


class Opdracht:
    """Runs ``openvum`` in this process and keeps what it said."""

    def __init__(self, capsys):
        self._capsys = capsys
        self.uit = self.fout = ""

    def __call__(self, *argumenten):
        code = voer_uit([str(a) for a in argumenten])
        self.uit, self.fout = self._capsys.readouterr()
        return code

    @property
    def meldingen(self):
        """What was said on standard error, log lines left out."""
        return [regel for regel in self.fout.splitlines() if not regel.startswith("{")]


@pytest.fixture
def openvum(capsys, monkeypatch, tmp_path):
    for naam in [n for n in os.environ if n.startswith(PREFIX)]:
        monkeypatch.delenv(naam)
    monkeypatch.chdir(tmp_path)
    return Opdracht(capsys)


@pytest.fixture
def gemigreerd(openvum):
    assert openvum("db", "upgrade") == 0
    return openvum


@pytest.fixture
def productie(gemigreerd, monkeypatch, tmp_path):
    """A node in productie, after its key ring was made."""
    sleutels = tmp_path / "node.sleutels.json"
    assert gemigreerd("sleutels", "maak", sleutels) == 0
    monkeypatch.setenv("OPENVUM_OMGEVING", "productie")
    monkeypatch.setenv("OPENVUM_OIN", "00000001810207357000")
    monkeypatch.setenv("OPENVUM_SLEUTELS", str(sleutels))
    return gemigreerd
