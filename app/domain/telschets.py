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
_HOOG: Final = int.from_bytes(b"\x80" * REGISTERS)
_REST: Final = 64 - _BITS
_RESTMASKER: Final = (1 << _REST) - 1


def voeg_toe(schets: bytes, items: Iterable[bytes]) -> bytes:
    """Give the sketch with these items; each is at least 8 evenly spread bytes (a keyed pseudonym)."""
    registers = bytearray(schets)
    for item in items:
        getal = int.from_bytes(item[:8], "big")
        plek = getal >> _REST
        rang = _REST + 1 - (getal & _RESTMASKER).bit_length()
        registers[plek] = max(registers[plek], rang)
    return bytes(registers)


def voeg_samen(een: bytes, ander: bytes) -> bytes:
    """Give the sketch of both together; the same whatever the order or the repetition.

    The greater of every two registers, all at once: none is over 127, so that no borrow leaves its byte.
    """
    a, b = int.from_bytes(een), int.from_bytes(ander)
    minstens = ((((a | _HOOG) - b) & _HOOG) >> 7) * 0xFF
    return (b ^ ((a ^ b) & minstens)).to_bytes(REGISTERS)


def schatting(schets: bytes) -> int:
    """Estimate the number of different items."""
    leeg = schets.count(0)
    ruw = _ALFA * REGISTERS * REGISTERS / sum(schets.count(rang) * macht for rang, macht in enumerate(_MACHT))
    if leeg and ruw <= 2.5 * REGISTERS:
        return round(REGISTERS * math.log(REGISTERS / leeg))
    return round(ruw)
