"""What every command shares: settings, the store, errors and the checks of an argument."""

import asyncio
import os
import pwd
import re
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, time
from enum import IntEnum, StrEnum
from functools import cache
from time import time as klok
from typing import Any, NoReturn, TypeVar

from rich.console import Console
from rich.table import Table
from sqlalchemy.engine import make_url

from app.domain.audit import Herkomst, Wie
from app.domain.ports import Opslagfabriek
from app.domain.selectiegebied import PostcodebestandFout, Postcodekaart
from app.domain.toestemming import plaatselijk
from app.domain.toestemmingsbestand import lees_geldig_tot
from app.log import configureer
from app.main import lees_bos
from app.models.errors import NietBeschikbaar, VumFout
from app.models.identiteit import Oin
from app.privacy.pseudoniem import Pseudonimiseerder
from app.privacy.sleutels import Sleutelbos, SleutelFout
from app.privacy.verantwoording import Ankerzegel
from app.settings import Instellingen, InstellingsFout, Omgeving, lees_instellingen
from app.storage.db import Database
from app.storage.migratie import is_bij

_E = TypeVar("_E", bound=StrEnum)
_T = TypeVar("_T")
_ACCOUNT = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,31}")
MAX_NAAM = 200
BREEDTE = 160


class Uitgang(IntEnum):
    """Exit codes: all done, done in part (records were refused), nothing done."""

    GOED = 0
    DEELS = 1
    NIETS = 2


class CliFout(Exception):
    """A command cannot go on; the message is one clear Dutch line per fault."""

    def __init__(self, melding: str, uitgang: Uitgang = Uitgang.NIETS) -> None:
        super().__init__(melding)
        self.uitgang = uitgang


def meld(tekst: str) -> None:
    """Say it on standard output, as plain text."""
    Console(highlight=False, soft_wrap=True).print(tekst, markup=False)


def toon_tabel(tabel: Table) -> None:
    """Print a table; where there is no terminal, wide enough to keep an OIN on one line."""
    breedte = None if sys.stdout.isatty() else BREEDTE
    Console(highlight=False, width=breedte).print(tabel, markup=False)


def meld_fout(tekst: str) -> None:
    """Say it on standard error, as plain text."""
    Console(stderr=True, highlight=False, soft_wrap=True).print(f"openvum: {tekst}", markup=False)


def richt_log_in() -> None:
    """Write log events to standard error; to a person only what needs attention."""
    configureer("warning" if sys.stderr.isatty() else "info")


def lees() -> Instellingen:
    """Read the settings and set up the log. Raises ``CliFout``."""
    richt_log_in()
    try:
        instellingen = lees_instellingen()
    except InstellingsFout as fout:
        raise CliFout(str(fout)) from None
    if make_url(instellingen.database_url).database in {None, "", ":memory:"}:
        raise CliFout("OPENVUM_DATABASE_URL: noem een database, bijvoorbeeld sqlite+aiosqlite:///openvum.db")
    return instellingen


def is_sandbox(instellingen: Instellingen) -> bool:
    return instellingen.omgeving is Omgeving.SANDBOX


def wacht_op(werk: Coroutine[Any, Any, _T]) -> _T:
    """Run to the end; trouble with the database becomes one line, without the values it was about."""
    try:
        return asyncio.run(werk)
    except SleutelFout as fout:
        raise CliFout(f"OPENVUM_SLEUTELS: {fout}") from None
    except NietBeschikbaar:
        raise CliFout("de database is niet bereikbaar of bezet; controleer OPENVUM_DATABASE_URL") from None
    except VumFout as fout:
        raise CliFout(f"de database geeft een fout ({fout.__cause__}); er is niets half gedaan") from None


@asynccontextmanager
async def opslag_van(instellingen: Instellingen) -> AsyncIterator[Opslagfabriek]:
    """Open the store for one command. Raises ``CliFout`` when it is not migrated."""
    await eis_gemigreerd(instellingen)
    database = Database(
        instellingen.database_url,
        instellingen.database_verbindingen,
        kaart=_kaart(instellingen),
        zegel=zegel_van(instellingen),
        merk=pseudoniemen_van(instellingen).wismerken,
    )
    try:
        yield database
    finally:
        await database.sluit()


def pseudoniemen_van(instellingen: Instellingen) -> Pseudonimiseerder:
    """Give what makes keyed pseudonyms."""
    return Pseudonimiseerder(_sleutels_van(instellingen))


def zegel_van(instellingen: Instellingen) -> Ankerzegel:
    """Give what signs the audit log."""
    return Ankerzegel(_sleutels_van(instellingen))


def _sleutels_van(instellingen: Instellingen) -> Callable[[], Sleutelbos]:
    """Give the key ring, which is read when it is first needed, and made in a sandbox."""
    return cache(lambda: lees_bos(instellingen))


def wie() -> Wie:
    """Say for the audit log who runs this command: the account of the administrator, by the operating system."""
    nummer = os.getuid()
    try:
        naam = pwd.getpwuid(nummer).pw_name
    except KeyError:
        naam = ""
    return Wie(f"cli:{naam if _ACCOUNT.fullmatch(naam) else f'uid-{nummer}'}", Herkomst.CLI)


def _kaart(instellingen: Instellingen) -> Postcodekaart:
    try:
        return Postcodekaart.lees(instellingen.postcodes, instellingen.afstand_eenheid_km)
    except PostcodebestandFout as fout:
        raise CliFout(f"OPENVUM_POSTCODES: {fout}") from None


async def eis_gemigreerd(instellingen: Instellingen) -> None:
    """Raise ``CliFout`` when the tables are absent or of another version."""
    if not await is_bij(instellingen.database_url):
        raise CliFout("de database is niet bijgewerkt: draai `openvum db upgrade`")


def vandaag() -> date:
    """Give the day by the Dutch clock."""
    return plaatselijk(int(klok())).date()


def lees_oin(optie: str, waarde: str) -> Oin:
    """Check an OIN. Raises ``CliFout``, naming the option and the rule."""
    try:
        return Oin(waarde)
    except ValueError as fout:
        regel_overtreden(optie, str(fout))


def lees_dag(optie: str, waarde: str) -> int:
    """Give the end of what holds through this day (seconds since 1970). Raises ``CliFout``."""
    try:
        return lees_geldig_tot(waarde)
    except ValueError as fout:
        regel_overtreden(optie, str(fout))


def begin_van_dag(optie: str, waarde: str) -> int:
    """Give the beginning of this day (UTC), in milliseconds since 1970. Raises ``CliFout``."""
    try:
        dag = date.fromisoformat(waarde)
    except ValueError:
        regel_overtreden(optie, "moet een datum zijn, JJJJ-MM-DD")
    return int(datetime.combine(dag, time.min, UTC).timestamp() * 1000)


def lees_naam(optie: str, waarde: str) -> str:
    """Check a name to show: 1 to 200 printable characters."""
    naam = waarde.strip()
    if not naam.isprintable() or not 1 <= len(naam) <= MAX_NAAM:
        regel_overtreden(optie, f"moet 1 tot {MAX_NAAM} zichtbare tekens zijn")
    return naam


def kies(optie: str, waarde: str, soort: type[_E]) -> _E:
    """Check a choice. Raises ``CliFout``, naming the option and what can be chosen."""
    try:
        return soort(waarde)
    except ValueError:
        regel_overtreden(optie, f"moet een van deze zijn: {', '.join(soort)}")


def regel_overtreden(optie: str, regel: str) -> NoReturn:
    raise CliFout(f"{optie}: {regel}")
