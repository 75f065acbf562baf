"""Texts, yes or no, and identifying codes."""

import re
from html.parser import HTMLParser
from typing import Final, Literal

from app.adapters.formaten.kern import Afgewezen, Celwaarde, als_tekst, genormaliseerd, schone_tekst
from app.adapters.formaten.omzetters.register import Conversie, Geeft, omzetter
from app.domain.referentielijst import Naslag

_BLOKKEN: Final = frozenset({"p", "br", "li", "ul", "ol", "div", "h1", "h2", "h3", "h4", "tr"})
_STILLE_DELEN: Final = frozenset({"script", "style"})
_JA: Final = frozenset({"ja", "j", "yes", "y", "true", "waar", "1"})
_NEE: Final = frozenset({"nee", "n", "no", "false", "onwaar", "0"})
_ONBEKEND: Final = frozenset({"onbekend", "?"})


@omzetter("tekst", Geeft.TEKST)
def tekst(_naslag: Naslag) -> Conversie:
    """Tekst zoals die er staat, zonder witruimte eromheen. Te lange tekst wordt afgewezen."""
    return schone_tekst


@omzetter("html", Geeft.TEKST)
def html(_naslag: Naslag, *, inkorten: int | None = None) -> Conversie:
    """De tekst uit HTML, zonder opmaak; met inkorten (een aantal tekens) wordt langere tekst afgebroken met …."""

    def zet_om(waarde: Celwaarde) -> str:
        lezer = _Htmltekst()
        lezer.feed(schone_tekst(waarde))
        lezer.close()
        gelezen = lezer.geef()
        if inkorten is None or len(gelezen) <= inkorten:
            return gelezen
        return gelezen[: inkorten - 1].rsplit(maxsplit=1)[0] + "…"

    return zet_om


class _Htmltekst(HTMLParser):
    """Keeps the text; what begins a block begins a line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._delen: list[str] = []
        self._stil = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._stil += tag in _STILLE_DELEN
        if tag in _BLOKKEN:
            self._delen.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._stil -= tag in _STILLE_DELEN and self._stil > 0

    def handle_data(self, data: str) -> None:
        if not self._stil:
            self._delen.append(data)

    def geef(self) -> str:
        regels = (" ".join(regel.split()) for regel in "".join(self._delen).splitlines())
        return "\n".join(filter(None, regels))


@omzetter("patroon", Geeft.TEKST)
def patroon(_naslag: Naslag, *, vorm: str, uitleg: str) -> Conversie:
    """Tekst die in haar geheel aan een reguliere expressie (vorm) voldoet; uitleg zegt wat er mag staan."""
    vereist = re.compile(vorm, re.ASCII)

    def zet_om(waarde: Celwaarde) -> str:
        gelezen = als_tekst(waarde)
        if not vereist.fullmatch(gelezen):
            raise Afgewezen("heeft niet de vorm die dit veld moet hebben", uitleg)
        return gelezen

    return zet_om


@omzetter("ja_nee", Geeft.GETAL)
def ja_nee(
    _naslag: Naslag,
    *,
    omgekeerd: bool = False,
    cijfers: Literal["1 is ja, 0 is nee", "1 is ja, 2 is nee"] = "1 is ja, 0 is nee",
) -> Conversie:
    """Ja, nee of onbekend (ook j, n, true, false, 1 en 0; met cijfers: "1 is ja, 2 is nee" ook 2)."""
    twee_is_nee = cijfers == "1 is ja, 2 is nee"
    ja, nee = (2, 1) if omgekeerd else (1, 2)

    def zet_om(waarde: Celwaarde) -> int:
        gelezen = genormaliseerd(als_tekst(waarde))
        if gelezen in _JA:
            return ja
        if (gelezen == "2") if twee_is_nee and gelezen.isdecimal() else (gelezen in _NEE):
            return nee
        if gelezen in _ONBEKEND or (twee_is_nee and gelezen == "0"):
            return 0
        raise Afgewezen("is geen ja of nee", "vul ja, nee of onbekend in")

    return zet_om
