"""Answers put together from ready-made bytes: no model is rebuilt on the way out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.domain.ports import Bronmatch
from app.domain.uitwisseling import Treffer
from app.models.identiteit import VraagID, VumID
from app.models.partijen import Soort

ID_VELD = {Soort.WERKZOEKENDE: b"idWerkzoekende", Soort.VACATURE: b"idVacature"}
RECORD_VELD = {Soort.WERKZOEKENDE: b"werkzoekende", Soort.VACATURE: b"vacature"}


@dataclass(frozen=True, slots=True)
class Antwoord:
    """A JSON body, ready to send, with the headers that belong to this answer alone."""

    body: bytes = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict)


def _met_id(profiel: bytes, veld: bytes, id_: str) -> bytes:
    """Put an identifier in front of the other fields; an id's own pattern needs no escaping in JSON."""
    rest = profiel[1:]
    return b'{"%b":"%b"%b%b' % (veld, id_.encode("ascii"), b"" if rest == b"}" else b",", rest)


def _lijst(meer: bool, matches: Iterable[bytes]) -> bytes:
    return b'"maximumAantalResultatenBereikt":%b,"matches":[%b]}' % (b"true" if meer else b"false", b",".join(matches))


def bronantwoord(soort: Soort, matches: Iterable[Bronmatch], meer: bool) -> bytes:
    """Body of a source: each match under its own id."""
    veld = ID_VELD[soort]
    return b"{" + _lijst(meer, (_met_id(m.profiel, veld, m.id) for m in matches))


def uitwisselingsantwoord(vraag_id: VraagID, treffers: Iterable[tuple[Treffer, VumID]], meer: bool) -> bytes:
    """Body of the exchange: each match under its vumID, no source and no local id in sight."""
    matches = (_met_id(t.match.profiel, b"vumID", vum_id) for t, vum_id in treffers)
    return b'{"vraagID":"%b",%b' % (vraag_id.encode("ascii"), _lijst(meer, matches))


def detailantwoord(soort: Soort, bron_id: str, inhoud: bytes) -> bytes:
    """Body of the exchange for one opened record, with the source it came from."""
    return b'{"bronID":"%b","%b":%b}' % (bron_id.encode("ascii"), RECORD_VELD[soort], inhoud)
