"""Words computed from the dose. The rules stand in templates/phrases.yml; this module only applies them."""

import functools
from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml

from .model import Part, Span

TABLE = Path(__file__).parent.parent / "templates" / "phrases.yml"


@functools.cache
def table() -> dict:
    """The whole table of phrase rules."""
    return yaml.load(TABLE.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def quantity(kind: str, span: Span) -> str:
    """A number or a range with its unit, for example `5 to 10 seconds`."""
    forms = table()["quantities"][kind]
    if span.min != span.max:
        return forms["range"].format(min=span.min, max=span.max)
    return forms["one" if span.min == 1 else "other"].format(n=span.min)


def capital(words: str) -> str:
    """The words with a capital letter at the beginning."""
    return words[:1].upper() + words[1:]


def chosen(rules: Iterable[Mapping], facts: Mapping) -> Mapping | None:
    """The first rule whose every condition holds in the facts."""
    return next((rule for rule in rules if all(facts.get(fact) == value for fact, value in rule["when"].items())), None)


def dose_facts(part: Part, unsaid_count: str) -> dict[str, dict]:
    """What the rules ask of a part: `conditions` to choose a rule by, and `values` to fill it in with.

    `unsaid_count` is the guide's reading of a count where the source does not say if it is for each side.
    """
    holds = [step.hold for step in part.steps if step.hold]
    assumed = count_reading(part, unsaid_count)
    words = part.repetitions_text
    conditions = {
        "holds": "none" if not holds else "one" if len(holds) == 1 else "same" if len(set(holds)) == 1 else "different",
        "count": "number" if part.repetitions else "none",
        "words": "given" if words else "none",
        "counted": assumed or part.counted or "none",
        "sides": part.sides,
        "sets": "given" if part.sets else "none",
        "rest": "given" if part.rest else "none",
        "load": "given" if part.load else "none",
        "assumed": assumed or "none",
    }
    values = {"holds_number": len(holds), "words": words, "Words": words and capital(words), "load": part.load, "sets": part.sets}
    if holds:
        values |= {"hold": quantity("seconds", holds[0]), "short_hold": quantity("short_seconds", holds[0])}
    if part.repetitions:
        values |= {"times": quantity("times", part.repetitions), "short_times": quantity("short_number", part.repetitions)}
    if part.rest:
        values |= {"rest": quantity("seconds", Span(part.rest, part.rest)), "short_rest": quantity("short_seconds", Span(part.rest, part.rest))}
    if part.sets:
        values["sets_of"] = quantity("sets", Span(part.sets, part.sets))
    return {"conditions": conditions, "values": values}


def said(rules: Iterable[Mapping], facts: dict, key: str = "say") -> str | None:
    """What the first rule says whose every condition holds, filled in with the values; None where no rule fits."""
    rule = chosen(rules, facts["conditions"])
    return rule[key].format_map(facts["values"]) if rule else None


def part_dose(part: Part, unsaid_count: str) -> str:
    """The dose of one part in sentences, for example `Hold 10 seconds. 10 times on each side.`"""
    facts = dose_facts(part, unsaid_count)
    return " ".join(sentence for group in table()["dose"] if (sentence := said(group, facts)))


def exercise_dose(parts: Iterable[Part], unsaid_count: str) -> str:
    """The doses of all parts in order, each after the name of its part where it has one."""
    rules = table()["part"]
    return " ".join(
        said(rules, {"conditions": {"named": "yes" if part.name else "no"}, "values": {"name": part.name, "dose": part_dose(part, unsaid_count)}})
        for part in parts
    )


def tiles(part: Part, unsaid_count: str) -> list[tuple[str, str]]:
    """The dose of one part in large figures: (value, label) pairs."""
    facts = dose_facts(part, unsaid_count)
    return [(said(group, facts, "value"), said(group, facts, "label")) for group in table()["tiles"] if chosen(group, facts["conditions"])]


def count_reading(part: Part, unsaid_count: str) -> str | None:
    """The reading the guide took of a count, where the source does not say if it is for each side; else None."""
    return unsaid_count if part.repetitions and part.counted == "not said" else None


def assumption(part: Part, unsaid_count: str) -> str | None:
    """The sentence that tells of that reading, or None."""
    return said(table()["assumed"], dose_facts(part, unsaid_count))


def time(shortest: int, longest: int | None) -> str:
    """How long something of this many seconds takes, in minutes or, below one minute, in steps of 5 seconds."""
    short = max(shortest, longest or 0) < 57.5
    unit, step = ("seconds", 5) if short else ("minutes", 60)
    # "At least" must stay true, so there it is rounded down.
    half = 0 if longest is None else 0.5
    low, high = (max(1, int(n / step + half)) for n in (shortest, longest or shortest))
    span = Span(low * 5, high * 5) if short else Span(low, high)
    length = "open" if longest is None else "exact" if low == high else "range"
    return said(table()["time"], {"conditions": {"length": length, "unit": unit}, "values": {unit: quantity(unit, span)}})


def review(state: Mapping) -> str:
    """The state of review of an exercise, as `review.state` gives it, without a full stop."""
    return table()["review"][state["state"]].format_map(state)


def led(codes: list[str]) -> str | None:
    """The sentence that names the exercises of a routine whose time is up to the reader, or None."""
    conditions = {"led": "none" if not codes else "one" if len(codes) == 1 else "several"}
    return said(table()["led"], {"conditions": conditions, "values": {"codes": listed(codes)}})


def positions(names: Iterable[str]) -> str:
    """Positions in plain words, for example `sitting or standing`."""
    words = [table()["positions"][name] for name in names]
    return functools.reduce(lambda first, last: table()["either"].format(first=first, last=last), words)


def listed(words: list[str]) -> str:
    """The words as a list in a sentence, for example `N1, N2 and N3`."""
    forms = table()["list"]
    if len(words) < 2:
        return "".join(words)
    first = functools.reduce(lambda a, b: forms["more"].format(first=a, last=b), words[:-1])
    return forms["end"].format(first=first, last=words[-1])
