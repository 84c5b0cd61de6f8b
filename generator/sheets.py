"""Standalone sheets of paper: one for each routine, and the card for the wallet. HTML with its style inside, that opens from disk."""

from collections.abc import Collection, Mapping

import segno
from markupsafe import Markup

from . import addresses
from .catalogue import Catalogue
from .description import ExerciseTold, PictureDrawn, RoutineTold, reviews
from .site import Site
from .templating import style, template


def sheets(
    catalogue: Catalogue, routines: dict[str, RoutineTold], drawings: Mapping[str, PictureDrawn], ink: str, site: Site, printed: Collection[str] = (),
) -> dict[str, bytes]:
    """{`sheets/<routine>/index.html`: bytes} for every routine, with its drawings by address inside.

    `ink` are the rules of drawings on paper, `printed` the addresses of PDFs that exist: the sheet links to no others.
    """
    page = template("sheet/sheet.html")
    rules = style("sheet/sheet.css")
    return {
        f"{told.sheet}index.html": page.render(
            guide=catalogue.guide, told=told, style=rules, ink=Markup(ink), drawing=lambda told: Markup(drawings[told.picture.address].still),
            back=Markup(addresses.between(told.sheet, told.address) + "index.html"), canonical=site.absolute(told.address),
            change=Markup(addresses.between(told.sheet, told.choice)), code=_code(site.absolute(told.checked)), typed=site.typed(told.address),
            editions=[(edition, Markup(addresses.between(told.sheet, edition.address))) for edition in told.editions if edition.address in printed],
            reviews=reviews(told.exercises), assumed=any(map(_assumed, told.exercises)),
        ).encode()
        for told in routines.values()
    }


def _assumed(told: ExerciseTold) -> bool:
    return told.exercise.start.assumed or any(part.assumption or part.part.one_repetition_assumed for part in told.parts)


def _code(address: str | None) -> Markup | None:
    """The address as a QR code that survives the loss of 15 % of itself (level M) or more, with its quiet zone of 4 modules."""
    return address and Markup(segno.make_qr(address, error="m").svg_inline(border=4, svgclass="qr", lineclass=None, omitsize=True))


def card(catalogue: Catalogue, site: Site) -> dict[str, bytes]:
    """{`safety/card/index.html`: bytes}: the most urgent list of the safety page for the wallet, four to a sheet."""
    here, back = addresses.card(), "safety/"
    page = template("sheet/card.html").render(
        guide=catalogue.guide, level=catalogue.guide.help[0], style=style("sheet/sheet.css"),
        back=Markup(addresses.between(here, back) + "index.html"), canonical=site.absolute(back),
    )
    return {f"{here}index.html": page.encode()}
