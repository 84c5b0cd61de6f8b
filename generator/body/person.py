"""The people who are drawn. They share every length, so an angle and a reach mean the same for all of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """A build, as factors of the reference body's widths, and a way to wear the hair."""

    hair: str = "short"
    hips: float = 1.0
    hip_depth: float = 1.0
    waist: float = 1.0
    waist_depth: float = 1.0
    chest: float = 1.0
    chest_depth: float = 1.0
    shoulder: float = 1.0
    hip_spacing: float = 1.0
    arm: float = 1.0
    leg: float = 1.0
    neck: float = 1.0


PEOPLE = {
    "medium": Person(),
    "slim": Person(
        hair="bun", hips=0.93, hip_depth=0.90, waist=0.88, waist_depth=0.86, chest=0.89, chest_depth=0.88,
        shoulder=0.96, hip_spacing=0.97, arm=0.88, leg=0.90, neck=0.92,
    ),
    "broad": Person(
        hair="long", hips=1.17, hip_depth=1.18, waist=1.25, waist_depth=1.28, chest=1.15, chest_depth=1.18,
        shoulder=1.07, hip_spacing=1.10, arm=1.16, leg=1.15, neck=1.10,
    ),
}
