"""The demonstration's accounts: one for each role in each area, all with one published password."""

from functools import cache

from django.conf import settings
from django.contrib.auth.hashers import make_password

from wsoa.capabilities import Role
from wsoa.models import User

PASSWORD: str = settings.DEMO_PASSWORD
OPERATOR = "operator@demonstration.example"

LOCAL_PARTS: dict[Role, str] = {
    Role.ADMINISTRATOR: "admin",
    Role.MANAGER: "manager",
    Role.OWNER: "owner",
    Role.OFFICER: "officer",
    Role.MEMBER: "member",
    Role.MONITOR: "monitor",
}


def address(role: Role, slug: str) -> str:
    """The address that plays the role in the area, such as manager@newcastle.example."""
    return f"{LOCAL_PARTS[role]}@{slug}.example"


def make_operator() -> User:
    """The account that makes the areas. It has no password: nobody signs in as it."""
    return User.objects.create_user(OPERATOR, name="Demonstration operator", is_operator=True)


@cache
def _hashed() -> str:
    """The published password, hashed once for all accounts, since a hash is slow by design."""
    return make_password(PASSWORD)


def make_people(slug: str, area_name: str) -> dict[Role, User]:
    """An account for each role in the area, with the published password."""
    people = {}
    for role in LOCAL_PARTS:
        user = User(
            email=address(role, slug), name=f"{role.label}, {area_name}", password=_hashed()
        )
        user.save()
        people[role] = user
    return people
