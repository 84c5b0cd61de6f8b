"""Pictures from poses: the joints of a body become outlines, outlines become ink. No part of it reads or writes files."""

from dataclasses import dataclass

from ..description import ExerciseTold, PictureTold
from ..poses import Picture
from .drawing import Drawing, drawn
from .style import page_style
from .svg import inline, moving_inline, standalone

__all__ = ["Drawing", "Figure", "drawn", "figure", "figures", "files", "standalone"]

STYLE = "assets/figures.css"


@dataclass(frozen=True)
class Figure:
    """A picture for a page: still, and with a switch that moves it, by the rules of `motion` ("" if nothing moves)."""

    still: str
    moving: str
    motion: str
    file: str


def figure(picture: Picture, words: str) -> str:
    """A picture as an SVG file that stands on its own. Equal pictures and words give equal text on every machine."""
    return standalone(drawn(picture), words)


def figures(exercises: dict[str, ExerciseTold]) -> dict[str, Figure]:
    """Every picture of every exercise by its address, in order."""
    return {
        told.picture.address: _figure(told, index)
        for one in exercises.values() for index, told in enumerate(told for group in one.pictures.values() for told in group)
    }


def _figure(told: PictureTold, index: int) -> Figure:
    drawing = drawn(told.picture)
    still, (moving, motion) = inline(drawing, told.words), moving_inline(drawing, told.words, f"m{index}-")
    return Figure(still, moving, motion, standalone(drawing, told.words))


def files(drawings: dict[str, Figure]) -> dict[str, bytes]:
    """The files of the pictures, and the style that pictures inside pages share."""
    return {STYLE: page_style().encode(), **{address: one.file.encode() for address, one in drawings.items()}}
