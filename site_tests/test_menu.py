"""The menu stands in every page, so it is only as long as a phone can bear."""

import yaml

from generator import build, configuration, description, pages
from generator.site import Site

from .conftest import KNEE
from .many import guide_of


def menu(content, out) -> list:
    catalogue, problems = build.read(content)
    assert problems == []
    return yaml.safe_load(configuration.configuration(catalogue, Site(), out))["nav"]


def test_a_menu_lists_regions_and_routines(knee_copy, tmp_path):
    home, knee, ankle, routines = menu(knee_copy, tmp_path)
    assert (home, knee, ankle) == ({"First page": "index.md"}, {"Knee": "knee.md"}, {"Ankle": "ankle.md"})
    assert routines == {"Routines": [{"After surgery": "routines/after-surgery.md"}, {"Ankle and chair": "routines/ankle.md"}]}


def test_a_long_one_is_left_to_the_first_page_which_lists_all(tmp_path):
    content = guide_of(120, tmp_path, KNEE)
    assert menu(content, tmp_path) == [{"First page": "index.md"}]
    catalogue = build.read(content)[0]
    exercises = description.exercises(catalogue)
    home = pages.pages(catalogue, exercises, description.routines(catalogue, exercises), Site(), {})["index.md"].decode()
    named = [*(f"({name}.md)" for name in catalogue.guide.regions), *(f"(routines/{name}.md)" for name in catalogue.guide.routines)]
    assert len(named) > configuration.LONGEST_MENU and [one for one in named if one not in home] == []
