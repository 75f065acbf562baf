"""``openvum onderhoud``: every upkeep job once."""

from app.cli.kern import Uitgang, eis_gemigreerd, lees, meld, wacht_op
from app.jobs import Uitkomst, onderhoud
from app.main import Samenstel
from app.settings import Instellingen


def voer_uit() -> int:
    """Doe elke onderhoudsklus één keer: bewaartermijnen, afgeleide gegevens, verlopen vragen."""
    uitkomsten = wacht_op(_onderhoud(lees()))
    for uitkomst in uitkomsten:
        meld(f"{uitkomst.klus}: {'mislukt, zie het log' if uitkomst.aantal is None else uitkomst.aantal}")
    return Uitgang.DEELS if any(u.aantal is None for u in uitkomsten) else Uitgang.GOED


async def _onderhoud(instellingen: Instellingen) -> list[Uitkomst]:
    await eis_gemigreerd(instellingen)
    samenstel = Samenstel(instellingen)
    try:
        return await onderhoud(samenstel.klussen())
    finally:
        await samenstel.sluit()
