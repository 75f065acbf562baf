"""Changes of the reference lists, each one transaction with its row in the audit log. They count at once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from app.domain.audit import Auditgebeurtenis, Handeling, Objecttype, Wie
from app.domain.ports import Opslag
from app.domain.referentielijst import Begrip, Lijst
from app.domain.referentieport import versies


class OnbekendeCode(Exception):
    """A decision names a code that no version of its list has; the message names the list."""


async def laad_lijst(
    opslag: Opslag, lijst: Lijst, geldig_vanaf: date, begrippen: Sequence[Begrip], moment: int, *, wie: Wie
) -> bool:
    """Store a version of a list, in the place of what it was; False where it is the same."""
    if not await opslag.referentielijsten.bewaar(lijst, geldig_vanaf, begrippen, moment):
        return False
    await _noteer(opslag, f"{lijst}/{geldig_vanaf}", wie, Handeling.REFERENTIELIJST_GELADEN, {"aantal": len(begrippen)})
    return True


async def verwijder_lijst(opslag: Opslag, lijst: Lijst, geldig_vanaf: date, wie: Wie) -> bool:
    """Remove a version; False where there was none."""
    if not await opslag.referentielijsten.verwijder(lijst, geldig_vanaf):
        return False
    await _noteer(opslag, f"{lijst}/{geldig_vanaf}", wie, Handeling.REFERENTIELIJST_VERWIJDERD, {})
    return True


async def besluit_namen(
    opslag: Opslag, besluiten: Mapping[Lijst, Iterable[tuple[str, str]]], wie: Wie, *, vervang: bool = False
) -> int:
    """Keep what names mean, and give their number. Raises ``OnbekendeCode``, and then nothing is kept."""
    aantal = 0
    for lijst, paren in besluiten.items():
        gegeven = list(paren)
        await _eis_bekend(opslag, lijst, {code for _, code in gegeven})
        await opslag.referentielijsten.zet_synoniemen(lijst, gegeven, vervang=vervang)
        aantal += len(gegeven)
        stand = {"aantal": len(gegeven), "vervangen": "ja" if vervang else "nee"}
        await _noteer(opslag, lijst.value, wie, Handeling.SYNONIEMEN_BESLOTEN, stand)
    return aantal


async def _eis_bekend(opslag: Opslag, lijst: Lijst, codes: set[str]) -> None:
    for versie in await versies(opslag.referentielijsten):
        if versie.lijst is lijst:
            codes -= {begrip.code async for begrip in opslag.referentielijsten.alle(lijst, versie.geldig_vanaf)}
    if codes:
        raise OnbekendeCode(f"{len(codes)} codes staan in geen versie van de lijst {lijst}")


async def _noteer(opslag: Opslag, object_: str, wie: Wie, handeling: Handeling, stand: Mapping[str, int | str]) -> None:
    await opslag.audit.noteer(
        Auditgebeurtenis(handeling, Objecttype.REFERENTIELIJST, object_, wie, bijzonderheden=stand)
    )
