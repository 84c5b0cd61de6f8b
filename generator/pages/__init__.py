"""Markdown pages for every region, exercise, routine and hand-written page, and the addresses that forward."""

import re
from collections.abc import Collection
from functools import cached_property

from markupsafe import Markup

from .. import addresses, photos, reporting
from ..catalogue import Catalogue, Page
from ..description import ExerciseTold, RoutineTold, codes, unreviewed
from ..model import Exercise
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
        self.templates, self.titles = environment(), _titles(catalogue)
        self.templates.globals |= {"guide": guide, "sources": catalogue.sources, "photo_size": {file: photos.size(photo) for file, photo in catalogue.photos.items()}}
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
        files |= {addresses.page(addresses.exercise(identity)): self.withdrawn(identity) for identity in self.catalogue.withdrawn}
        files |= {f"{old}index.html": self.forward(old, now) for old, now in self.forwards().items()}
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
            regions.append((identity, self.catalogue.regions[identity], codes(told), next((one.cover for one in told if one.cover), None)))
        routines = [{"id": told.id, "routine": told.routine, "time": told.time, "codes": codes(told.exercises), "count": len(told.exercises)} for told in self.routines.values()]
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
        issue = f"{self.site.repository}/issues/new?template=exercise.yml&code={told.exercise.code}&version={told.digest}" if self.site.repository else None
        title = _title(told.exercise)
        return self.render(
            "exercise", title, f"{title}. {told.dose} {told.time}.", structured_data.exercise(self.catalogue, told, self.site),
            told=told, review=told.review, stop_if=told.stop_if, routines=self.used_in.get(told.id, []),
            source=self.catalogue.sources[told.exercise.source.document], correct=correct, issue=issue,
            short=self.site.absolute(told.short_address) or f"/{told.short_address}", embed=self.site.absolute(addresses.embed(told.id)),
            shared=self.site.absolute(told.short_address) or addresses.between(told.address, told.short_address),
            previous=self.exercises[siblings[at - 1]] if at else None,
            next=self.exercises[siblings[at + 1]] if at + 1 < len(siblings) else None,
        )

    def routine(self, told: RoutineTold) -> str:
        return self.render(
            "routine", told.routine.name, f"{told.routine.name}: {told.time}. {codes(told.exercises)}",
            told=told, editions=[edition for edition in told.editions if edition.address in self.printed], **self.unreviewed(told.exercises),
        )

    @cached_property
    def report(self) -> reporting.Report:
        return reporting.report(self.catalogue, list(self.routines.values()))

    def written(self, page: Page) -> str:
        def shown(match: re.Match) -> str:
            template = self.templates.get_template(f"shown/{match[1].replace(' ', '-')}.md")
            return template.render(exercises=list(self.exercises.values()), report=self.report, stop_if=[rule.text for rule in self.catalogue.guide.stop_if])
        body = Markup(_SHOW.sub(shown, page.body))
        return self.render("page", page.head.title, page.head.description or page.head.title, page=page, body=body)

    def withdrawn(self, identity: str) -> str:
        exercise = self.catalogue.withdrawn[identity]
        return self.render("withdrawn", _title(exercise), f"{_title(exercise)}. {exercise.withdrawn.reason}", exercise=exercise)

    def forwards(self) -> dict[str, str]:
        """Every address that leads on, with the one that it leads to."""
        short = {addresses.short(exercise.code): addresses.exercise(identity) for identity, exercise in self.catalogue.with_withdrawn.items()}
        alone = {addresses.embed(identity): addresses.exercise(identity) for identity in self.catalogue.withdrawn}
        return {**short, **alone, **addresses.forwards(self.catalogue)}

    def forward(self, old: str, now: str) -> str:
        return self.templates.get_template("forward.html").render(
            guide=self.catalogue.guide, title=self.titles[now],
            address=Markup(addresses.between(old, now)), canonical=self.site.absolute(now),
        )


def _title(exercise: Exercise) -> str:
    return f"{exercise.code} {exercise.name}"


def _titles(catalogue: Catalogue) -> dict[str, str]:
    """What each address that others lead to is called."""
    titles = {address(identity): _title(exercise) for identity, exercise in catalogue.with_withdrawn.items() for address in (addresses.exercise, addresses.embed)}
    titles |= {address(identity): routine.name for identity, routine in catalogue.routines.items() for address in (addresses.routine, addresses.sheet)}
    titles |= {addresses.region(identity): region.name for identity, region in catalogue.regions.items()}
    return titles | {f"{identity}/": page.head.title for identity, page in catalogue.pages.items()}

