"""The colours and lines of pictures, once for every theme, as rules for a page or for a file of its own.

In each theme skin is lighter than the shirt, the shirt than the trousers, the trousers than the hair, and the
farther limb darker than the nearer: so a grey print still reads.
"""

from functools import cache

THEMES = {
    "light": {
        "ink": "#21404b", "skin": "#f7d9c0", "far skin": "#e8c0a0", "shirt": "#6bbcc0", "far shirt": "#4b979c", "trousers": "#44627d",
        "far trousers": "#31495f", "hair": "#523f33", "accent": "#c94a22", "ghost": "#7f969e", "mat": "#cfe0e2", "mat edge": "#cfe0e2", "paper": "#fff",
    },
    "dark": {
        "ink": "#0a0e10", "skin": "#f0cdb0", "far skin": "#c99f80", "shirt": "#58b4b9", "far shirt": "#3b858a", "trousers": "#62859f",
        "far trousers": "#4d6b88", "hair": "#5f4837", "accent": "#ff9a6b", "ghost": "#8fa3ac", "mat": "#33464c", "mat edge": "#33464c", "paper": "#20282c",
    },
    "print": {
        "ink": "#000", "skin": "#fff", "far skin": "#e4e4e4", "shirt": "#d9d9d9", "far shirt": "#b4b4b4", "trousers": "#8f8f8f",
        "far trousers": "#6e6e6e", "hair": "#444", "accent": "#000", "ghost": "#777", "mat": "#fff", "mat edge": "#ccc", "paper": "#fff",  # no fill behind the body
    },
}

# Of every path, then by class; {ink} is a colour of the theme. Widths are in units, of which two make a CSS pixel.
_EVERY = "stroke:{ink};stroke-width:6;stroke-linejoin:round;stroke-linecap:round;paint-order:stroke"
_RULES = {
    "skin": "fill:{skin}", "shirt": "fill:{shirt}", "trousers": "fill:{trousers}", "hair": "fill:{hair}",
    "skin far": "fill:{far skin}", "shirt far": "fill:{far shirt}", "trousers far": "fill:{far trousers}",
    "weld": "stroke:none", "eyes": "stroke-width:10", "line": "fill:none;stroke-width:4.5",
    "spine": "fill:none;stroke:{accent};stroke-width:8;stroke-dasharray:1 14", "arrow": "fill:none;stroke:{accent};stroke-width:8",
    "ghost": "fill:{paper};stroke:{ghost};stroke-width:5;stroke-dasharray:8 8;stroke-linecap:butt", "ghost on-mat": "fill:{mat}", "mat": "fill:none;stroke:{mat edge};stroke-width:18", "mat above": "fill:{mat};stroke:{mat}", "prop": "fill:none;stroke:{ghost}",
}
_FORCED = "path{stroke:CanvasText}.skin,.shirt,.trousers,.ghost{fill:Canvas}.hair{fill:CanvasText}"


def _selector(kind: str) -> str:
    return "." + kind.replace(" ", ".")


@cache
def own_style(kinds: frozenset[str], theme: str = "light") -> str:
    """The rules for a file of its own that holds these classes; a light one darkens where its reader's device is dark."""
    used = [kind for kind in _RULES if kind in kinds or kind in {word for k in kinds for word in k.split()}]
    colours = THEMES[theme]
    style = f"path{{{_filled(_EVERY, colours)}}}" + "".join(f"{_selector(kind)}{{{_filled(_RULES[kind], colours)}}}" for kind in used)
    if theme != "light":
        return style
    dark = f"path{{stroke:{THEMES['dark']['ink']}}}"
    for kind in used:
        changed = ";".join(_filled(rule, THEMES["dark"]) for rule in _RULES[kind].split(";") if "{" in rule)
        dark += f"{_selector(kind)}{{{changed}}}" if changed else ""
    return f"{style}@media(prefers-color-scheme:dark){{{dark}}}@media(forced-colors:active){{{_FORCED}}}"


def _filled(rule: str, colours: dict[str, str]) -> str:
    for name, colour in colours.items():
        rule = rule.replace(f"{{{name}}}", colour)
    return rule


def paper_style() -> str:
    """The rules of pictures on a sheet of paper: black, white and grey, and no fill behind the body."""
    colours = THEMES["print"]
    rules = "".join(f".drawing {_selector(kind)}{{{_filled(rule, colours)}}}" for kind, rule in _RULES.items())
    return f".drawing path{{{_filled(_EVERY, colours)}}}{rules}"


def page_style() -> str:
    """The rules that all pictures of a page share. The page's colour scheme chooses the theme."""
    names = {name: f"var(--{name.replace(' ', '-')})" for name in THEMES["light"]}
    variables = {theme: ";".join(f"--{name.replace(' ', '-')}:{colour}" for name, colour in colours.items() if name != "paper") for theme, colours in THEMES.items()}
    rules = [
        f".drawing{{{variables['light']}}}",
        f'[data-md-color-scheme="slate"] .drawing{{{variables["dark"]}}}',
        f'@media screen and (prefers-color-scheme:dark){{[data-md-color-scheme="default"]:not([data-md-color-media="(prefers-color-scheme: light)"]) .drawing{{{variables["dark"]}}}}}',
        f".drawing path{{{_filled(_EVERY, names)}}}",
        *(f".drawing {_selector(kind)}{{{_filled(rule, names)}}}" for kind, rule in _RULES.items()),
        f"@media print{{body .drawing.drawing{{{variables['print']};--paper:#fff}}}}",
        "@media(forced-colors:active){" + "".join(f".drawing {one}" if one else "" for one in _FORCED.replace("}.", "}\n.").replace(",", ",.drawing ").split("\n")) + "}",
    ]
    return "\n".join(rules) + "\n"
