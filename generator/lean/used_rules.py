"""Which rules of a style sheet can apply at all, where only some elements, classes and attributes exist."""

import re
from collections.abc import Iterable, Iterator

import tinycss2

_NAMES = re.compile(r'<([a-zA-Z][\w-]*)|\s(?:class|id)="([^"]*)"|\s([a-z][a-z-]*)(?:="([^"]*)")?(?=[\s>/])')
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")


def names(page: str) -> set[str]:
    """What a selector can ask for in the HTML of a page: `tag`, `.class`, `#id`, `[attribute]` and `[attribute=value]`."""
    found: set[str] = set()
    for tag, named, attribute, value in _NAMES.findall(page):
        if tag:
            found.add(tag.lower())
        elif attribute:
            found |= {f"[{attribute}]", f"[{attribute}={value}]"}
        for name in named.split():
            found |= {f".{name}", f"#{name}", "[class]", "[id]"}
    return found


def variables(text: str) -> set[str]:
    """The variables that a text reads."""
    return set(_VARIABLE.findall(text))


def used(css: str, named: set[str], read: Iterable[str]) -> str:
    """The rules of a style sheet that can apply where only what is `named` exists, without comments.

    Of variables only those stay that a rule kept reads, or that are in `read`. What stands in the brackets of :is() or :not() is not asked.
    """
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    kept, wanted = "".join(_kept(rules, named, None)), None
    # A variable may be read by another that nobody reads.
    while wanted != (wanted := variables(kept) | set(read)):
        kept = "".join(_kept(rules, named, wanted))
    return kept


def _kept(rules: list, named: set[str], read: set[str] | None) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [selector for selector in _split(rule.prelude) if _applies(selector, named)]
            if selectors and (declared := _declared(rule.content, read)):
                yield f"{','.join(map(_packed, selectors))}{{{declared}}}"
        elif rule.type == "at-rule" and rule.content is not None:
            inside = _packed(rule.content)
            if rule.lower_at_keyword in ("media", "supports"):
                inside = "".join(_kept(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True), named, read))
            if inside:
                yield f"@{rule.at_keyword} {_packed(rule.prelude)}{{{inside}}}"


def _declared(content: list, read: set[str] | None) -> str:
    found = [one for one in tinycss2.parse_declaration_list(content, skip_comments=True, skip_whitespace=True) if one.type == "declaration"]
    return ";".join(
        f"{one.name}:{_packed(one.value)}{'!important' * one.important}"
        for one in found if read is None or not one.name.startswith("--") or one.name in read
    )


def _packed(tokens: list) -> str:
    return re.sub(r"\s+", " ", tinycss2.serialize([token for token in tokens if token.type != "comment"])).strip()


def _split(prelude: list) -> list[list]:
    found: list[list] = [[]]
    for token in prelude:
        if token == ",":
            found.append([])
        else:
            found[-1].append(token)
    return found


def _applies(selector: list, named: set[str]) -> bool:
    before = None
    for token in selector:
        if token.type == "hash" and f"#{token.value}" not in named:
            return False
        if token.type == "ident" and before == "." and f".{token.value}" not in named:
            return False
        if token.type == "ident" and before not in (".", ":") and token.lower_value not in named:
            return False
        if token.type == "[] block" and not _has(token.content, named):
            return False
        before = token.value if token.type == "literal" else None
    return True


def _has(asked: list, named: set[str]) -> bool:
    parts = [token for token in asked if token.type != "whitespace"]
    value = f"={parts[2].value}" if len(parts) >= 3 and parts[1] == "=" else ""
    return f"[{parts[0].value}{value}]" in named
