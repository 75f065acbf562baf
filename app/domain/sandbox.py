"""What a sandbox knows from the start: one OIN that is exchange, SUWI party, processor and source."""

from app.domain.ports import Bronregistratie, Deelnemer, Opslagfabriek
from app.models.identiteit import Oin
from app.models.partijen import Partijklasse
from app.settings import SANDBOX_OIN

NAAM = "OpenVUM-sandbox"


async def zorg_voor_sandbox(opslag: Opslagfabriek) -> None:
    """Register the sandbox's own OIN where it is absent; what an operator changed stays."""
    oin = Oin(SANDBOX_OIN)
    async with opslag.schrijven() as transactie:
        register = transactie.register
        if await register.deelnemer(oin) is None:
            await register.zet_deelnemer(Deelnemer(oin, NAAM, Partijklasse.SUWI, frozenset({oin}), uitwisseling=True))
        if await register.bron(oin) is None:
            await register.zet_bron(Bronregistratie(oin, NAAM))
