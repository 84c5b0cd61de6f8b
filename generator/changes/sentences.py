"""Sentences from the table of words, and the words in them that differ."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from .. import phrases


class Sentence(str):
    """A sentence, with its `pattern` and the `values` that fill it in; `then` and `now` are among them where it tells of both."""

    pattern: str
    values: dict[str, object]

    def __new__(cls, pattern: str, values: dict[str, object]) -> "Sentence":
        sentence = super().__new__(cls, pattern.format(**values))
        sentence.pattern, sentence.values = pattern, values
        return sentence

    def within(self, pattern: str, values: dict[str, object]) -> "Sentence":
        """This sentence as the {sentence} of a longer one."""
        return Sentence(pattern.replace("{sentence}", self.pattern), {**self.values, **values})


def pieces(then: str, now: str) -> list[tuple[str, str]]:
    """The words of both texts in pieces: ("same" | "old" | "new", words)."""
    old, new = then.split(), now.split()
    found = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        found += [("same", " ".join(old[a:b]))] if what == "equal" else [(kind, " ".join(words)) for kind, words in (("old", old[a:b]), ("new", new[c:d])) if words]
    return found


def say(noun: str, then: object = None, now: object = None, **values: object) -> Sentence:
    """The sentence for what is new, gone or changed. What is not there is None."""
    kind = "new" if then is None else "gone" if now is None else "changed"
    return Sentence(phrases.table()["changes"][noun][kind], {"then": then, "now": now, **values})


def only(group: str) -> Sentence:
    """The sentence that no more than names what has changed."""
    table = phrases.table()["changes"]
    return Sentence(table["group"], {"group": table["groups"].get(group, group)})


def moved(noun: str, then: list, now: list, **values: object) -> Iterator[Sentence]:
    """A sentence where what both versions have stands in another order."""
    if [one for one in then if one in now] != [one for one in now if one in then]:
        yield Sentence(phrases.table()["changes"][noun]["moved"], values)
