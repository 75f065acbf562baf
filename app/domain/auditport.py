"""What the audit log needs from the outside; ``storage`` implements it, ``main`` and ``cli`` plug it in."""

from collections.abc import Sequence
from typing import Protocol

from app.domain.audit import Auditgebeurtenis, Auditkop, Auditregel, Handeling


class Auditlog(Protocol):
    """The audit log as part of one transaction: what is noted stands or falls with the change itself."""

    async def noteer(self, gebeurtenis: Auditgebeurtenis) -> int:
        """Add a row; give its number."""
        ...

    async def noteer_als_anders(self, gebeurtenis: Auditgebeurtenis) -> bool:
        """Add a row unless the last one of this ``handeling`` has the same object."""
        ...

    async def kop(self) -> Auditkop:
        """Give the head of the chain."""
        ...

    async def regels(self, na: int, aantal: int) -> Sequence[Auditregel]:
        """Give at most so many rows, oldest first, of those with a greater number than ``na``."""
        ...

    async def nieuwste(self, voor: int | None, aantal: int, handeling: Handeling | None = None) -> Sequence[Auditregel]:
        """Give at most so many rows, newest first, of those with a smaller number than ``voor``."""
        ...

    async def verwijder_voor(self, moment: int, aantal: int) -> int:
        """Remove at most so many of the oldest rows, those of before ``moment`` (milliseconds); give their number.

        Nothing is removed where the chain is broken.
        """
        ...
