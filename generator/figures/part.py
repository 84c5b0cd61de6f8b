"""A part of a drawing: what is painted in one stroke."""

from dataclasses import dataclass, field

from .outlines import Commands


@dataclass(frozen=True)
class Part:
    """One path. `kind` are its classes, `order` says when it is painted, `name` finds it again in another pose."""

    name: str
    order: float
    kind: str
    commands: Commands = field(repr=False)
