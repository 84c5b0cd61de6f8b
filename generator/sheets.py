"""Standalone sheets of paper: one for each routine, and the card for the wallet. HTML with its style inside, that opens from disk."""

from collections.abc import Mapping

from markupsafe import Markup

from . import addresses
from .catalogue import Catalogue
from .description import PictureDrawn, RoutineTold, unreviewed
from .site import Site
from .templating import TEMPLATES, environment


def sheets(catalogue: Catalogue, routines: dict[str, RoutineTold], drawings: Mapping[str, PictureDrawn], ink: str, site: Site) -> dict[str, bytes]:
    """{`sheets/<routine>/index.html`: bytes} for every routine, with its drawings by address inside.

    `ink` are the rules of drawings on paper.
    """
    template = environment().get_template("sheet/sheet.html")
    style = _style()
    return {
        f"{told.sheet}index.html": template.render(
            guide=catalogue.guide, told=told, style=style, ink=Markup(ink), drawing=lambda told: Markup(drawings[told.picture.address].still),
            back=Markup(addresses.between(told.sheet, told.address) + "index.html"), canonical=site.absolute(told.address),
            unreviewed=unreviewed(told.exercises), of=len(told.exercises),
        ).encode()
        for told in routines.values()
    }


def card(catalogue: Catalogue, site: Site) -> dict[str, bytes]:
    """{`safety/card/index.html`: bytes}: the most urgent list of the safety page for the wallet, four to a sheet."""
    here, back = addresses.card(), "safety/"
    page = environment().get_template("sheet/card.html").render(
        guide=catalogue.guide, level=catalogue.guide.help[0], style=_style(),
        back=Markup(addresses.between(here, back) + "index.html"), canonical=site.absolute(back),
    )
    return {f"{here}index.html": page.encode()}


def _style() -> Markup:
    return Markup((TEMPLATES / "sheet" / "sheet.css").read_text("utf-8").strip())
