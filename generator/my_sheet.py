"""A sheet of one's own: the page that makes it, and for each exercise a file that the page fetches when it is chosen."""

from collections.abc import Mapping

from markupsafe import Markup

from . import addresses, phrases, timeline
from .catalogue import Catalogue
from .description import ExerciseTold, PictureDrawn
from .model import Guide
from .model.values import LONGEST_SECONDS, MOST_REPETITIONS
from .site import Site
from .templating import json_inside, small_json, style, template

MOST_EXERCISES = 50
PHRASES = ("quantities", "dose", "time", "led", "list", "my_sheet", "review")


def my_sheet(catalogue: Catalogue, exercises: dict[str, ExerciseTold], drawings: Mapping[str, PictureDrawn], ink: str, site: Site) -> dict[str, bytes]:
    """{`my-sheet/index.html`: bytes}, and `my-sheet/<code in small letters>.json` for every exercise; of one that was withdrawn it says when and why.

    `drawings` are found by address, `ink` are their rules on paper.
    """
    here = addresses.my_sheet()
    page = template("sheet/my-sheet.html").render(
        guide=catalogue.guide, style=style("sheet/sheet.css") + "\n" + style("sheet/my-sheet.css"), ink=Markup(ink),
        home=Markup(addresses.between(here, "") + "index.html"), assets=Markup(addresses.between(here, "assets/")), canonical=site.absolute(here),
        stop_if=[rule.text for rule in catalogue.guide.stop_if], shared=json_inside(_shared(catalogue.guide, site)),
        sheets=[(catalogue.routines[identity].name, Markup(addresses.between(here, addresses.sheet(identity)) + "index.html")) for identity in catalogue.guide.routines],
    )
    block = template("sheet/block.html")
    files = {f"{here}index.html": page.encode()}
    for told in exercises.values():
        shown = block.render(told=told, drawing=lambda one: Markup(drawings[one.picture.address].still))
        files[f"{here}{told.exercise.code.lower()}.json"] = small_json(_exercise(catalogue.guide, told, shown))
    files |= {f"{here}{one.code.lower()}.json": small_json({"withdrawn": one.withdrawn.model_dump()}) for one in catalogue.withdrawn.values()}
    return files


def _shared(guide: Guide, site: Site) -> dict:
    """What all exercises share: the rules of the words and of the time, and the limits of the model."""
    return {
        "phrases": {key: phrases.table()[key] for key in PHRASES},
        **timeline.for_all(guide),
        "limits": {"exercises": MOST_EXERCISES, "repetitions": MOST_REPETITIONS, "seconds": LONGEST_SECONDS},
        "typed": site.typed(addresses.my_sheet()),
        "stop_if": [rule.text for rule in guide.stop_if],
    }


def _exercise(guide: Guide, told: ExerciseTold, block: str) -> dict:
    written = told.exercise
    return {
        "code": written.code, "name": written.name, "url": told.address,
        "positions": list(written.positions or ()), "equipment": told.equipment, "frequency": told.frequency, "stop_if": told.stop_if,
        "review": phrases.review(told.review), "digest": told.digest,
        "parts": [timeline.recipe(guide, part) for part in written.parts], "block": block,
    }
