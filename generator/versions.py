"""What has changed since each earlier version of a sheet, from the snapshots of the ledger: for who holds it on paper."""

from . import addresses, changes, digest
from .catalogue import Catalogue
from .description import RoutineTold
from .templating import readable_json


def versions(catalogue: Catalogue, routines: dict[str, RoutineTold]) -> dict[str, bytes]:
    """{`sheets/<routine>/versions.json`: bytes} for every routine.

    {"version": the current one, "older": {version: {"since": the day it was recorded, "changed": as `changes.routine` tells}}}
    """
    snapshots = {version.digest: version.says for history in catalogue.histories.values() for version in history.versions}
    snapshots |= {one.digest: digest.says(catalogue, one.id) for told in routines.values() for one in told.exercises}
    names = {identity: f"{exercise.code} {exercise.name}" for identity, exercise in catalogue.exercises.items()}
    return {addresses.versions(told.sheet): readable_json(_told(catalogue, told, snapshots, names)) for told in routines.values()}


def _told(catalogue: Catalogue, told: RoutineTold, snapshots: dict[str, dict], names: dict[str, str]) -> dict:
    history = catalogue.routine_histories.get(told.id)
    now = digest.routine_says(catalogue, told.id)
    older = [version for version in history.versions if version.digest != told.version] if history else []
    return {
        "version": told.version,
        "older": {version.digest: {"since": version.since, "changed": changes.routine(version.says, now, snapshots, names)} for version in older},
    }
