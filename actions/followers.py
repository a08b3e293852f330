"""What follows a plan elsewhere, and so follows the plan that takes its place: asked of whoever knows of it, further up than the
plans themselves.

An app registers its follower in `AppConfig.ready`; each runs within the transaction of the service that lets a plan
take another's place.
"""

from collections.abc import Callable
from datetime import datetime

from actions.models import Plan
from wsoa.models import User

Follower = Callable[[Plan, Plan, User, datetime], None]

_followers: list[Follower] = []


def register(follower: Follower) -> None:
    """Let the follower be told, once."""
    if follower not in _followers:
        _followers.append(follower)


def follow(old: Plan, new: Plan, by: User, at: datetime) -> None:
    """Tell them that the new plan takes the place of the old one."""
    for follower in _followers:
        follower(old, new, by, at)
