"""Can the poses be drawn, and would a body move so?"""

from collections.abc import Iterator
from math import dist

from ..body import FLOOR, PEOPLE, SIDES, camera, landmark, stand
from ..body.vectors import at, minus, unit
from ..catalogue import Catalogue
from ..model import TERMS, Directed, Pose, Sided
from ..poses import Picture, chain, pictures, pose_words
from ..problem import Place, Problem, field_name, nearest, shown

END_ON = .975  # of the trunk's direction towards the viewer, beyond which its outline means nothing
SUNK, STAYS = .02, .015  # of stature, about 3 cm


def base_postures_exist(catalogue: Catalogue) -> Iterator[Problem]:
    named = [(f"exercises/{name}.yml", ("start", "figure", "base"), e.start.figure.base) for name, e in catalogue.exercises.items() if e.start.figure]
    named += [
        (f"exercises/{name}.yml", ("parts", p, "steps", s, "figure", "base"), step.figure.base)
        for name, e in catalogue.exercises.items() for p, part in enumerate(e.parts) for s, step in enumerate(part.steps) if step.figure and step.figure.base
    ]
    named += [(f"poses/{name}.yml", ("like",), base.like) for name, base in catalogue.bases.items() if base.like]
    for file, steps, base in named:
        if base not in catalogue.bases and f"poses/{base}.yml" not in catalogue.unread:
            known = sorted(catalogue.bases)
            yield Problem(catalogue.place(file, *steps), field_name(steps), f"There is no base posture {shown(base)}.", nearest(base, known).strip() or f"Write the name of a file in {catalogue.path('poses')}.")


def base_postures_begin_somewhere(catalogue: Catalogue) -> Iterator[Problem]:
    for name, base in catalogue.bases.items():
        seen, here = [name], base.like
        while here in catalogue.bases and here not in seen:
            seen.append(here)
            here = catalogue.bases[here].like
        if here == name:
            yield Problem(catalogue.place(f"poses/{name}.yml", "like"), "like", f"This posture begins with itself: {', '.join([*seen, name])}.", "Let one of them stand alone, without like.")
        elif (found := chain(catalogue, name)) and not any(b.support for b in found):
            yield Problem(catalogue.place(f"poses/{name}.yml"), "support", "Nothing says what the body rests on.", "Write support: feet, seat, shins, back, front, right side or left side.")


def figures_have_a_start(catalogue: Catalogue) -> Iterator[Problem]:
    for name, exercise in catalogue.exercises.items():
        for p, part in enumerate(exercise.parts):
            own: list[int] = []
            for s, step in enumerate(part.steps):
                steps = ("parts", p, "steps", s, "figure")
                place = catalogue.place(f"exercises/{name}.yml", *steps)
                options = [o for o in step.options if o.figure]
                if (step.figure or options) and not exercise.start.figure:
                    yield Problem(place, field_name(steps), "A step is drawn, but the start is not.", "Add figure under start, with base: and the name of a base posture.")
                elif step.figure and step.figure.other_side_of and step.figure.other_side_of not in own:
                    where = (*steps, "other_side_of")
                    yield Problem(catalogue.place(f"exercises/{name}.yml", *where), field_name(where), f"Step {step.figure.other_side_of} of this part has no picture of its own before this one.", f"Write the number of an earlier step that has one: {', '.join(map(str, own)) or 'none has'}.")
                elif step.figure and not step.figure.other_side_of:
                    own.append(s + 1)
                if options and exercise.start.figure and not own:
                    yield Problem(place, field_name(steps), "Another way is drawn, but no step before it is.", "Add figure to the step.")


def angles_are_within_the_range_of_motion(catalogue: Catalogue) -> Iterator[Problem]:
    limits = catalogue.range_of_motion
    if not limits:
        if catalogue.bases and "range_of_motion.yml" not in catalogue.unread:
            yield Problem(Place(catalogue.path("range_of_motion.yml")), "", "This file is missing, and poses are checked against it.", "Copy the one of the guide you began with; it says how far each joint goes.")
        return
    for file, steps, base, pose in _poses(catalogue):
        for word, value in pose.written().items():
            if word not in TERMS:
                continue
            allowed = _limit(catalogue, base, word)
            degrees = max((d for d in (value.right, value.left) if d is not None), default=0) if isinstance(value, Sided) else value.degrees if isinstance(value, Directed) else value
            if allowed is None and degrees:
                yield Problem(catalogue.place(file, *steps, word), field_name((*steps, word)), f"No limit is known for {word}.", f"Add {word} to {catalogue.path('range_of_motion.yml')}, with its source.")
            elif allowed is not None and degrees > allowed:
                yield Problem(catalogue.place(file, *steps, word), field_name((*steps, word)), f"{degrees:g} degrees are beyond the range of {word} ({allowed}).", f"Write {allowed} or less; the limits stand in {catalogue.path('range_of_motion.yml')}.")


def _limit(catalogue: Catalogue, base: str, word: str) -> int | None:
    """The largest angle in a base posture, or in one that it begins with."""
    limits, here, seen = catalogue.range_of_motion, base, set()
    while here in catalogue.bases and here not in seen:
        if found := limits.passive.get(here, {}).get(word):
            return found.degrees
        seen.add(here)
        here = catalogue.bases[here].like
    return limits.active[word].degrees if word in limits.active else None


def _poses(catalogue: Catalogue) -> Iterator[tuple[str, tuple, str, Pose]]:
    for name, base in catalogue.bases.items():
        yield f"poses/{name}.yml", ("pose",), name, base.pose
    for name, exercise in catalogue.exercises.items():
        if exercise.start.figure:
            yield from ((f"exercises/{name}.yml", steps, base, pose) for steps, pose, base in pose_words(exercise))


def limits_name_their_source(catalogue: Catalogue) -> Iterator[Problem]:
    if catalogue.range_of_motion and "sources.yml" not in catalogue.unread:
        active = {("active", word): limit for word, limit in catalogue.range_of_motion.active.items()}
        passive = {("passive", base, word): limit for base, words in catalogue.range_of_motion.passive.items() for word, limit in words.items()}
        for base in catalogue.range_of_motion.passive:
            if base not in catalogue.bases and f"poses/{base}.yml" not in catalogue.unread:
                steps = ("passive", base)
                yield Problem(catalogue.key_place("range_of_motion.yml", *steps), field_name(steps), f"There is no base posture {shown(base)}.", nearest(base, catalogue.bases).strip() or f"Write the name of a file in {catalogue.path('poses')}.")
        for steps, limit in (active | passive).items():
            place = catalogue.place("range_of_motion.yml", *steps)
            if limit.source and limit.source not in catalogue.sources:
                yield Problem(place, field_name(steps), f"There is no source {shown(limit.source)}.", nearest(limit.source, catalogue.sources).strip() or "Add it to sources.yml.")
            elif not limit.source and not limit.note:
                yield Problem(place, field_name(steps), "The limit names no source.", "Add source, or a note that says why there is none.")


def _drawn(catalogue: Catalogue) -> Iterator[Picture]:
    for name in catalogue.exercises:
        yield from (picture for picture in pictures(catalogue, name) if not picture.mirrored)


def hands_reach_and_elbows_bend(catalogue: Catalogue) -> Iterator[Problem]:
    for picture in _drawn(catalogue):
        body = stand(picture.end, PEOPLE[picture.person])
        for index, side in enumerate(SIDES):
            arm, hand = body.arms[index], picture.end.hands[index]
            if not hand:
                continue
            place, steps = _of_hand(catalogue, picture, side)
            if arm.short > .001:
                yield Problem(place, field_name(steps), f"The {side} hand cannot reach the {'floor' if hand.place == FLOOR else hand.place}: about {max(1, round(arm.short * 170))} cm are missing.", "Choose a nearer place for the hand, or bend the body so that the hand comes nearer.")
            elif arm.flexion > 150.5:
                yield Problem(place, field_name(steps), f"The {side} elbow would bend by {round(arm.flexion)} degrees, and 150 is the most.", "Choose another place for the hand, or bend the body less.")


def _of_hand(catalogue: Catalogue, picture: Picture, side: str) -> tuple[Place, tuple]:
    file = f"exercises/{picture.exercise}.yml"
    keys = (f"{side} hand", "hands", f"{side} fist", "fists")
    written = dict(picture.words)
    for steps, key in ((picture.steps, k) for k in keys if k in written):
        return catalogue.place(file, *steps, "pose", key), (*steps, "pose", key)
    return catalogue.place(file, *picture.steps), picture.steps


def nothing_sinks_into_the_floor(catalogue: Catalogue) -> Iterator[Problem]:
    for picture in _drawn(catalogue):
        body = stand(picture.end, PEOPLE[picture.person])
        low = {f"{side} hand": at(body.arms[i].hand, 0, 0, -.07)[2] for i, side in enumerate(SIDES)}
        low |= {f"{side} elbow": body.arms[i].elbow[2] - .025 for i, side in enumerate(SIDES)}
        low |= {f"{side} knee": body.at(f"{side} shank")[2] - .038 for side in SIDES} | {f"{side} foot": body.at(f"{side} foot", .1, 0, -.03)[2] for side in SIDES}
        low["head"] = min(body.at("head", -.07, 0, .07)[2], body.at("head", .006, 0, .13)[2])
        part, depth = min(low.items(), key=lambda item: item[1])
        if depth < -SUNK:
            yield Problem(catalogue.place(f"exercises/{picture.exercise}.yml", *picture.steps), field_name(picture.steps), f"The {part} would be {round(-depth * 170)} cm below the floor.", "Change the angles that lead there, or the base posture.")


def views_show_the_body(catalogue: Catalogue) -> Iterator[Problem]:
    for picture in _drawn(catalogue):
        body = stand(picture.end, PEOPLE[picture.person])
        trunk = unit(minus(body.at("th4"), body.at("pelvis")))
        if abs(camera(picture.view).depth(trunk)) > END_ON:
            steps = (*picture.steps, "view")
            yield Problem(catalogue.place(f"exercises/{picture.exercise}.yml", *steps), field_name(steps), f"From {shown(picture.view)} the trunk is seen end on, so nothing of its movement shows.", "Choose a view from the side of the movement, for example right side, or right side from above.")


def arrows_follow_what_moves(catalogue: Catalogue) -> Iterator[Problem]:
    for picture in _drawn(catalogue):
        person = PEOPLE[picture.person]
        for name, way in picture.arrows:
            if way == "its way" and dist(landmark(stand(picture.start, person), name), landmark(stand(picture.end, person), name)) < STAYS:
                steps = (*picture.steps, "arrows", name)
                yield Problem(catalogue.place(f"exercises/{picture.exercise}.yml", *steps), field_name(steps), f"The {name} does not move in this picture, so an arrow has no way to follow.", "Name what moves, write a direction, for example up, or take the arrow out.")
