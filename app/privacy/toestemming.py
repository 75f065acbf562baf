"""Legal ground and consent: what this asker may see at this moment, passed into every query.

Source: design, section 5. The grounds and consents themselves stand with the records (per class of
party, until when it may see the record), so that a query decides alone and a withdrawal works at once.

The register behind them: each function judges what it is given and is one transaction, with a row in
the audit log (that something changed, not of whom). Raises ``OngeldigeAanroep``, naming the rule and
never the value.
"""

import time
from collections.abc import Mapping
from typing import Final

from app.domain.audit import Auditgebeurtenis, Handeling, Objecttype, Wie
from app.domain.kwaliteit import DAG
from app.domain.ports import Deelnemer, Dossier, Klok, Opslag, Opslagfabriek
from app.domain.toestemming import Bezwaarmaken, Geven, Intrekken, Opheffen, Registerhandeling, Stand
from app.models.errors import OngeldigeAanroep
from app.models.identiteit import Oin, RecordID
from app.models.lezen import is_bsn
from app.models.partijen import Inzage, Omvang, Partijklasse
from app.privacy.herkenning.vondsten import zoek

MAX_WIJZE: Final = 200
BRON_ONBEKEND: Final = "bron: is niet geregistreerd als bron in deze node"


def inzage(vrager: Deelnemer, moment: float, verouderd_na: int = 0) -> Inzage:
    """Give what ``vrager`` may see at ``moment`` (seconds since 1970, UTC).

    ``verouderd_na``: after how many days without a confirmation a record is left out; 0: never.
    """
    bevestigd_na = int(moment) - verouderd_na * DAG if verouderd_na else 0
    return Inzage(klasse=vrager.klasse, moment=int(moment), bevestigd_na=bevestigd_na)


def contact_mag(dossier: Dossier, wie: Inzage) -> bool:
    """Say whether the contact fields of this record may go out to this asker."""
    return wie.klasse is Partijklasse.SUWI or dossier.contact_tot > wie.moment


async def geef(
    opslag: Opslagfabriek,
    bron: Oin,
    id_: RecordID,
    omvang: Omvang,
    *,
    wie: Wie,
    geldig_tot: int | None = None,
    wijze: str = "",
    klok: Klok = time.time,
) -> bool:
    """Enter a consent until ``geldig_tot`` (None: without an end); False where the same one is in force."""
    return await wijzig(opslag, bron, id_, Geven(omvang, geldig_tot, wijze.strip()), wie=wie, klok=klok)


async def trek_in(
    opslag: Opslagfabriek, bron: Oin, id_: RecordID, omvang: Omvang, *, wie: Wie, klok: Klok = time.time
) -> bool:
    """Withdraw every consent of this scope; False where none stood."""
    return await wijzig(opslag, bron, id_, Intrekken(omvang), wie=wie, klok=klok)


async def maak_bezwaar(opslag: Opslagfabriek, bron: Oin, id_: RecordID, *, wie: Wie, klok: Klok = time.time) -> bool:
    """Enter an objection: nobody sees the person any more; False where one is in force."""
    return await wijzig(opslag, bron, id_, Bezwaarmaken(), wie=wie, klok=klok)


async def hef_bezwaar_op(opslag: Opslagfabriek, bron: Oin, id_: RecordID, *, wie: Wie, klok: Klok = time.time) -> bool:
    """Lift the objection: what is in force besides it counts again; False where there was none."""
    return await wijzig(opslag, bron, id_, Opheffen(), wie=wie, klok=klok)


async def historie(opslag: Opslagfabriek, bron: Oin, id_: RecordID) -> Stand:
    """Give all that was ever entered for this person."""
    async with opslag.lezen() as transactie:
        await eis_bron(transactie, bron)
        return await transactie.toestemmingen.historie(bron, id_)


async def eis_bron(opslag: Opslag, bron: Oin) -> None:
    """Raise unless this node holds the records of this source, and so its register."""
    registratie = await opslag.register.bron(bron)
    if registratie is None or registratie.url is not None:
        raise OngeldigeAanroep(BRON_ONBEKEND)


def keur(id_: str, handeling: Registerhandeling, nu: float) -> list[str]:
    """Give the rules that this change breaks, each with the name of its field."""
    regels = ["id: mag geen BSN zijn"] if is_bsn(id_) else []
    if isinstance(handeling, Geven):
        regels += _keur_geven(handeling, nu)
    return regels


def _keur_geven(handeling: Geven, nu: float) -> list[str]:
    regels = []
    if handeling.geldig_tot is not None and handeling.geldig_tot <= nu:
        regels.append("geldig tot: ligt in het verleden")
    if len(handeling.wijze) > MAX_WIJZE or not handeling.wijze.isprintable():
        regels.append(f"wijze: moet hoogstens {MAX_WIJZE} zichtbare tekens zijn")
    elif zoek(handeling.wijze):
        regels.append("wijze: mag geen BSN, IBAN, e-mailadres, telefoonnummer of adres bevatten")
    return regels


async def noteer(opslag: Opslag, bron: Oin, wie: Wie, bijzonderheden: Mapping[str, int | str]) -> None:
    """Note in the audit log that the register of this source was changed; the last thing in a transaction."""
    await opslag.audit.noteer(
        Auditgebeurtenis(Handeling.TOESTEMMING_GEWIJZIGD, Objecttype.BRON, bron, wie, bijzonderheden=bijzonderheden)
    )


async def wijzig(
    opslag: Opslagfabriek, bron: Oin, id_: RecordID, handeling: Registerhandeling, *, wie: Wie, klok: Klok
) -> bool:
    """Make this change; say whether it had an effect."""
    nu = klok()
    if regels := keur(id_, handeling, nu):
        raise OngeldigeAanroep(regels)
    async with opslag.schrijven() as transactie:
        await eis_bron(transactie, bron)
        [gedaan] = await transactie.toestemmingen.verwerk(bron, [(id_, handeling)], int(nu))
        if gedaan:
            await noteer(transactie, bron, wie, {"wat": type(handeling).__name__.lower()})
        return gedaan
