"""A file in the body of a request, passed on as it comes in: as the body itself, or as a part of a form.

As the body the options are in the query. In a form (multipart/form-data) they may be fields too, before the
part ``bestand``: what comes after the file cannot be known before it is read.
"""

from collections import deque
from collections.abc import AsyncIterator, Mapping
from enum import Enum
from typing import Final

from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.datastructures import Headers
from starlette.requests import Request

from app.models.errors import OngeldigeAanroep, OnvolledigeAanroep, VerkeerdInhoudstype
from app.privacy.aanleverpoort import Bestand
from app.routers.query import alle

FORMULIER: Final = "multipart/form-data"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RUW: Final = frozenset(
    {"application/octet-stream", "application/json", "application/ld+json", "application/x-ndjson", "text/csv"}
    | {"application/xml", "text/xml", XLSX}
)
"""What a body may say that it is; what it really is, the format finds out."""
BESTAND: Final = "bestand"
MAX_VELD: Final = 1_000
MAX_VELDEN: Final = 20
_STUK: Final = "het formulier is geen geldige multipart/form-data"
_ONAF: Final = "het formulier is niet heel aangekomen; stuur het opnieuw"


class _Soort(Enum):
    DEEL, INHOUD, EINDE_DEEL, EINDE = range(4)


def lees_bestand(request: Request) -> "Upload":
    """Give the file in the body, unread. Raises ``VerkeerdInhoudstype``."""
    koppen = request.headers
    types = koppen.getlist("content-type")
    naam, opties = parse_options_header(types[0] if len(types) == 1 else "")
    soort = naam.decode("latin-1")
    if koppen.get("content-encoding", "identity").strip().lower() != "identity":
        raise VerkeerdInhoudstype("De inhoud mag niet gecomprimeerd zijn.")
    if soort in RUW:
        return Upload(request, None)
    if soort != FORMULIER or not opties.get(b"boundary"):
        raise VerkeerdInhoudstype("De kop Content-Type moet multipart/form-data of application/octet-stream zijn.")
    return Upload(request, opties[b"boundary"])


class Upload:
    """A file in the body of one request. ``grens`` separates the parts of a form; None: the body is the file."""

    def __init__(self, request: Request, grens: bytes | None) -> None:
        self._request = request
        self._grens = grens

    async def open(self) -> Bestand:
        """Give the options and the file. Raises ``OngeldigeAanroep`` and ``OnvolledigeAanroep``."""
        query, sleutel = alle(self._request.query_params), _sleutel(self._request.headers)
        if self._grens is None:
            return Bestand(query, self._request.stream(), _lengte(self._request.headers), sleutel)
        formulier = _Formulier(self._request.stream(), self._grens)
        velden = await formulier.velden()
        if velden.keys() & query.keys():
            raise OngeldigeAanroep("een optie mag maar één keer voorkomen")
        return Bestand({**query, **velden}, formulier.bestand(), None, sleutel)


def _sleutel(koppen: Headers) -> str | None:
    waarden = koppen.getlist("idempotency-key")
    if len(waarden) > 1:
        raise OngeldigeAanroep("Kop Idempotency-Key mag maar één keer voorkomen")
    return waarden[0].strip() if waarden else None


def _lengte(koppen: Headers) -> int | None:
    waarde = koppen.get("content-length", "")
    return int(waarde[:20]) if waarde.isdecimal() else None


class _Formulier:
    """Reads a form from the front: first its fields, then the file; holds no more than a block."""

    def __init__(self, stroom: AsyncIterator[bytes], grens: bytes) -> None:
        self._stroom = stroom
        self._wacht: deque[tuple[_Soort, bytes]] = deque()
        self._kop: dict[bytes, bytes] = {}
        self._naam = self._waarde = b""
        self._parser = MultipartParser(
            grens,
            {
                "on_part_begin": self._kop.clear,
                "on_header_field": self._kopnaam,
                "on_header_value": self._kopwaarde,
                "on_header_end": self._kop_klaar,
                "on_headers_finished": lambda: self._wacht.append((_Soort.DEEL, self._deelnaam())),
                "on_part_data": lambda blok, begin, einde: self._wacht.append((_Soort.INHOUD, blok[begin:einde])),
                "on_part_end": lambda: self._wacht.append((_Soort.EINDE_DEEL, b"")),
                "on_end": lambda: self._wacht.append((_Soort.EINDE, b"")),
            },
        )
        self._gebeurtenissen = self._lees()

    async def velden(self) -> Mapping[str, str]:
        """Read up to the file."""
        velden: dict[str, str] = {}
        async for soort, naam in self._gebeurtenissen:
            if soort is _Soort.DEEL and naam == BESTAND.encode():
                return velden
            if soort is not _Soort.DEEL:
                break
            sleutel = naam.decode("utf-8", "replace")
            if sleutel in velden or len(velden) == MAX_VELDEN:
                raise OngeldigeAanroep("een optie mag maar één keer voorkomen")
            velden[sleutel] = await self._veld()
        raise OnvolledigeAanroep(f"het formulier heeft geen deel {BESTAND}")

    async def bestand(self) -> AsyncIterator[bytes]:
        """Give the file, block by block; the form must end with it."""
        async for soort, blok in self._gebeurtenissen:
            if soort is _Soort.EINDE_DEEL:
                break
            yield blok
        async for soort, _ in self._gebeurtenissen:
            if soort is not _Soort.EINDE:
                raise OngeldigeAanroep(f"{BESTAND} moet het laatste deel van het formulier zijn")

    async def _veld(self) -> str:
        waarde = b""
        async for soort, blok in self._gebeurtenissen:
            if soort is _Soort.EINDE_DEEL:
                break
            waarde += blok
            if len(waarde) > MAX_VELD:
                raise OngeldigeAanroep(f"een optie mag hoogstens {MAX_VELD} bytes zijn")
        return waarde.decode("utf-8", "replace")

    async def _lees(self) -> AsyncIterator[tuple[_Soort, bytes]]:
        geeindigd = False
        async for blok in self._stroom:
            try:
                self._parser.write(blok)
            except MultipartParseError:
                raise OngeldigeAanroep(_STUK) from None
            while self._wacht:
                geeindigd = geeindigd or self._wacht[0][0] is _Soort.EINDE
                yield self._wacht.popleft()
        if not geeindigd:
            raise OngeldigeAanroep(_ONAF)

    def _kopnaam(self, blok: bytes, begin: int, einde: int) -> None:
        self._naam += blok[begin:einde]

    def _kopwaarde(self, blok: bytes, begin: int, einde: int) -> None:
        self._waarde += blok[begin:einde]

    def _kop_klaar(self) -> None:
        self._kop[self._naam.lower()] = self._waarde
        self._naam = self._waarde = b""

    def _deelnaam(self) -> bytes:
        _, opties = parse_options_header(self._kop.get(b"content-disposition", b""))
        return opties.get(b"name", b"")
