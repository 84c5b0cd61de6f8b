"""A body of joints: where its parts are in a posture. It knows nothing of pictures."""

from .contact import ELBOWS, FLOOR, HEAD_SCALE, PLACES, Arm
from .landmarks import LANDMARKS, landmark
from .person import PEOPLE, Person
from .projection import FRAMINGS, VIEWS, Camera, camera
from .skeleton import SIDES, Hand, Posture, Skeleton, stand

__all__ = [
    "ELBOWS", "FLOOR", "FRAMINGS", "HEAD_SCALE", "LANDMARKS", "PEOPLE", "PLACES", "SIDES", "VIEWS", "Arm", "Camera", "Hand", "Person", "Posture",
    "Skeleton", "camera", "landmark", "stand",
]
