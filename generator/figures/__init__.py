"""Pictures from poses: the joints of a body become outlines, outlines become ink. No part of it reads or writes files."""

import json

from ..cache import Memory
from ..description import ExerciseTold, PictureDrawn, PictureTold
from ..poses import Picture
from .drawing import Drawing, drawn
from .style import THEMES, page_style, paper_style
from .svg import inline, moving_inline, standalone, switch

__all__ = ["THEMES", "Drawing", "drawn", "figure", "figures", "files", "page_style", "paper_style", "standalone"]

STYLE = "assets/figures.css"


def figure(picture: Picture, words: str) -> str:
    """A picture as an SVG file that stands on its own. Equal pictures and words give equal text on every machine."""
    return standalone(drawn(picture), words)


def figures(exercises: dict[str, ExerciseTold], memory: Memory | None = None) -> dict[str, PictureDrawn]:
    """Every picture of every exercise by its address, in order. What `memory` has is not drawn again."""
    found: dict[str, PictureDrawn] = {}
    for one in exercises.values():
        pictures = [told for group in one.pictures.values() for told in group]
        key = repr((pictures, switch("")))
        known = memory.recall(key) if memory is not None else None
        drawn_now = [PictureDrawn(*texts) for texts in json.loads(known)] if known else [_figure(told, index) for index, told in enumerate(pictures)]
        if memory is not None and not known and pictures:
            memory.keep(key, json.dumps([[one.still, one.moving, one.motion, one.switch, one.file] for one in drawn_now]))
        found |= {told.picture.address: drawing for told, drawing in zip(pictures, drawn_now)}
    return found


def _figure(told: PictureTold, index: int) -> PictureDrawn:
    drawing = drawn(told.picture)
    still, (moving, motion) = inline(drawing, told.words), moving_inline(drawing, told.words, f"m{index}-")
    return PictureDrawn(still, moving, motion, switch(told.words), standalone(drawing, told.words))


def files(drawings: dict[str, PictureDrawn]) -> dict[str, bytes]:
    """The files of the pictures, and the style that pictures inside pages share."""
    return {STYLE: page_style().encode(), **{address: one.file.encode() for address, one in drawings.items()}}
