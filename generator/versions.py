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
    return {addresses.versions(told.sheet): readable_json(_told(catalogue, told, snapshots)) for told in routines.values()}


def _told(catalogue: Catalogue, told: RoutineTold, snapshots: dict[str, dict]) -> dict:
    now = digest.routine_says(catalogue, told.id)
    older = [version for version in catalogue.routine_history(told.id) if version.digest != told.version]
    return {
        "version": told.version,
        "older": {version.digest: {"since": version.since, "changed": changes.routine(version.says, now, snapshots, catalogue.labels)} for version in older},
    }
