"""The private address by which a calendar program reads a board's meetings for somebody, without signing in.

The address holds a signed token that names the person and the board. It cannot be made without the site's
secret, and is checked against the rows each time it is used: it opens nothing once the person's account is
closed, they are no longer of the area, their role may not see plans, or they have another password. So a person
who gave the address away by mistake changes their password.
"""

from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from actions import permissions
from boards.models import Board
from wsoa.absolute import absolute_url
from wsoa.capabilities import Capability
from wsoa.models import User

_SIGNER = Signer(salt="boards.calendar-link", sep=".")


def calendar_link(user: User, board: Board) -> str:
    """The whole private address of the board's calendar for the person; always the same one."""
    token = _SIGNER.sign(f"{user.pk}-{board.pk}-{_whose(user)}")
    return absolute_url(reverse("board-calendar-feed", args=[board.area.slug, board.slug, token]))


def reader(token: str, board: Board) -> User | None:
    """Who reads the board's calendar by the token; None where nobody may by it."""
    try:
        user_id, board_id, whose = _SIGNER.unsign(token).split("-")
    except (BadSignature, ValueError):
        return None
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None or board_id != str(board.pk):
        return None
    if not constant_time_compare(whose, _whose(user)):
        return None
    return user if permissions.can(user, board.area, Capability.VIEW_PLAN) else None


def _whose(user: User) -> str:
    """A digest of the person's password as it is kept, which tells nobody either."""
    return salted_hmac(_SIGNER.salt, user.password).hexdigest()[:16]
