"""All pictures of the guide on one page, for those who review them: in every theme, beside what was written and what is read aloud."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from . import addresses
from .catalogue import Catalogue
from .description import ExerciseTold, PictureDrawn
from .model import Base
from .poses import Picture
from .templating import TEMPLATES, template

_KEY = re.compile(r"(?:start|(?:part-(?P<part>\d+)-)?step-(?P<step>\d+))(?:-option-(?P<option>\d+))?(?:-(?P<other_side>other-side)|-inset-(?P<inset>\d+))?")


@dataclass(frozen=True)
class Key:
    """The key of a picture taken apart, for a template to name. Nothing but `written` where it is no key known here."""

    written: str
    known: bool = True
    part: str | None = None
    step: str | None = None
    option: str | None = None
    inset: str | None = None
    other_side: str | None = None


@dataclass(frozen=True)
class Fact:
    """A value that a picture is drawn by, in the author's words. `kind` is base, view, framing, person, marks, arrow or pose."""

    kind: str
    name: str
    value: str


@dataclass(frozen=True)
class _Shown:
    """A picture on the page. `opening` and `inside` are its SVG in two, so that the themes share one inside."""

    id: str
    key: Key
    text: str
    facts: list[Fact]
    words: str
    opening: Markup
    inside: Markup


def gallery(catalogue: Catalogue, exercises: Mapping[str, ExerciseTold], drawings: Mapping[str, PictureDrawn], style: str, themes: Mapping[str, Mapping[str, str]]) -> dict[str, bytes]:
    """{`figures/index.html`: bytes}, a page that opens from disk and asks nothing of anybody.

    `drawings` are by address, `style` is what they share, `themes` hold the colours that its variables stand for.
    """
    shown = [(told, [*_shown(told, drawings)], addresses.between(addresses.GALLERY, told.address) + "index.html") for told in exercises.values()]
    page = template("gallery/gallery.html").render(
        guide=catalogue.guide, exercises=shown, themes=list(themes), count=sum(len(pictures) for _, pictures, _ in shown),
        home=addresses.between(addresses.GALLERY, "") + "index.html", style=Markup(f"{page_style()}\n{style}{_colours(themes)}"),
    )
    return {f"{addresses.GALLERY}index.html": page.encode()}


def page_style() -> str:
    """The rules of a page for reviewers, without those of its drawings."""
    return (TEMPLATES / "gallery" / "gallery.css").read_text("utf-8").strip()


def named(key: str) -> Key:
    """The key of a picture, taken apart."""
    match = _KEY.fullmatch(key)
    return Key(key, **match.groupdict()) if match else Key(key, known=False)


def facts(picture: Picture) -> list[Fact]:
    """What a picture is drawn by, in the order in which it is read: from where, of whom, lines, arrows, then the pose."""
    return [
        *(Fact(kind, kind, getattr(picture, kind)) for kind in ("base", "view", "framing", "person")),
        *([Fact("marks", "marks", ", ".join(picture.marks))] if picture.marks else []),
        *(Fact("arrow", landmark, way) for landmark, way in picture.arrows),
        *(Fact("pose", word, value) for word, value in picture.words),
    ]


def facts_of_base(base: Base) -> list[Fact]:
    """What a base posture is made of, in the same way."""
    settings = [Fact(kind, kind, value) for kind in ("name", "like", "support", "prop", "soles") if (value := getattr(base, kind))]
    return settings + [Fact("pose", word, value) for word, value in base.pose.as_words().items()]


def _shown(told: ExerciseTold, drawings: Mapping[str, PictureDrawn]) -> Iterator[_Shown]:
    texts = _texts(told)
    for owner, group in told.pictures.items():
        for one in group:
            # Words in attributes are escaped, so the first > ends the opening tag.
            opening, _, inside = drawings[one.picture.address].still.partition(">")
            yield _Shown(
                f"{told.exercise.code.lower()}-{one.picture.key}", named(one.picture.key), texts[owner], facts(one.picture), one.words,
                Markup(opening + ">"), Markup(inside.removesuffix("</svg>")),
            )


def _texts(told: ExerciseTold) -> dict[str, str]:
    """By the key of a start, step or option: its text."""
    texts = {"start": told.exercise.start.text}
    for part in told.parts:
        for key, step in zip(part.keys, part.part.steps):
            texts |= {key: step.text} | {f"{key}-option-{number}": option.text for number, option in enumerate(step.options, 1)}
    return texts


def _colours(themes: Mapping[str, Mapping[str, str]]) -> str:
    """Each theme's colours around its copies. The page shows all at once, so no drawing may choose for itself, not even in print."""
    variables = {theme: {f"--{name.replace(' ', '-')}": colour for name, colour in colours.items()} for theme, colours in themes.items()}
    rules = [f".theme.{theme}{{{_declared(values)}}}" for theme, values in variables.items()]
    names = {name: "inherit" for values in variables.values() for name in values}
    return "\n".join([*rules, f".drawing.drawing.drawing{{{_declared(names)}}}"])


def _declared(values: Mapping[str, str]) -> str:
    return ";".join(f"{name}:{value}" for name, value in values.items())
