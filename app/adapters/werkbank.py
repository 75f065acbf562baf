"""Work that takes long and keeps the processor busy, one piece at a time, in a thread with an event loop of its own.

The event loop of the server goes on answering. What is under way when the process must stop is told so,
and rolls itself back; what still waits is never begun.
"""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeAlias

Gestopt: TypeAlias = Callable[[], bool]
"""Says whether the process has to end."""


class Werkbank:
    """One per process; no thread before the first piece of work."""

    def __init__(self, naam: str) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix=naam)
        self._stop = threading.Event()
        self._taken: set[Future[None]] = set()

    def start(self, werk: Callable[[Gestopt], Awaitable[None]]) -> None:
        """Have this done when its turn comes. ``werk`` deals with its own errors: nobody waits for it."""
        taak = self._pool.submit(self._doe, werk)
        self._taken.add(taak)
        taak.add_done_callback(self._taken.discard)

    def _doe(self, werk: Callable[[Gestopt], Awaitable[None]]) -> None:
        async def alles() -> None:
            await werk(self._stop.is_set)

        asyncio.run(alles())

    async def klaar(self) -> None:
        """Wait until everything that was given so far is done."""
        await asyncio.gather(*map(asyncio.wrap_future, list(self._taken)), return_exceptions=True)

    async def sluit(self) -> None:
        """Stop: let what is under way end, or roll itself back; what waits is told at once that it is over."""
        self._stop.set()
        await self.klaar()
        self._pool.shutdown()
