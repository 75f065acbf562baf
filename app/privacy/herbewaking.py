"""Upkeep of the free-text guard: what was stored under an older version is guarded again."""

from typing import Final

from app.domain.ports import Aangeleverd, Opslagfabriek
from app.domain.tekstwacht import bewaakt_record
from app.models.partijen import Soort
from app.privacy.vrijetekst import GUARD_VERSION, Keuze, aanleverwacht

BATCH: Final = 200
"""Records per transaction: a delivery that waits for it hardly notices."""


async def bewaak_opnieuw(opslag: Opslagfabriek) -> int:
    """Guard every record of before this version again, masking: it was taken in, so it cannot be refused."""
    return sum([await _soort(opslag, soort) for soort in Soort])


async def _soort(opslag: Opslagfabriek, soort: Soort) -> int:
    wacht = aanleverwacht(Keuze.MASKEREN)

    def bewaak(record: Aangeleverd) -> Aangeleverd:
        return bewaakt_record(record.id, record.inhoud, record.gegevens, wacht(soort, record.gegevens))

    aantal = 0
    while True:
        async with opslag.schrijven() as transactie:
            deel = await transactie.dossiers.bewaak_opnieuw(soort, GUARD_VERSION, BATCH, bewaak)
        aantal += deel
        if not deel:
            return aantal
