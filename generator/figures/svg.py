"""Drawings as SVG text: a file that stands on its own, or a piece of a page that has the style and can move."""

from html import escape

from ..phrases import table
from .drawing import Drawing, Ink
from .style import own_style


def _paths(inks: tuple[Ink, ...]) -> str:
    return "".join(f'<path class="{ink.kind}" d="{ink.d}"/>' for ink in inks)


def standalone(drawing: Drawing, words: str, theme: str = "light") -> str:
    """A whole SVG file with its style. `words` say what it shows."""
    inks = drawing.under + drawing.body + drawing.over
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {drawing.width} {drawing.height}" role="img"><title>{escape(words)}</title>'
        f"<style>{own_style(frozenset(ink.kind for ink in inks), theme)}</style>{_paths(inks)}</svg>"
    )


def inline(drawing: Drawing, words: str) -> str:
    """The same picture for a page that has the style."""
    return f"{_opening(drawing, words)}{_paths(drawing.under + drawing.body + drawing.over)}</svg>"


def _opening(drawing: Drawing, words: str) -> str:
    size = f'viewBox="0 0 {drawing.width} {drawing.height}" width="{drawing.width / 2:g}" height="{drawing.height / 2:g}"'
    wide = " wide" if drawing.width > 1.7 * drawing.height else ""
    return f'<svg class="drawing{wide}" {size} role="img" aria-label="{escape(words)}">'


def moving_inline(drawing: Drawing, words: str, prefix: str) -> tuple[str, str]:
    """The picture for a page that can move it, and the rules that do; they are empty where nothing moves.

    `prefix` is unlike any other on the page. Without the rules the end of the movement stands still. The start
    is there as well, hidden, for browsers that cannot blend paths.
    """
    if not drawing.begin:
        return inline(drawing, words), ""
    body, rules = [], []
    for number, ink in enumerate(drawing.body):
        if ink.start is None:
            body.append(f'<path class="{ink.kind}" d="{ink.d}"/>')
        elif ink.start == "":
            body.append(f'<path class="{ink.kind} fade" d="{ink.d}"/>')
        else:
            name = f"{prefix}{number}"
            body.append(f'<path class="{ink.kind} {name}" d="{ink.d}"/>')
            rules.append(f'@keyframes {name}{{0%,12%{{d:path("{ink.start}")}}}}.{name}{{animation-name:{name}}}')
    return (
        f'{_opening(drawing, words)}{_paths(drawing.under)}'
        f'<g class="begin" display="none">{_paths(drawing.begin)}</g><g class="end">{"".join(body)}</g>{_paths(drawing.over)}</svg>'
    ), "".join(rules)


def switch(words: str) -> str:
    """The switch that moves a picture of these words, where it stands before it on a page."""
    return f'<input type="checkbox" class="play" aria-label="{escape(table()["pictures"]["play"].format(words=words))}">'
