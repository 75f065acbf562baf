"""A fault injector around the ports of a whole node: it strikes at the k-th step of a request.

Every call of a port is two steps, one before it and one after it: a process that dies after a commit and
before it hears of it is a process that was killed too. So are the begin and the end of a transaction.
"""

import asyncio
import inspect
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from app.domain.selectiegebied import Postcodekaart
from app.main import Samenstel
from app.settings import Instellingen

POORTEN = ("Database", "Verwerkingen", "Gebruikstelling")
"""What the composition root plugs in and a question passes through."""


class Stuk(Exception):
    """What a port raises that nobody expects."""


class Storing:
    """Strikes once, at step ``k``; with ``k`` None it only counts."""

    def __init__(self) -> None:
        self.zet(None, Stuk)

    def zet(self, k: int | None, fout: type[BaseException], melding: str = "kanarie: geheim") -> None:
        self._k, self._fout, self._melding = k, fout, melding
        self.stappen = 0
        self.trof: str | None = None

    def stap(self, plaats: str) -> None:
        self.stappen += 1
        if self.stappen == self._k:
            self.trof = plaats
            raise self._fout(self._melding)


class Port:
    """Stands before a port; what it gives that is a port itself (in a transaction) is wrapped as well."""

    def __init__(self, doel: Any, storing: Storing, naam: str) -> None:
        self._doel, self._storing, self._naam = doel, storing, naam

    def __getattr__(self, naam: str) -> Any:
        waarde = getattr(self._doel, naam)
        plaats = f"{self._naam}.{naam}"
        if naam == "sluit":
            return waarde
        if inspect.iscoroutinefunction(waarde):
            return self._aanroep(waarde, plaats)
        if naam in {"lezen", "schrijven"}:
            return lambda: self._transactie(waarde, plaats)
        return waarde if inspect.ismethod(waarde) else Port(waarde, self._storing, plaats)

    def _aanroep(self, methode: Any, plaats: str) -> Any:
        async def aanroep(*args: Any, **kwargs: Any) -> Any:
            self._storing.stap(f"voor {plaats}")
            uitkomst = await methode(*args, **kwargs)
            self._storing.stap(f"na {plaats}")
            return uitkomst

        return aanroep

    @asynccontextmanager
    async def _transactie(self, open_: Any, plaats: str) -> AsyncIterator[Any]:
        self._storing.stap(f"voor {plaats}")
        async with open_() as inhoud:
            yield Port(inhoud, self._storing, plaats)
            self._storing.stap(f"einde {plaats}")
        self._storing.stap(f"na {plaats}")


def storend_samenstel(
    monkeypatch: pytest.MonkeyPatch, instellingen: Instellingen, kaart: Postcodekaart, storing: Storing
) -> Samenstel:
    """Build the node that the composition root builds, with the injector around every port."""

    def om(klasse: Any, naam: str) -> Any:
        return lambda *args, **kwargs: Port(klasse(*args, **kwargs), storing, naam)

    with monkeypatch.context() as patch:
        for naam in POORTEN:
            patch.setattr(
                f"app.main.samenstel.{naam}", om(getattr(__import__("app.main.samenstel", fromlist=[naam]), naam), naam)
            )
        return Samenstel(instellingen, kaart)


GEDOOD = asyncio.CancelledError
