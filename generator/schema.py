"""JSON Schemas derived from the model: help and checks in an editor, and for other programs."""

import functools
import json

from pydantic import TypeAdapter

from .model import Addresses, Base, Exercise, Expected, Guide, History, PageHead, RangeOfMotion, Region, Reviewers, Routine, Sources

NOUNS = {
    "exercise": Exercise, "region": Region, "routine": Routine, "guide": Guide, "sources": Sources, "reviewers": Reviewers,
    "expected": Expected, "page": PageHead, "addresses": Addresses, "history": History,
    "pose": Base, "range_of_motion": RangeOfMotion,
}


@functools.cache
def schemas() -> dict[str, bytes]:
    """{file name: bytes}, one for every kind of content file."""
    return {f"{noun}.json": _schema(noun, kind) for noun, kind in NOUNS.items()}


def _schema(noun: str, kind: type) -> bytes:
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": noun, **TypeAdapter(kind).json_schema()}
    return (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode()
