"""A pose in clinical words: joints in degrees from the anatomical position, hands by the place where they rest.

Every number is positive and the direction is in the word. The terms stand here once; reading, limits, the
schema and the drawing all go by them.
"""

import re
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, Field, PlainValidator, WithJsonSchema, create_model, model_validator

from ..body import ELBOWS, FLOOR, PLACES
from ..problem import nearest, shown
from .values import Noun, refuse

FREE = "free"  # a hand that the base posture rests somewhere is let go
CENTIMETRES = 170  # of the person to whom distances on the floor refer


@dataclass(frozen=True)
class Term:
    """A movement word: the axis it counts on, its sign there, and whether it names a side (`both` or `one`)."""

    axis: str
    sign: int
    side: Literal["none", "of the movement", "of the limb"]


def _terms() -> dict[str, Term]:
    terms = {}
    for region in ("cervical", "upper cervical", "thoracic", "lumbar"):
        terms[f"{region} flexion"] = Term(f"{region} flexion", 1, "none")
        terms[f"{region} extension"] = Term(f"{region} flexion", -1, "none")
        terms[f"{region} side flexion"] = Term(f"{region} side flexion", 1, "of the movement")
        terms[f"{region} rotation"] = Term(f"{region} rotation", 1, "of the movement")
    for word, opposite in (
        ("scapular elevation", "scapular depression"), ("scapular protraction", "scapular retraction"),
        ("shoulder flexion", "shoulder extension"), ("shoulder abduction", "shoulder adduction"),
        ("shoulder external rotation", "shoulder internal rotation"), ("elbow flexion", None),
        ("forearm pronation", "forearm supination"), ("wrist extension", "wrist flexion"),
        ("hip flexion", "hip extension"), ("hip abduction", "hip adduction"), ("hip external rotation", "hip internal rotation"),
        ("knee flexion", None), ("ankle dorsiflexion", "ankle plantarflexion"),
    ):
        terms[word] = Term(word, 1, "of the limb")
        if opposite:
            terms[opposite] = Term(word, -1, "of the limb")
    return terms


TERMS = _terms()

@dataclass(frozen=True)
class Sided:
    """Degrees of a right and a left limb; None where it is not said."""

    right: float | None
    left: float | None

    def __str__(self) -> str:
        if self.right == self.left:
            return f"{self.right:g}"
        return ", ".join(f"{value:g} {side}" for side, value in (("right", self.right), ("left", self.left)) if value is not None)


@dataclass(frozen=True)
class Directed:
    """Degrees to one side."""

    degrees: float
    side: Literal["right", "left"]

    def __str__(self) -> str:
        return f"{self.degrees:g} {self.side}"


@dataclass(frozen=True)
class Resting:
    """Where a hand rests. On the floor it may stand off from under its shoulder, by centimetres of a person of 170 cm."""

    place: str
    forwards: float = 0.0
    leftwards: float = 0.0
    written: str = ""

    def __str__(self) -> str:
        return self.written or self.place


_NUMBER = r"(\d{1,3}(?:\.\d)?)"


def _degrees(text: str, example: str) -> float:
    if re.fullmatch(r"[-\u2212].*", text):
        raise refuse(f"{shown(text)} has a sign.", "Angles are positive; the direction is in the word. For the other direction use its own word, for example extension for flexion.")
    if not re.fullmatch(_NUMBER, text):
        raise refuse(f"{shown(text)} is not a number of degrees.", f"Write for example {example}.")
    return float(text)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise refuse("A list or a group of keys stands where degrees belong.", "Write a number on the line of the key.")
    return value.strip()


def _middle(value: object) -> float:
    text = _text(value)
    if match := re.fullmatch(rf"{_NUMBER} (right|left)", text):
        raise refuse(f"{shown(text)} names a side, but this movement has none.", f"Write {match[1]}.")
    return _degrees(text, "28")


def _directed(value: object) -> Directed:
    text = _text(value)
    if match := re.fullmatch(rf"{_NUMBER} (right|left)", text):
        return Directed(float(match[1]), match[2])
    if text == "0":
        return Directed(0.0, "right")
    if re.fullmatch(_NUMBER, text):
        raise refuse(f"{shown(text)} does not say to which side.", f"Write {text} right or {text} left, the person's own.")
    word = text.split()[-1] if text.split() else ""
    degrees = _degrees(text.split()[0], "28 right") if " " in text else _degrees(text, "28 right")
    raise refuse(f"{shown(word)} is not a side.", f"Write {degrees:g} right or {degrees:g} left.{nearest(word, ('right', 'left'))}")


def _sided(value: object) -> Sided:
    text = _text(value)
    found: dict[str, float] = {}
    pieces = [piece.strip() for piece in text.split(",")]
    if len(pieces) == 1 and " " not in text:
        degrees = _degrees(text, "28, or 28 right, or 30 right, 10 left")
        return Sided(degrees, degrees)
    for piece in pieces:
        number, _, side = piece.partition(" ")
        degrees = _degrees(number, "28, or 28 right, or 30 right, 10 left")
        if side not in ("right", "left") or side in found:
            raise refuse(f"{shown(text)} does not say each side once.", f"Write for example 30 right, or 30 right, 10 left.{'' if side in ('right', 'left') else nearest(side, ('right', 'left'))}")
        found[side] = degrees
    return Sided(found.get("right"), found.get("left"))


def _resting(value: object) -> Resting:
    text = _text(value)
    place, _, offsets = text.partition(",")
    known = (*PLACES, FLOOR, FREE)
    if place not in known:
        raise refuse(f"There is no place {shown(place)} for a hand.", f"Known: {', '.join(known)}.{nearest(place, known)}")
    if not offsets:
        return Resting(place)
    moved = {"forwards": 0.0, "left": 0.0}
    for piece in offsets.split(","):
        match = re.fullmatch(r"(\d{1,2}) cm (forwards|backwards|right|left)", piece.strip())
        if place != FLOOR or not match:
            raise refuse(f"{shown(piece.strip())} does not say where the hand is.", "Only a hand on the floor has a distance, for example floor, 25 cm right, 10 cm forwards.")
        axis, sign = {"forwards": ("forwards", 1), "backwards": ("forwards", -1), "left": ("left", 1), "right": ("left", -1)}[match[2]]
        moved[axis] = sign * int(match[1]) / CENTIMETRES
    return Resting(FLOOR, moved["forwards"], moved["left"], text)


_FORMS = {
    "none": (Annotated[float, PlainValidator(_middle), WithJsonSchema({"type": ["string", "number"], "pattern": rf"^{_NUMBER}$"})], "Degrees, for example 28."),
    "of the movement": (Annotated[Directed, PlainValidator(_directed), WithJsonSchema({"type": ["string", "number"], "pattern": rf"^({_NUMBER} (right|left)|0)$"})], "Degrees and the person's own side, for example 28 right."),
    "of the limb": (Annotated[Sided, PlainValidator(_sided), WithJsonSchema({"type": ["string", "number"], "pattern": rf"^{_NUMBER}( (right|left)(, {_NUMBER} (right|left))?)?$"})], "Degrees: 28 for both sides, 28 right for one, 30 right, 10 left for each."),
}
_HAND = Annotated[Resting, PlainValidator(_resting), WithJsonSchema({"type": "string", "pattern": f"^({'|'.join(PLACES)}|free|floor(, .*)?)$"})]
_FIELDS = {word: (_FORMS[term.side][0] | None, Field(None, description=_FORMS[term.side][1])) for word, term in TERMS.items()}
for _key in ("hands", "right hand", "left hand", "fists", "right fist", "left fist"):
    _FIELDS[_key] = (_HAND | None, Field(None, description="Where it rests, for example temple, waist, floor; free lets it go."))
for _key in ("elbows", "right elbow", "left elbow"):
    _FIELDS[_key] = (Literal[tuple(ELBOWS)] | None, Field(None, description="Where the elbow points while the hand rests."))


class _Pose(Noun):
    @model_validator(mode="after")
    def _says_each_thing_once(self):
        written = self.written()
        for word in written:
            term = TERMS.get(word)
            other = next((w for w in written if term and w != word and TERMS.get(w) and TERMS[w].axis == term.axis and not _apart(written[w], written[word])), None)
            if other:
                raise refuse(f"{word} and {other} are opposite words for one movement.", "Keep the one that is meant.")
        for limb in ("hand", "elbow"):
            for side in ("right", "left"):
                keys = [key for key in (f"{side} {limb}", f"{limb}s", f"{side} fist", "fists") if key in written and (limb == "hand" or "elbow" in key)]
                if len(keys) > 1:
                    raise refuse(f"{' and '.join(keys)} both say where the {side} {limb} is.", "Keep one of them.")
        return self

    def written(self) -> dict[str, object]:
        """The words of this pose and their values, in the order of the terms."""
        return {word: value for word in type(self).model_fields if (value := getattr(self, word)) is not None}

    def as_words(self) -> dict[str, str]:
        """The same with values as an author would write them."""
        return {word: f"{value:g}" if isinstance(value, float) else str(value) for word, value in self.written().items()}


def _apart(one: object, other: object) -> bool:
    """Whether two values speak of different limbs."""
    return isinstance(one, Sided) and isinstance(other, Sided) and not any(a is not None and b is not None for a, b in ((one.right, other.right), (one.left, other.left)))


Pose: type[BaseModel] = create_model("Pose", __base__=_Pose, **_FIELDS)
