"""What the tests of update cycles share: a plan whose posts have addresses, and a clock to move."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from actions import ticking
from actions.models import Action, Organisation, Post
from tests.factories import Scene, at, make_action
from wsoa.models import OutgoingEmail

OPENS = date(2018, 3, 20)
"""The plan's own day in March: answers are due on the 27th, and the cycle closes on 3 April."""


def on(offset: int, hour: int = 9) -> datetime:
    """A time of the day so many days after the cycle opened."""
    return at(OPENS + timedelta(days=offset), hour)


def with_addresses(scene: Scene, posts: Sequence[int] = (1, 2)) -> None:
    """Give some of the three posts an address, and the council a contact."""
    for index in posts:
        Post.objects.filter(pk=scene.place.posts[index].pk).update(
            email=f"post{index}@riverton.example"
        )
        scene.place.posts[index].refresh_from_db()
    Organisation.objects.filter(pk=scene.place.council.pk).update(email="council@riverton.example")


def owned(scene: Scene, *owners: int) -> list[Action]:
    """Actions, each owned by the post with that index."""
    return [
        make_action(scene, f"1.{number}", owners=(scene.place.posts[index],))
        for number, index in enumerate(owners, start=1)
    ]


def tick(moment: datetime) -> list[str]:
    """Let the clock do what is due at the moment; what it said."""
    return list(ticking.keep_cycles(moment))


def sent(since: int = 0) -> list[tuple[str, str]]:
    """Whom was written to, and under what subject, in order."""
    found = OutgoingEmail.objects.order_by("id").values_list("to", "subject")
    return list(found)[since:]
