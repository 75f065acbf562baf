"""Legal ground and consent: what this asker may see at this moment, passed into every query.

Source: design, section 5. The grounds and consents themselves stand with the records (per class of
party, until when it may see the record), so that a query decides alone and a withdrawal works at once.
"""

from app.domain.ports import Deelnemer, Dossier
from app.models.partijen import Inzage, Partijklasse


def inzage(vrager: Deelnemer, moment: float) -> Inzage:
    """Give what ``vrager`` may see at ``moment`` (seconds since 1970, UTC)."""
    return Inzage(klasse=vrager.klasse, moment=int(moment))


def contact_mag(dossier: Dossier, wie: Inzage) -> bool:
    """Say whether the contact fields of this record may go out to this asker."""
    return wie.klasse is Partijklasse.SUWI or dossier.contact_tot > wie.moment
