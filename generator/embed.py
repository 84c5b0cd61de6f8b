"""Each exercise alone, for a frame in another page: one HTML file with its style and pictures inside, and no script."""

import base64
from collections.abc import Mapping
from mimetypes import guess_type

from markupsafe import Markup

from . import addresses
from .catalogue import Catalogue
from .description import ExerciseTold, PictureDrawn, PictureTold
from .model import Photo
from .site import Site
from .templating import style, template


def embeds(catalogue: Catalogue, exercises: Mapping[str, ExerciseTold], drawings: Mapping[str, PictureDrawn], ink: str, site: Site) -> dict[str, bytes]:
    """{`embed/<id>/index.html`: bytes} for each of `exercises`.

    `drawings` are found by address, `ink` are the rules that they share on a page. No file loads another: it may
    stand anywhere, in the `srcdoc` of a frame too, where only its links lead nowhere.
    """
    page = template("embed/embed.html")
    rules = f"{style('theme/assets/guide.css')}\n{style('embed/embed.css')}"

    def moving(told: PictureTold) -> Markup:
        drawn = drawings[told.picture.address]
        return Markup(drawn.switch + drawn.moving if drawn.motion else drawn.still)

    return {
        f"{addresses.embed(told.id)}index.html": page.render(
            guide=catalogue.guide, told=told, style=Markup(rules), ink=Markup(ink), motion=Markup("".join(_motions(told, drawings))),
            still=lambda one: Markup(drawings[one.picture.address].still), moving=moving, photo=lambda one: _inside(one, catalogue),
            root=Markup(addresses.between(addresses.embed(told.id), "")), canonical=site.absolute(told.address),
        ).encode()
        for told in exercises.values()
    }


def _motions(told: ExerciseTold, drawings: Mapping[str, PictureDrawn]) -> list[str]:
    return [drawings[one.picture.address].motion for group in told.pictures.values() for one in group]


def _inside(photo: Photo, catalogue: Catalogue) -> Markup:
    """The photo as an address that holds the whole of it."""
    packed = base64.b64encode(catalogue.photos[photo.file]).decode()
    return Markup(f"data:{guess_type(photo.file)[0]};base64,{packed}")
