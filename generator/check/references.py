"""Everything that is named exists, and everything that exists is named."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from .. import addresses, photos, phrases
from ..catalogue import Catalogue
from ..problem import Place, Problem, field_name, nearest, shown


def _missing(catalogue: Catalogue, file: str, steps: tuple, what: str, name: str, known: Iterable[str], folder: str | None = None) -> Iterator[Problem]:
    known = set(known)
    if name in known or folder and f"{folder}/{name}.yml" in catalogue.unread:
        return
    wrong = f"There is no {what} {shown(name)}."
    where = f"Write the name of a file in {catalogue.path(folder)}." if folder else f"Known: {', '.join(sorted(known)) or 'none yet'}."
    yield Problem(catalogue.place(file, *steps), field_name(steps), wrong, nearest(name, known).strip() or where)


def _missing_exercise(catalogue: Catalogue, file: str, steps: tuple, name: str) -> Iterator[Problem]:
    if name in catalogue.withdrawn:
        yield Problem(catalogue.place(file, *steps), field_name(steps), f"{catalogue.withdrawn[name].code} {shown(name)} has been withdrawn.", "Take it out here, or put another exercise in its place.")
    elif name not in catalogue.exercises and (now := catalogue.now_called(name)):
        yield Problem(catalogue.place(file, *steps), field_name(steps), f"The file of {shown(name)} was renamed.", f"Write {now} here.")
    # A published exercise whose file is gone is told once, by its address.
    elif name in catalogue.with_withdrawn or name not in catalogue.published_codes:
        yield from _missing(catalogue, file, steps, "exercise", name, catalogue.exercises, "exercises")


def regions_and_routines_in_the_guide_exist(catalogue: Catalogue) -> Iterator[Problem]:
    if catalogue.guide:
        for key, known in (("regions", catalogue.regions), ("routines", catalogue.routines)):
            for index, name in enumerate(getattr(catalogue.guide, key)):
                yield from _missing(catalogue, "guide.yml", (key, index), key[:-1], name, known, key)


def every_region_and_routine_is_in_the_guide(catalogue: Catalogue) -> Iterator[Problem]:
    if catalogue.guide:
        for key, known in (("regions", catalogue.regions), ("routines", catalogue.routines)):
            for name in known:
                if name not in getattr(catalogue.guide, key):
                    yield Problem(catalogue.place(f"{key}/{name}.yml"), "", f"The guide does not list this {key[:-1]}.", f"Add - {name} under {key} in {catalogue.path('guide.yml')}.")
                elif getattr(catalogue.guide, key).count(name) > 1:
                    yield Problem(catalogue.key_place("guide.yml", key), key, f"{shown(name)} is listed twice.", "Keep one of the two.")


def exercises_of_a_series_exist(catalogue: Catalogue) -> Iterator[Problem]:
    for region_id, region in catalogue.regions.items():
        for number, series in enumerate(region.series):
            for index, name in enumerate(series.exercises):
                yield from _missing_exercise(catalogue, f"regions/{region_id}.yml", ("series", number, "exercises", index), name)


def every_exercise_is_in_one_series(catalogue: Catalogue) -> Iterator[Problem]:
    if any(path.startswith("regions/") for path in catalogue.unread):
        return
    homes: dict[str, list[str]] = {}
    for series in (series for region in catalogue.regions.values() for series in region.series):
        for name in series.exercises:
            homes.setdefault(name, []).append(series.id)
    renamed = {catalogue.now_called(old) for old in homes}
    for name in catalogue.exercises:
        place = catalogue.place(f"exercises/{name}.yml")
        # Where a list still has the name that the file had, that is told.
        if name in renamed:
            continue
        if name not in homes:
            yield Problem(place, "", "No series lists this exercise, so no reader would find it.", f"Add - {name} to a series in {catalogue.path('regions')}.")
        elif len(homes[name]) > 1:
            yield Problem(place, "", f"More than one place lists this exercise: {', '.join(homes[name])}.", "Keep it in one series, once.")


def routines_name_what_exists(catalogue: Catalogue) -> Iterator[Problem]:
    unread_regions = any(path.startswith("regions/") for path in catalogue.unread) or "guide.yml" in catalogue.unread
    for identity, routine in catalogue.routines.items():
        file = f"routines/{identity}.yml"
        for index, name in enumerate(routine.exercises):
            yield from _missing_exercise(catalogue, file, ("exercises", index), name)
        for index, name in enumerate(routine.series):
            if not unread_regions:
                yield from _missing(catalogue, file, ("series", index), "series", name, catalogue.series)


def menu_names_every_page(catalogue: Catalogue) -> Iterator[Problem]:
    if catalogue.guide:
        for index, name in enumerate(catalogue.guide.menu):
            if f"pages/{name}.md" not in catalogue.unread:
                yield from _missing(catalogue, "guide.yml", ("menu", index), "page", name, catalogue.pages)
        for name in catalogue.pages:
            if name not in catalogue.guide.menu:
                yield Problem(catalogue.place(f"pages/{name}.md"), "", "No page leads to this one.", f"Add - {name} under menu in {catalogue.path('guide.yml')}.")


def a_safety_page_exists(catalogue: Catalogue) -> Iterator[Problem]:
    if catalogue.guide and "safety" not in catalogue.pages and "pages/safety.md" not in catalogue.unread:
        yield Problem(Place(catalogue.path("pages/safety.md")), "", "This page is missing, and every exercise leads to it.", "Write it; the lines [show: stop rule] and [show: help levels] put in what guide.yml says.")


def series_ids_are_unique(catalogue: Catalogue) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for region_id, region in sorted(catalogue.regions.items()):
        for number, series in enumerate(region.series):
            if series.id in first:
                yield Problem(catalogue.place(f"regions/{region_id}.yml", "series", number, "id"), field_name(("series", number, "id")), f"{shown(series.id)} is the id of a series in {first[series.id]} already.", "Choose another id.")
            first.setdefault(series.id, catalogue.path(f"regions/{region_id}.yml"))


def places_on_a_page_are_unique(catalogue: Catalogue) -> Iterator[Problem]:
    for region_id, region in catalogue.regions.items():
        for number, series in enumerate(region.series):
            if series.id == "region":
                yield Problem(catalogue.place(f"regions/{region_id}.yml", "series", number, "id"), field_name(("series", number, "id")), "'region' is a place on every region's page already.", "Choose another id.")
    ids = [level.id for level in catalogue.guide.help] if catalogue.guide else []
    for number, identity in enumerate(ids):
        if identity == "page" or identity in ids[:number]:
            yield Problem(catalogue.place("guide.yml", "help", number, "id"), field_name(("help", number, "id")), f"{shown(identity)} is a place on the page already.", "Choose another id.")


def codes_are_unique(catalogue: Catalogue) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for name, exercise in sorted(catalogue.with_withdrawn.items(), key=lambda one: (one[0] not in catalogue.withdrawn, one[0])):
        if exercise.code in first:
            yield Problem(catalogue.place(f"exercises/{name}.yml", "code"), "code", f"{exercise.code} is the code of {first[exercise.code]} already.", "Choose a code that was never used.")
        first.setdefault(exercise.code, name)


def no_two_exercises_have_one_source(catalogue: Catalogue) -> Iterator[Problem]:
    first: dict[tuple, str] = {}
    # What was published has its place; what is new must find another.
    for name, exercise in sorted(catalogue.exercises.items(), key=lambda one: (one[0] not in catalogue.published_codes, one[0])):
        source = (exercise.source.document, exercise.source.series, exercise.source.item)
        if source in first:
            yield Problem(catalogue.place(f"exercises/{name}.yml", "source"), "source", f"{first[source]} names the same place of the source: {source[1]}, number {source[2]}.", "Correct the heading or the number.")
        first.setdefault(source, name)


def the_templates_speak_the_language(catalogue: Catalogue) -> Iterator[Problem]:
    spoken = phrases.table()["language"]
    if catalogue.guide and catalogue.guide.language != spoken:
        yield Problem(catalogue.place("guide.yml", "language"), "language", f"The templates speak {spoken}, so the pages would be marked with the wrong language.", f"Write language: {spoken}, or translate the folder templates/ first.")


def names_are_not_reserved(catalogue: Catalogue) -> Iterator[Problem]:
    taken = {name: "every guide" for name in addresses.RESERVED}
    named = [("a region", name, f"regions/{name}.yml", ()) for name in catalogue.regions]
    named += [("a page", name, f"pages/{name}.md", ()) for name in catalogue.pages]
    named += [("a code", exercise.code.lower(), f"exercises/{name}.yml", ("code",)) for name, exercise in sorted(catalogue.with_withdrawn.items())]
    for kind, name, file, steps in named:
        if taken.get(name, kind) != kind:
            yield Problem(catalogue.place(file, *steps), field_name(steps), f"The address /{name}/ is taken by {taken[name]}.", "Choose another code." if steps else "Give the file another name.")
        taken.setdefault(name, kind)
    for file in (f"{folder}/index.yml" for folder, known in (("exercises", catalogue.exercises), ("routines", catalogue.routines)) if "index" in known):
        yield Problem(catalogue.place(file), "", "A file named index cannot have an address of its own.", "Give the file another name.")


def _cited(catalogue: Catalogue) -> Iterator[tuple[str, tuple, str]]:
    for name, exercise in catalogue.exercises.items():
        file = f"exercises/{name}.yml"
        yield file, ("source", "document"), exercise.source.document
        if exercise.purpose:
            yield file, ("purpose", "source"), exercise.purpose.source
        yield from ((file, ("stop_if", i, "source"), rule.source) for i, rule in enumerate(exercise.stop_if))
        yield from ((file, ("questions", i, "source"), q.source) for i, q in enumerate(exercise.questions) if q.source)
    for name, region in catalogue.regions.items():
        file = f"regions/{name}.yml"
        if region.introduction:
            yield file, ("introduction", "source"), region.introduction.source
        yield from ((file, ("stop_if", i, "source"), rule.source) for i, rule in enumerate(region.stop_if))
    programmes = {f"routines/{name}.yml": routine.programme for name, routine in catalogue.routines.items()}
    for file, programme in (programmes | ({"guide.yml": catalogue.guide.programme} if catalogue.guide else {})).items():
        yield from ((file, ("programme", key, "source"), answer.source) for key, answer in programme if answer)
    if guide := catalogue.guide:
        yield from (("guide.yml", ("stop_if", i, "source"), rule.source) for i, rule in enumerate(guide.stop_if))
        yield from (("guide.yml", ("questions", i, "source"), q.source) for i, q in enumerate(guide.questions) if q.source)
        for level_number, level in enumerate(guide.help):
            for group_number, group in enumerate(level.groups):
                yield from (("guide.yml", ("help", level_number, "groups", group_number, "sources", i), s) for i, s in enumerate(group.sources))


def sources_exist(catalogue: Catalogue) -> Iterator[Problem]:
    if "sources.yml" not in catalogue.unread:
        for file, steps, name in _cited(catalogue):
            yield from _missing(catalogue, file, steps, "source", name, catalogue.sources)


def reviewers_exist(catalogue: Catalogue) -> Iterator[Problem]:
    if "reviewers.yml" not in catalogue.unread:
        for name, exercise in catalogue.exercises.items():
            for index, review in enumerate(exercise.reviewed):
                yield from _missing(catalogue, f"exercises/{name}.yml", ("reviewed", index, "by"), "reviewer", review.by, catalogue.reviewers)


def one_account_is_one_reviewer(catalogue: Catalogue) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for identity, reviewer in catalogue.reviewers.items():
        account = (reviewer.github or "").lower()
        if account and account in first:
            yield Problem(catalogue.place("reviewers.yml", identity, "github"), f"{identity}.github", f"{reviewer.github} is the account of {first[account]} already.", "One account signs under one name: take one of the two entries out.")
        first.setdefault(account, identity)


def nobody_signs_a_version_twice(catalogue: Catalogue) -> Iterator[Problem]:
    for name, exercise in catalogue.exercises.items():
        signed = set()
        for index, entry in enumerate(exercise.reviewed):
            if not entry.withdrawn and (entry.by, entry.digest) in signed:
                yield Problem(catalogue.place(f"exercises/{name}.yml", "reviewed", index), field_name(("reviewed", index)), f"{entry.by} has signed this version already.", "Keep one of the two reviews.")
            if not entry.withdrawn:
                signed.add((entry.by, entry.digest))


def photos_exist(catalogue: Catalogue) -> Iterator[Problem]:
    for name, exercise in catalogue.exercises.items():
        shown_at = [(("start", "photo", "file"), exercise.start.photo)]
        for p, part in enumerate(exercise.parts):
            for s, step in enumerate(part.steps):
                shown_at.append((("parts", p, "steps", s, "photo", "file"), step.photo))
                shown_at += [(("parts", p, "steps", s, "options", o, "photo", "file"), option.photo) for o, option in enumerate(step.options)]
        for steps, photo in shown_at:
            if photo and f"photos/{photo.file}" not in catalogue.unread:
                yield from _missing(catalogue, f"exercises/{name}.yml", steps, "photo", photo.file, catalogue.photos)


def photos_can_be_shown(catalogue: Catalogue) -> Iterator[Problem]:
    for name, photo in catalogue.photos.items():
        if not photos.size(photo):
            yield Problem(Place(catalogue.path("photos", name)), "", "A browser cannot show this photo.", "Save it again as JPEG, PNG or WebP, with less than 90 million pixels.")


def kinds_of_movement_exist(catalogue: Catalogue) -> Iterator[Problem]:
    if not catalogue.guide:
        return
    for name, exercise in catalogue.exercises.items():
        for p, part in enumerate(exercise.parts):
            moves = [(("parts", p, key), getattr(part, key)) for key in ("way_back", "change_sides")]
            moves += [(("parts", p, "steps", s, "move"), step.move) for s, step in enumerate(part.steps)]
            for steps, move in moves:
                if move:
                    for problem in _missing(catalogue, f"exercises/{name}.yml", steps, "kind of movement", move, catalogue.guide.movement_seconds):
                        yield replace(problem, way_out=f"{problem.way_out} Or add it with its seconds under movement_seconds in {catalogue.path('guide.yml')}, for example {shown(move)[1:-1]}: 3 s.")
