"""The claims of a token whose signature was checked: is it meant for us, and does it hold now."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.domain.ports import Klok

LANGST: Final = 21_600
"""Longest life of a token that is taken: six hours (NL GOV profile 1.1, section 3.4)."""
MAX_TEKST: Final = 300


class ClaimFout(Exception):
    """A claim is absent or not right; the message names it."""


@dataclass(frozen=True, slots=True)
class Claims:
    """Reads claims, strictly by type. Every method raises ``ClaimFout``."""

    alle: Mapping[str, Any]

    def tekst(self, naam: str) -> str:
        """Give a claim that is a text."""
        waarde = self.alle.get(naam)
        if not isinstance(waarde, str) or not 1 <= len(waarde) <= MAX_TEKST:
            raise ClaimFout(f"{naam} ontbreekt of is geen tekst")
        return waarde

    def gelijk(self, naam: str, eis: str) -> None:
        """Demand that a claim is this text."""
        if self.tekst(naam) != eis:
            raise ClaimFout(f"{naam} klopt niet")

    def voor(self, wie: str, *, alleen: bool = False) -> None:
        """Demand that it is meant for ``wie`` (``aud``); ``alleen``: and for nobody else."""
        waarde = self.alle.get("aud")
        lijst = waarde if isinstance(waarde, list) else [waarde]
        if wie not in lijst or (alleen and len(lijst) > 1):
            raise ClaimFout("aud klopt niet")

    def moment(self, naam: str) -> int:
        """Give a moment in seconds since 1970."""
        waarde = self.alle.get(naam)
        if isinstance(waarde, bool) or not isinstance(waarde, int) or waarde < 0:
            raise ClaimFout(f"{naam} ontbreekt of is geen geheel getal")
        return waarde

    def geldig(self, klok: Klok, speling: int, langst: int = LANGST) -> int:
        """Demand that it holds now, and for no longer than ``langst`` seconds in all; give when it ends."""
        nu, tot, sinds = klok(), self.moment("exp"), self.moment("iat")
        if tot + speling <= nu:
            raise ClaimFout("exp is voorbij")
        if max(sinds, self.moment("nbf") if "nbf" in self.alle else 0) > nu + speling:
            raise ClaimFout("iat of nbf ligt in de toekomst")
        if not 0 < tot - sinds <= langst:
            raise ClaimFout(f"exp mag hoogstens {langst} seconden na iat liggen")
        return tot

    def scopes(self) -> frozenset[str]:
        """Give the scopes: a text with spaces between, or a list of texts."""
        waarde = self.alle.get("scope", "")
        delen = waarde.split(" ") if isinstance(waarde, str) else waarde
        if not isinstance(delen, list) or not all(isinstance(deel, str) for deel in delen):
            raise ClaimFout("scope is geen tekst")
        return frozenset(delen)

    def gebonden_aan(self) -> str | None:
        """Give the thumbprint of the certificate that it is bound to; None: to none. Another bond is refused."""
        bewijs = self.alle.get("cnf")
        if bewijs is None:
            return None
        if not isinstance(bewijs, dict) or bewijs.keys() != {"x5t#S256"} or not isinstance(bewijs["x5t#S256"], str):
            raise ClaimFout("cnf moet alleen x5t#S256 bevatten")
        return bewijs["x5t#S256"]
