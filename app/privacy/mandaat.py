"""Who asks, and may this processor ask for it: decided from the party register, never from a header alone.

Order: who may not is told nothing else, so 401 (unknown asker, processor without mandate) comes before
400 (a ``toParty`` that is not here). Source of the rules: design, section 1 (certificates, class of the
asker, toParty). That ``Partijen`` says the truth is for the edge to prove.
"""

from app.domain.ports import Deelnemer, Register
from app.models.aanroeper import Aanroeper, Rol
from app.models.errors import NietGeautoriseerd, NietGevonden, NietToegestaan, OngeldigeAanroep
from app.models.identiteit import Oin
from app.models.partijen import Partijen, Partijklasse

_ONBEKEND = "X-VUM-fromParty is geen geregistreerde partij"
_GEEN_MANDAAT = "X-VUM-viaParty mag niet optreden voor X-VUM-fromParty"
_GEEN_BEHEERDER = "Alleen de beheerder van deze node mag dit"
_NIET_HIER_UITWISSELING = "X-VUM-toParty moet het OIN van deze uitwisseling zijn"
_NIET_NAMENS = "De aanroeper mag niet optreden voor personen van deze bron"
_GEEN_EIGEN_BRON = "De aanroeper is geen bron in deze node"
_GEEN_BRON = "bron is geen bron in deze node"
_NIET_HIER_BRON = "X-VUM-toParty moet het OIN van een bron in deze node zijn"


async def vrager_bij_uitwisseling(register: Register, partijen: Partijen, eigen_oin: Oin) -> Deelnemer:
    """Give the party that asks the exchange; its class is the register's, whatever its header says.

    Raises ``NietGeautoriseerd`` or ``OngeldigeAanroep``.
    """
    vrager = await register.deelnemer(partijen.van)
    if vrager is None:
        raise NietGeautoriseerd(_ONBEKEND)
    if not is_verwerker(partijen.via, vrager):
        raise NietGeautoriseerd(_GEEN_MANDAAT)
    if partijen.naar != eigen_oin:
        raise OngeldigeAanroep(_NIET_HIER_UITWISSELING)
    return vrager


def eis_beheerder(wie: Aanroeper, eigen_oin: Oin) -> None:
    """Return for an administrator of this node's own organisation alone. Raises ``NietToegestaan``."""
    if Rol.BEHEERDER not in wie.rollen or wie.oin != eigen_oin:
        raise NietToegestaan(_GEEN_BEHEERDER)


async def vrager_bij_bron(register: Register, partijen: Partijen, *, sandbox: bool) -> Deelnemer:
    """Give the party that asks a source inside this node.

    An asker that the register does not know is refused in the sandbox; in productie the exchange
    vouches for it: SUWI when the exchange says so, private otherwise. Raises as the exchange's does.
    """
    bekend = await register.deelnemer(partijen.van)
    if bekend is None and sandbox:
        raise NietGeautoriseerd(_ONBEKEND)
    vrager = bekend or _onbekende(partijen)
    bron = await register.bron(partijen.naar)
    eigen_verwerker = (bron and bron.verwerker) or partijen.naar
    if partijen.via != eigen_verwerker and not await _brengt(register, partijen.via, vrager):
        raise NietGeautoriseerd(_GEEN_MANDAAT)
    if bron is None or bron.url is not None:
        raise OngeldigeAanroep(_NIET_HIER_BRON)
    return vrager


async def vrager_bij_inzage(register: Register, wie: Aanroeper, via: Oin | None, eigen_oin: Oin) -> Deelnemer:
    """Give the party that exercises a right for a person; a source need not be a party besides.

    ``via`` None: no processor is named. Raises ``NietGeautoriseerd``.
    """
    vrager = await register.deelnemer(wie.oin) or await _als_bron(register, wie.oin)
    if vrager is None and wie.oin == eigen_oin:
        vrager = Deelnemer(eigen_oin, "", Partijklasse.PUBLIEK)
    if vrager is None:
        raise NietGeautoriseerd(_ONBEKEND)
    if via is not None and not is_verwerker(via, vrager):
        raise NietGeautoriseerd(_GEEN_MANDAAT)
    return vrager


async def is_bekend(register: Register, oin: Oin) -> bool:
    """Say whether this organisation is a party or a source."""
    return await register.deelnemer(oin) is not None or await register.bron(oin) is not None


async def mag_namens(register: Register, via: Oin, oin: Oin) -> bool:
    """Say whether ``via`` may carry a request of this organisation: itself, or a processor of the register."""
    partij, bron = await register.deelnemer(oin), await register.bron(oin)
    verwerkers = {oin, *(partij.verwerkers if partij else ()), bron.verwerker if bron else None}
    return via in verwerkers


async def eis_bron_van(register: Register, wie: Aanroeper, bron: Oin, eigen_oin: Oin) -> None:
    """Raise unless this source's persons are this caller's to act for, and held inside this node.

    The source itself may, and the privacy officer of this node's own organisation, for all its sources.
    Raises ``NietToegestaan``, and then ``NietGevonden``.
    """
    functionaris = wie.oin == eigen_oin and Rol.PRIVACYFUNCTIONARIS in wie.rollen
    if wie.oin != bron and not functionaris:
        raise NietToegestaan(_NIET_NAMENS)
    await eis_bron_hier(register, bron)


async def eis_bron_hier(register: Register, bron: Oin) -> None:
    """Raise ``NietGevonden`` unless this source's persons are held inside this node."""
    registratie = await register.bron(bron)
    if registratie is None or registratie.url is not None:
        raise NietGevonden(_GEEN_BRON)


async def eis_aanleveraar(register: Register, wie: Aanroeper, via: Oin | None) -> Oin:
    """Give the source that delivers: the caller itself, held inside this node, by itself or by its processor.

    Raises ``NietGeautoriseerd``, and then ``NietToegestaan``.
    """
    bron = await register.bron(wie.oin)
    if via not in {None, wie.oin, bron.verwerker if bron else None}:
        raise NietGeautoriseerd(_GEEN_MANDAAT)
    if bron is None or bron.url is not None:
        raise NietToegestaan(_GEEN_EIGEN_BRON)
    return bron.oin


async def _als_bron(register: Register, oin: Oin) -> Deelnemer | None:
    bron = await register.bron(oin)
    if bron is None:
        return None
    verwerkers = frozenset() if bron.verwerker is None else frozenset({bron.verwerker})
    return Deelnemer(oin, bron.naam, Partijklasse.PUBLIEK, verwerkers)


def _onbekende(partijen: Partijen) -> Deelnemer:
    klasse = Partijklasse.SUWI if partijen.suwi else Partijklasse.PRIVAAT
    return Deelnemer(oin=partijen.van, naam="", klasse=klasse)


def is_verwerker(via: Oin, vrager: Deelnemer) -> bool:
    return via == vrager.oin or via in vrager.verwerkers


async def _brengt(register: Register, via: Oin, vrager: Deelnemer) -> bool:
    """At a source ``via`` is the source's own processor: that is how the exchange fills it in.

    The asker's own processor and a registered exchange are taken too: they carry the same request one
    step earlier, and who really calls is proven by the certificate, not by this header.
    """
    if is_verwerker(via, vrager):
        return True
    drager = await register.deelnemer(via)
    return drager is not None and drager.uitwisseling
