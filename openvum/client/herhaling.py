"""When a request is sent again, and after how long.

Safe is: nothing was sent; or it was a GET, which the contract lets be repeated without cost; or the other side says that it
did not answer and when to come back. A question whose connection broke half-way is not sent again: it may
have been answered, and recorded as a disclosure.
"""

import random
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from openvum.client.verkeer import Gebroken, Ontvangen, Verzoek, wachttijd

_DRUK: Final = {HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.TOO_MANY_REQUESTS}


@dataclass(frozen=True, slots=True)
class Herhaling:
    """``pogingen`` at most, the first included; between them ``eerste_wacht`` seconds, doubled each time.

    The other side's ``Retry-After`` goes before; one beyond ``langste_wacht`` is not waited for.
    """

    pogingen: int = 3
    eerste_wacht: float = 0.25
    langste_wacht: float = 5.0

    def wacht(self, poging: int, verzoek: Verzoek, uitkomst: Ontvangen | Gebroken) -> float | None:
        """Give the seconds to wait before sending once more; None: this outcome stands."""
        if poging >= self.pogingen:
            return None
        if isinstance(uitkomst, Gebroken):
            veilig = not uitkomst.verzonden or verzoek.methode == "GET"
            return self._eigen_wacht(poging) if veilig and not uitkomst.te_laat else None
        if uitkomst.status not in _DRUK:
            return None
        gevraagd = wachttijd(uitkomst.koppen)
        if gevraagd is None:
            return self._eigen_wacht(poging) if uitkomst.status == HTTPStatus.SERVICE_UNAVAILABLE else None
        return gevraagd if gevraagd <= self.langste_wacht else None

    def _eigen_wacht(self, poging: int) -> float:
        """With a random part, so that askers do not all come back at once."""
        return min(self.langste_wacht, self.eerste_wacht * 2.0 ** (poging - 1)) * random.uniform(0.5, 1.0)
