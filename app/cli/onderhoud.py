"""``openvum onderhoud``: every upkeep job once."""

from app.cli.kern import Uitgang, eis_gemigreerd, lees, meld, meld_fout, wacht_op
from app.jobs import Uitkomst, onderhoud
from app.main import Samenstel
from app.privacy.certificaten import waarschuwing
from app.settings import Instellingen


def voer_uit() -> int:
    """Doe elke onderhoudsklus één keer: bewaartermijnen, afgeleide gegevens, verlopen vragen, certificaten."""
    uitkomsten, waarschuwingen = wacht_op(_onderhoud(lees()))
    for uitkomst in uitkomsten:
        meld(f"{uitkomst.klus}: {'mislukt, zie het log' if uitkomst.aantal is None else uitkomst.aantal}")
    for regel in waarschuwingen:
        meld_fout(regel)
    return Uitgang.DEELS if any(u.aantal is None for u in uitkomsten) else Uitgang.GOED


async def _onderhoud(instellingen: Instellingen) -> tuple[list[Uitkomst], list[str]]:
    await eis_gemigreerd(instellingen)
    samenstel = Samenstel(instellingen)
    try:
        gedaan = await onderhoud(samenstel.klussen())
        return gedaan, [waarschuwing(*verloopt) for verloopt in samenstel.certificaten.waarschuwingen()]
    finally:
        await samenstel.sluit()
