"""Is the content right? Each rule is a named function that yields problems; RULES is the list of them, of which REFERENCES hold the content together.

The form of a file (unknown keys, lengths of time, texts) has been checked when it was loaded. Rules look
at what only the whole can show. A rule says nothing about what could not be read: that has its own problem.
"""

from collections.abc import Callable, Iterable, Iterator

from ..catalogue import Catalogue
from ..problem import Problem
from . import doses, poses, prose, published, references

Rule = Callable[[Catalogue], Iterator[Problem]]

REFERENCES = (
    references.regions_and_routines_in_the_guide_exist,
    references.every_region_and_routine_is_in_the_guide,
    references.exercises_of_a_series_exist,
    references.every_exercise_is_in_one_series,
    references.routines_name_what_exists,
    references.menu_names_every_page,
    references.a_safety_page_exists,
    references.series_ids_are_unique,
    references.places_on_a_page_are_unique,
    references.codes_are_unique,
    references.no_two_exercises_have_one_source,
    references.the_templates_speak_the_language,
    references.names_are_not_reserved,
    references.sources_exist,
    references.reviewers_exist,
    references.one_account_is_one_reviewer,
    references.nobody_signs_a_version_twice,
    references.photos_exist,
    references.photos_can_be_shown,
    references.kinds_of_movement_exist,
)
RULES = (
    *REFERENCES,
    doses.doses_are_as_expected,
    doses.every_exercise_is_expected,
    doses.words_of_the_source_survive,
    doses.a_dose_takes_time,
    doses.timelines_are_as_expected,
    prose.sentences_are_short,
    prose.clauses_end_without_a_stop,
    prose.steps_do_not_repeat_the_dose,
    prose.pages_are_plain_markdown,
    poses.base_postures_exist,
    poses.base_postures_begin_somewhere,
    poses.figures_have_a_start,
    poses.angles_are_within_the_range_of_motion,
    poses.limits_name_their_source,
    poses.hands_reach_and_elbows_bend,
    poses.nothing_sinks_into_the_floor,
    poses.views_show_the_body,
    poses.arrows_follow_what_moves,
    published.addresses_are_kept,
    published.former_names_are_free,
    published.codes_keep_their_exercise,
    published.versions_are_untouched,
)


def check(catalogue: Catalogue, rules: Iterable[Rule] = RULES) -> Iterator[Problem]:
    """Every problem that the rules find, in no particular order."""
    for rule in rules:
        yield from rule(catalogue)
