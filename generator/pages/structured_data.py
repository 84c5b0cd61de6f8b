"""JSON-LD for search engines, in the words of schema.org. What is not known is left out."""

from ..catalogue import Catalogue
from ..description import ExerciseTold
from ..model import Span
from ..site import Site


def exercise(catalogue: Catalogue, told: ExerciseTold, site: Site) -> dict:
    """An exercise as ExercisePlan, HowTo and MedicalWebPage in one graph."""
    written, guide = told.exercise, catalogue.guide
    steps = [step for part in written.parts for step in part.steps]
    plan = {
        "@type": "ExercisePlan",
        "name": f"{written.code} {written.name}",
        "alternateName": [name for name in (written.clinical_name, *written.aliases) if name],
        "activityFrequency": written.frequency or guide.frequency,
        "repetitions": [_quantity(part.repetitions) for part in written.parts if part.repetitions],
        "additionalVariable": told.dose,
    }
    how_to = {
        "@type": "HowTo",
        "name": f"{written.code} {written.name}",
        "totalTime": f"PT{told.seconds[0]}S",
        "supply": [{"@type": "HowToSupply", "name": name} for name in written.equipment],
        "step": [{"@type": "HowToStep", "position": 1, "text": written.start.text}]
        + [{"@type": "HowToStep", "position": number, "text": step.text} for number, step in enumerate(steps, 2)],
    }
    page = {
        "@type": "MedicalWebPage",
        "name": f"{written.code} {written.name}",
        "inLanguage": guide.language,
        "url": site.absolute(told.address),
        "audience": {"@type": "MedicalAudience", "audienceType": "Patient"},
        "license": guide.licence.link,
        "lastReviewed": told.review["date"] if told.review["state"] == "reviewed" else None,
        "mainEntity": _kept(plan),
    }
    return {"@context": "https://schema.org", "@graph": [_kept(page), _kept(how_to)]}


def _quantity(span: Span) -> int | dict:
    if span.min == span.max:
        return span.min
    return {"@type": "QuantitativeValue", "minValue": span.min, "maxValue": span.max}


def home(catalogue: Catalogue, site: Site) -> dict:
    """The guide as MedicalWebPage."""
    guide = catalogue.guide
    return _kept({
        "@context": "https://schema.org", "@type": "MedicalWebPage", "name": guide.name, "description": guide.description,
        "inLanguage": guide.language, "url": site.absolute(""), "license": guide.licence.link, "keywords": list(guide.related_names),
    })


def _kept(values: dict) -> dict:
    return {key: value for key, value in values.items() if value}
