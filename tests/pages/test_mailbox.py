"""The demonstration's mailbox: who reads which messages, and that there is none elsewhere."""

from typing import Any

import pytest
from django.test import Client

from actions.services.cycles import open_cycle
from tests.actions.cycling import owned, with_addresses
from tests.conftest import signed_in
from tests.factories import Scene, make_place, make_user
from tests.pages.reading import links, read, words
from wsoa.capabilities import Role
from wsoa.services.mail import queue_email


@pytest.fixture
def posted(scene: Scene, settings: Any) -> Scene:
    """A demonstration in which the holder of the first post and two other posts were written to."""
    settings.DEMO = True
    with_addresses(scene)
    owned(scene, 0, 1, 2)
    open_cycle(plan=scene.plan, by=scene.manager)
    return scene


def recipients(client: Client) -> list[str]:
    page = read(client.get("/mailbox/"))
    return sorted(words(each).split()[1].strip(",") for each in page.select(".wsoa-letters__to"))


def test_outside_a_demonstration_there_is_no_mailbox(scene: Scene) -> None:
    assert signed_in(scene.manager).get("/mailbox/").status_code == 404
    assert Client().get("/mailbox/").status_code == 404


def test_signed_out_it_leads_to_sign_in(posted: Scene) -> None:
    assert Client().get("/mailbox/")["Location"].startswith("/accounts/login/?next=/mailbox/")


@pytest.mark.parametrize("role", [Role.MANAGER, Role.ADMINISTRATOR])
def test_who_manages_reads_everything_of_the_area(posted: Scene, role: Role) -> None:
    queue_email(to="else@elsewhere.example", subject="Not yours", body="Nothing")
    found = recipients(signed_in(posted.place.people[role]))
    assert found == sorted(
        ["post1@riverton.example", "post2@riverton.example", posted.place.owner.email]
    )


def test_others_read_their_own(posted: Scene) -> None:
    assert recipients(signed_in(posted.place.owner)) == [posted.place.owner.email]
    assert recipients(signed_in(posted.place.people[Role.MEMBER])) == []


def test_strangers_and_the_operator_read_nothing(posted: Scene) -> None:
    for user in (make_place("elsewhere").manager, posted.place.operator, make_user()):
        assert recipients(signed_in(user)) == []


def test_the_links_in_it_lead_to_the_page(posted: Scene) -> None:
    page = read(signed_in(posted.manager).get("/mailbox/"))
    answers = [url for _, url in links(page, ".wsoa-letters a") if "/answer/" in url]
    assert len(answers) == 2
    path = answers[0].removeprefix("http://localhost:8000")
    assert Client().get(path).status_code == 200


def test_a_message_is_shown_as_text(posted: Scene) -> None:
    queue_email(to=posted.manager.email, subject="<b>bold</b>", body="<script>alert(1)</script>")
    page = signed_in(posted.manager).get("/mailbox/").content.decode()
    assert "<script>alert(1)" not in page
    assert "<b>bold" not in page
