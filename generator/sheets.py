"""One standalone sheet of paper for each routine: HTML with its style inside, that opens from disk."""

from markupsafe import Markup

from . import addresses
from .catalogue import Catalogue
from .description import RoutineTold, unreviewed
from .site import Site
from .templating import TEMPLATES, environment


def sheets(catalogue: Catalogue, routines: dict[str, RoutineTold], site: Site) -> dict[str, bytes]:
    """{`sheets/<routine>/index.html`: bytes} for every routine."""
    template = environment().get_template("sheet/sheet.html")
    style = Markup((TEMPLATES / "sheet" / "sheet.css").read_text("utf-8").strip())
    return {
        f"{told.sheet}index.html": template.render(
            guide=catalogue.guide, told=told, style=style,
            back=Markup(addresses.between(told.sheet, told.address) + "index.html"), canonical=site.absolute(told.address),
            unreviewed=unreviewed(told.exercises), of=len(told.exercises),
        ).encode()
        for told in routines.values()
    }
