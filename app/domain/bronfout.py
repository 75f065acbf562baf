"""Why a source gave nothing: one word each, for the log and the statistics."""

from enum import StrEnum

from app.models.errors import NietBeschikbaar


class Reden(StrEnum):
    """What went wrong: how things stand, or what the source did."""

    STAAT = "in_storing"
    ZEKERING = "zekering_open"
    DRUKTE = "te_veel_tegelijk"
    VERSIE = "versie_onbekend"
    ONBEVEILIGD = "zonder_tls"
    TE_LAAT = "te_laat"
    VERBINDING = "geen_verbinding"
    STATUS = "foutstatus"
    GEWEIGERD = "vraag_geweigerd"
    INHOUDSTYPE = "geen_json"
    TE_GROOT = "te_groot"
    ONLEESBAAR = "onleesbaar"
    FOUT = "fout"

    @property
    def niet_gevraagd(self) -> bool:
        """Nothing was sent to the source."""
        return self in _NIET_GEVRAAGD

    @property
    def telt_mee(self) -> bool:
        """Says something about the source, not about the question or about us: its breaker counts it."""
        return not self.niet_gevraagd and self is not Reden.GEWEIGERD


_NIET_GEVRAAGD = frozenset({Reden.STAAT, Reden.ZEKERING, Reden.DRUKTE, Reden.VERSIE, Reden.ONBEVEILIGD})


class BronFaalt(NietBeschikbaar):
    """A source cannot give a usable answer now; ``reden`` never holds anything that it sent."""

    def __init__(self, reden: Reden) -> None:
        super().__init__("De bron kan nu niet antwoorden.")
        self.reden = reden
