"""What a picture shows, in words computed from its postures, for readers who do not see it."""

from .body import SIDES, Hand, Posture
from .catalogue import Catalogue
from .model import TERMS
from .phrases import listed, table
from .poses import Picture, chain

SMALLEST, SMALLEST_OF_ARM = 8.5, 22  # degrees of change that are worth a word
_WORDS = {(term.axis, term.sign): word for word, term in TERMS.items()}
_SPINE = ("lumbar", "thoracic", "cervical", "upper cervical")


def alternative_text(catalogue: Catalogue, picture: Picture, home: Posture) -> str:
    """One sentence: the posture, from where it is seen, and what has moved where. `home` is the exercise's start."""
    words = table()["pictures"]
    view = words["views"][picture.view]
    posture = _posture(catalogue, picture)
    if "-inset-" in picture.key:
        base = words["near_waist" if picture.framing == "waist" else "again"].format(view=view)
        told = _arrows(picture)
        return f"{base[:-1]}: {listed(told)}." if told else base
    if picture.start == picture.end:
        told = [*_hands(picture.end, (None, None)), *_arrows(picture)]
    elif picture.end == home:
        told = [words["back_to_start"]]
    elif picture.start.support != picture.end.support:
        told = [words["other_position"], *_hands(picture.end, picture.start.hands), *_arrows(picture)]
    else:
        told = [*_changes(picture), *_hands(picture.end, picture.start.hands), *_arrows(picture)]
    told = list(dict.fromkeys(told))
    return words["sentence" if told else "still"].format(posture=posture, view=view, what=listed(told))


def _posture(catalogue: Catalogue, picture: Picture) -> str:
    name = chain(catalogue, picture.base)[-1].name
    if picture.end.support == "left side":
        name = name.replace("right side", "left side")
    return name[:1].upper() + name[1:]


def _changes(picture: Picture) -> list[str]:
    before, after = dict(picture.start.angles), dict(picture.end.angles)
    told = []
    for axis in dict.fromkeys([*before, *after]):
        start, end = before.get(axis, 0.0), after.get(axis, 0.0)
        side, _, rest = axis.partition(" ")
        if abs(end - start) < (SMALLEST_OF_ARM if rest.startswith(("shoulder ", "elbow ")) else SMALLEST) or side == "left" and axis.replace("left", "right", 1) in {**before, **after} and _same(before, after, rest):
            continue
        told.append(_change(axis, start, end, picture.end.support, _same(before, after, rest) if side in SIDES else False))
    return [words for words in told if words]


def _same(before: dict, after: dict, axis: str) -> bool:
    """Whether both limbs move alike on an axis."""
    return abs((after.get(f"right {axis}", 0.0) - before.get(f"right {axis}", 0.0)) - (after.get(f"left {axis}", 0.0) - before.get(f"left {axis}", 0.0))) < SMALLEST


def _change(axis: str, start: float, end: float, support: str, both: bool) -> str:
    words = table()["pictures"]
    side, _, rest = axis.partition(" ")
    limb_side = side if side in SIDES else None
    plain = rest if limb_side else axis
    sign = 1 if end > start else -1
    word = _WORDS.get((plain, sign)) or _WORDS[plain, 1]
    to = "right" if end > start else "left"
    special = words["moves_by_support"]
    for key in (f"{support} {word} {to}", f"{support} {word}"):
        if key in special:
            return _with_limbs(special[key], limb_side, both, to)
    region = plain.split()[0]
    if abs(end) < abs(start) and (end == 0 or end * start > 0):
        if region in words["straightens"]:
            return _with_limbs(words["straightens"][region], limb_side, both, to)
        if region in words["returns"]:
            return words["returns"][region]
    return _with_limbs(words["moves"].get(word, ""), limb_side, both, to)


def _with_limbs(form: str, side: str | None, both: bool, to: str) -> str:
    limbs = table()["pictures"]["limbs"]
    named = {limb: plural if both else limbs["one"].format(side=side, limb=limb) for limb, plural in limbs["both"].items()}
    return form.format(side=to, **named)


def _hands(hands: Posture, before: tuple[Hand | None, Hand | None]) -> list[str]:
    words = table()["pictures"]
    right, left = hands.hands
    new = [hand if hand != old else None for hand, old in zip(hands.hands, before)]
    if new[0] and new[1] and right.place == left.place:
        if right.place == "floor" and abs(right.leftwards) > .05:
            return [words["moved_hands"].format(side="left" if right.leftwards > 0 else "right")]
        return [words["hands"][right.place].format(hand=words["limbs"]["both"]["fist" if right.fist else "hand"])]
    return [
        words["hands"][hand.place].format(hand=words["limbs"]["one"].format(side=side, limb="fist" if hand.fist else "hand"))
        for side, hand in zip(SIDES, new) if hand
    ]


def _arrows(picture: Picture) -> list[str]:
    forms = table()["pictures"]["arrows"]
    kinds: dict[tuple[str, str], list[str]] = {}
    for landmark, way in picture.arrows:
        kind = "press" if way.startswith("press ") else "push" if way.startswith("push ") else "to" if way.startswith("to the ") else way
        if kind in forms and not (kind in ("up", "down", "left", "right") and picture.start != picture.end):
            kinds.setdefault((kind, way.removeprefix("to the ") if kind == "to" else ""), []).append(forms["landmark"].format(landmark=landmark))
    return [forms[kind].format(landmark=listed(landmarks), other=other) for (kind, other), landmarks in kinds.items()]
