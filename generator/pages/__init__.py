"""Markdown pages for every region, exercise, routine and hand-written page, and the addresses that forward."""

import re
from collections.abc import Collection

from markupsafe import Markup

from .. import addresses
from ..catalogue import Catalogue, Page
from ..description import ExerciseTold, RoutineTold, unreviewed
from ..site import Site
from ..templating import environment, head, text
from . import structured_data

_SHOW = re.compile(r"^\[show: ([a-z ]+)\]\s*$", re.MULTILINE)


def pages(
    catalogue: Catalogue, exercises: dict[str, ExerciseTold], routines: dict[str, RoutineTold], site: Site, printed: Collection[str] = (),
) -> dict[str, bytes]:
    """Every page as {path in the Markdown folder: bytes}. `printed` are the addresses of PDFs that exist."""
    return _Pages(catalogue, exercises, routines, site, printed).files()


class _Pages:
    def __init__(self, catalogue: Catalogue, exercises: dict[str, ExerciseTold], routines: dict[str, RoutineTold], site: Site, printed: Collection[str]):
        self.catalogue, self.exercises, self.routines, self.site, self.printed = catalogue, exercises, routines, site, printed
        guide = catalogue.guide
        self.templates = environment()
        self.templates.globals |= {"guide": guide, "sources": catalogue.sources}
        self.used_in: dict[str, list[RoutineTold]] = {}
        for routine in routines.values():
            for identity in dict.fromkeys(told.id for told in routine.exercises):
                self.used_in.setdefault(identity, []).append(routine)

    def files(self) -> dict[str, bytes]:
        files = {addresses.page(""): self.home()}
        files |= {addresses.page(addresses.region(identity)): self.region(identity) for identity in self.catalogue.guide.regions}
        files |= {addresses.page(addresses.exercise(identity)): self.exercise(told) for identity, told in self.exercises.items()}
        files |= {addresses.page(addresses.routine(identity)): self.routine(told) for identity, told in self.routines.items()}
        files |= {addresses.page(f"{identity}/"): self.written(page) for identity, page in self.catalogue.pages.items()}
        files |= {f"{told.short_address}index.html": self.forward(told) for told in self.exercises.values()}
        return {path: text.encode() for path, text in files.items()}

    def render(self, template: str, title: str, description: str, data: dict | None = None, **values) -> str:
        # The theme's search gives tags the most weight: who searches by another name finds the exercise first.
        found = {"search": {"boost": 4}} if template == "region" or title == self.catalogue.pages["safety"].head.title else {}
        tags = {"tags": [str(text(alias)) for alias in values["told"].exercise.aliases]} if template == "exercise" else {}
        values["head"] = head({"title": title, "description": description, "kind": template, **found, **tags, **({"structured_data": data} if data else {})})
        page = self.templates.get_template(f"pages/{template}.md").render(**values)
        return re.sub(r"\n{3,}", "\n\n", page).strip() + "\n"

    def unreviewed(self, told: list[ExerciseTold]) -> dict:
        return {"unreviewed": unreviewed(told), "of": len(told)}

    def home(self) -> str:
        guide = self.catalogue.guide
        regions = []
        for identity in guide.regions:
            told = [self.exercises[exercise] for exercise in self.region_ids(identity)]
            regions.append((identity, self.catalogue.regions[identity], _codes(told), next((one.cover for one in told if one.cover), None)))
        routines = [{"id": told.id, "routine": told.routine, "time": told.time, "codes": _codes(told.exercises), "count": len(told.exercises)} for told in self.routines.values()]
        return self.render(
            "home", guide.name, guide.description, structured_data.home(self.catalogue, self.site),
            regions=regions, routines=routines, needed=self.catalogue.equipment(list(self.exercises)), stop_if=[rule.text for rule in guide.stop_if], **self.unreviewed(list(self.exercises.values())),
        )

    def region_ids(self, identity: str) -> list[str]:
        return [exercise for series in self.catalogue.regions[identity].series for exercise in series.exercises]

    def region(self, identity: str) -> str:
        region = self.catalogue.regions[identity]
        ids = self.region_ids(identity)
        series = [(one, [self.exercises[exercise] for exercise in one.exercises]) for one in region.series]
        routines = {one.id: [told for told in self.routines.values() if told.routine.series == (one.id,)] for one in region.series}
        return self.render(
            "region", region.name, f"{region.name}: {', '.join(one.name for one in region.series)}",
            region=region, series=series, routines=routines, stop_if=[rule.text for rule in self.catalogue.stop_rules(ids)],
            **self.unreviewed([self.exercises[exercise] for exercise in ids]),
        )

    def exercise(self, told: ExerciseTold) -> str:
        siblings = told.spot.series.exercises
        at = siblings.index(told.id)
        correct = f"{self.site.repository}/edit/{self.catalogue.guide.branch}/content/exercises/{told.id}.yml" if self.site.repository else None
        title = f"{told.exercise.code} {told.exercise.name}"
        return self.render(
            "exercise", title, f"{title}. {told.dose} {told.time}.", structured_data.exercise(self.catalogue, told, self.site),
            told=told, review=told.review, stop_if=told.stop_if, routines=self.used_in.get(told.id, []),
            source=self.catalogue.sources[told.exercise.source.document], correct=correct,
            short=self.site.absolute(told.short_address) or f"/{told.short_address}",
            previous=self.exercises[siblings[at - 1]] if at else None,
            next=self.exercises[siblings[at + 1]] if at + 1 < len(siblings) else None,
        )

    def routine(self, told: RoutineTold) -> str:
        return self.render(
            "routine", told.routine.name, f"{told.routine.name}: {told.time}. {_codes(told.exercises)}",
            told=told, editions=[edition for edition in told.editions if edition.address in self.printed], **self.unreviewed(told.exercises),
        )

    def written(self, page: Page) -> str:
        def shown(match: re.Match) -> str:
            template = self.templates.get_template(f"shown/{match[1].replace(' ', '-')}.md")
            return template.render(exercises=list(self.exercises.values()), stop_if=[rule.text for rule in self.catalogue.guide.stop_if])
        body = Markup(_SHOW.sub(shown, page.body))
        return self.render("page", page.head.title, page.head.description or page.head.title, page=page, body=body)

    def forward(self, told: ExerciseTold) -> str:
        return self.templates.get_template("forward.html").render(
            language=self.catalogue.guide.language, title=f"{told.exercise.code} {told.exercise.name}",
            address=Markup(addresses.between(told.short_address, told.address)), canonical=self.site.absolute(told.address),
        )


def _codes(told: list[ExerciseTold]) -> str:
    """The codes in order, neighbours of one series as a range: `N1–N4, L2`."""
    runs: list[list[ExerciseTold]] = []
    for one in told:
        last = runs[-1][-1] if runs else None
        if last and (one.spot.series, one.spot.item) == (last.spot.series, last.spot.item + 1):
            runs[-1].append(one)
        else:
            runs.append([one])
    return ", ".join(run[0].exercise.code if len(run) == 1 else f"{run[0].exercise.code}–{run[-1].exercise.code}" for run in runs)
