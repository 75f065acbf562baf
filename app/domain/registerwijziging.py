"""Changes of the party register, each with its row in the audit log in the same transaction."""

from app.domain.audit import Auditgebeurtenis, Handeling, Objecttype, Wie
from app.domain.ports import Bronregistratie, Deelnemer, Opslag
from app.models.identiteit import Oin


async def zet_deelnemer(opslag: Opslag, deelnemer: Deelnemer, wie: Wie) -> None:
    """Add or replace a party; nothing is noted where nothing changes."""
    bekend = await opslag.register.deelnemer(deelnemer.oin)
    if bekend == deelnemer:
        return
    await opslag.register.zet_deelnemer(deelnemer)
    handeling = Handeling.DEELNEMER_TOEGEVOEGD if bekend is None else Handeling.DEELNEMER_GEWIJZIGD
    stand: dict[str, int | str] = {
        "klasse": deelnemer.klasse.value,
        "verwerkers": len(deelnemer.verwerkers),
        "uitwisseling": "ja" if deelnemer.uitwisseling else "nee",
    }
    await opslag.audit.noteer(
        Auditgebeurtenis(handeling, Objecttype.DEELNEMER, deelnemer.oin, wie, bijzonderheden=stand)
    )


async def zet_bron(opslag: Opslag, bron: Bronregistratie, wie: Wie) -> None:
    """Add or replace a source; nothing is noted where nothing changes."""
    bekend = await opslag.register.bron(bron.oin)
    if bekend == bron:
        return
    await opslag.register.zet_bron(bron)
    handeling = Handeling.BRON_TOEGEVOEGD if bekend is None else Handeling.BRON_GEWIJZIGD
    stand: dict[str, int | str] = {
        "plaats": "elders" if bron.url else "in deze node",
        "versie": bron.versie,
        "staat": bron.staat.value,
        "soorten": " ".join(sorted(bron.soorten)),
        "gebied": "begrensd" if bron.gebied else "overal",
    }
    if bron.verwerker is not None:
        stand["verwerker"] = str(bron.verwerker)
    await opslag.audit.noteer(Auditgebeurtenis(handeling, Objecttype.BRON, bron.oin, wie, bijzonderheden=stand))


async def verwijder_deelnemer(opslag: Opslag, oin: Oin, wie: Wie) -> bool:
    """Remove a party; False, and nothing noted, where there was none."""
    if not await opslag.register.verwijder_deelnemer(oin):
        return False
    await opslag.audit.noteer(Auditgebeurtenis(Handeling.DEELNEMER_VERWIJDERD, Objecttype.DEELNEMER, oin, wie))
    return True


async def verwijder_bron(opslag: Opslag, oin: Oin, wie: Wie) -> bool:
    """Remove a source; its records stay, out of everybody's reach. False, and nothing noted, where there was none."""
    if not await opslag.register.verwijder_bron(oin):
        return False
    await opslag.audit.noteer(Auditgebeurtenis(Handeling.BRON_VERWIJDERD, Objecttype.BRON, oin, wie))
    return True
