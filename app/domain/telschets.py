"""How many different persons, without keeping which: a HyperLogLog sketch of one kilobyte.

Source: Flajolet e.a., HyperLogLog (2007), with linear counting for small numbers. Standard error 3.25%
(1.04 / sqrt(1024)); under some 2,500 different items linear counting is within 2%.
"""

import math
from collections.abc import Iterable
from typing import Final

_BITS: Final = 10
REGISTERS: Final = 1 << _BITS
LEEG: Final = bytes(REGISTERS)
_ALFA: Final = 0.7213 / (1 + 1.079 / REGISTERS)
_MACHT: Final = [2.0**-i for i in range(65)]
_REST: Final = 64 - _BITS


def voeg_toe(schets: bytes, items: Iterable[bytes]) -> bytes:
    """Give the sketch with these items; each is at least 8 evenly spread bytes (a keyed pseudonym)."""
    registers = bytearray(schets)
    for item in items:
        getal = int.from_bytes(item[:8], "big")
        plek, rest = getal >> _REST, getal & ((1 << _REST) - 1)
        rang = _REST - rest.bit_length() + 1
        registers[plek] = max(registers[plek], rang)
    return bytes(registers)


def voeg_samen(een: bytes, ander: bytes) -> bytes:
    """Give the sketch of both together; the same whatever the order or the repetition."""
    return bytes(map(max, een, ander))


def schatting(schets: bytes) -> int:
    """Estimate the number of different items."""
    leeg = schets.count(0)
    ruw = _ALFA * REGISTERS * REGISTERS / sum(map(_MACHT.__getitem__, schets))
    if leeg and ruw <= 2.5 * REGISTERS:
        return round(REGISTERS * math.log(REGISTERS / leeg))
    return round(ruw)
