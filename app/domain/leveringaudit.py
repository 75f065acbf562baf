"""A delivery with its rows in the audit log: one before it begins, one with what became of it.

A delivery is more than one transaction. The first row is there whatever happens after it.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from app.domain.aanlevering import Ingelezen, Levering, Rapport, lever_aan
from app.domain.audit import Auditgebeurtenis, Handeling, Objecttype, Uitkomst, Wie
from app.domain.ports import Opslagfabriek
from app.domain.tekstwacht import Tekstwacht


async def lever_aan_met_audit(
    opslag: Opslagfabriek,
    levering: Levering,
    records: Iterable[Ingelezen],
    wie: Wie,
    voortgang: Callable[[Rapport], None] = lambda _: None,
    *,
    wacht: Tekstwacht,
) -> Rapport:
    """Take in a delivery as ``lever_aan`` does; a trial changes nothing, so nothing is noted of it."""
    if levering.proef:
        return await lever_aan(opslag, levering, records, voortgang, wacht=wacht)
    await _noteer(opslag, begonnen(levering, wie))
    rapport = await lever_aan(opslag, replace(levering, wie=wie), records, voortgang, wacht=wacht)
    await _noteer(opslag, verwerkt(levering, wie, rapport))
    return rapport


async def _noteer(opslag: Opslagfabriek, gebeurtenis: Auditgebeurtenis) -> None:
    async with opslag.schrijven() as transactie:
        await transactie.audit.noteer(gebeurtenis)


def begonnen(levering: Levering, wie: Wie) -> Auditgebeurtenis:
    """Give the row that says that a delivery begins."""
    stand: dict[str, int | str] = {"soort": levering.soort.value, "volledig": "ja" if levering.volledig else "nee"}
    if levering.verwijderen:
        stand["verwijderen"] = "ja"
    return Auditgebeurtenis(Handeling.LEVERING_BEGONNEN, Objecttype.BRON, levering.bron, wie, bijzonderheden=stand)


def verwerkt(levering: Levering, wie: Wie, rapport: Rapport) -> Auditgebeurtenis:
    """Give the row that says what became of it."""
    eerst = begonnen(levering, wie)
    return replace(
        eerst,
        handeling=Handeling.LEVERING_VERWERKT,
        uitkomst=Uitkomst.MISLUKT if rapport.fout else Uitkomst.GELUKT,
        bijzonderheden={**eerst.bijzonderheden, **_aantallen(rapport)},
    )


def _aantallen(rapport: Rapport) -> dict[str, int]:
    namen = ("gelezen", "nieuw", "gewijzigd", "ongewijzigd", "verwijderd", "geweigerd", "toestemmingen")
    return {naam: getattr(rapport, naam) for naam in namen}
