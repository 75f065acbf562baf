"""Postcode, distance and area (design, section 1: distance, unknown PC4)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gebied:
    """The PC4s within the asked distance, nearest first, with their distances in the agreed unit."""

    pc4s: tuple[int, ...]
    afstanden: tuple[float, ...]
