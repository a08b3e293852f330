"""Writing accounts that belong to no area: the site's operator. An area's people are services of actions."""

from wsoa.models import User


def make_operator(*, person: User) -> User:
    """Save the person, whose details were checked, as the site's operator.

    Nobody is asked who asks: only who has the server's command line can, and there need be no account yet.
    """
    person.is_operator = True
    person.save()
    return person
