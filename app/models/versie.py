"""The versions of the standard that this node speaks."""

from enum import StrEnum


class Versie(StrEnum):
    """The full version, as the headers and the register name it."""

    V2 = "2.0.0"
    V3 = "3.0.0"

    @property
    def kort(self) -> str:
        """The version as it stands in a path: v2, v3."""
        return f"v{self.partition('.')[0]}"
