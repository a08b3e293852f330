"""Setting an area up in the browser: its name, its partners, their posts."""

import pytest

from actions.models import Area, AuditEntry, Organisation, Post
from actions.position import position_as_at
from actions.services.areas import add_organisation, add_post
from tests.conftest import signed_in
from tests.factories import Place, Scene, day, make_action, make_place
from tests.pages.reading import errors_at_fields, errors_in_summary, links, read, words
from tests.pages.set_up import send
from wsoa.capabilities import Role

PARTNER = {"name": "Riverside School", "short_name": "School", "kind": "school", "email": ""}


def test_an_area_without_a_plan_leads_its_manager_to_setting_it_up(place: Place):
    page = read(signed_in(place.manager).get("/riverton/"))
    assert ("Set up Riverton", "/riverton/area/set-up/") in links(page, "main a")


def test_an_area_without_a_plan_offers_its_other_members_nothing_to_set_up(place: Place):
    for role in (Role.OWNER, Role.MEMBER, Role.MONITOR, Role.OFFICER):
        page = read(signed_in(place.people[role]).get("/riverton/"))
        assert not [link for link in links(page, "a") if "set-up" in link[1]]


def test_the_areas_word_for_a_theme_is_used_on_its_pages_once_changed(scene: Scene):
    client = signed_in(scene.place.administrator)
    make_action(scene)
    client.get(scene.address)
    answer = send(client, "/riverton/area/name/", theme_word="impact group")
    assert answer.status_code == 302
    assert "Impact group" in client.get(scene.address).content.decode()
    assert AuditEntry.objects.latest("id").summary == "theme word from “theme” to “impact group”"


def test_an_area_saved_without_a_change_leaves_no_trace(place: Place):
    before = AuditEntry.objects.count(), Area.history.count()
    assert send(signed_in(place.administrator), "/riverton/area/name/").status_code == 302
    assert (AuditEntry.objects.count(), Area.history.count()) == before


def test_a_partner_is_added_and_listed(place: Place):
    client = signed_in(place.manager)
    answer = client.post("/riverton/area/partners/new/", PARTNER)
    assert answer.status_code == 302
    page = read(client.get("/riverton/area/partners/"))
    assert "Riverside School is added." in words(page.select_one(".govuk-notification-banner"))
    assert "Riverside School" in words(page.select_one("table"))


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("name", "", "Enter the name."),
        ("name", "RIVERTON COUNCIL", "RIVERTON COUNCIL is a partner already."),
        ("name", "x" * 50_000, "The name must be 200 characters or fewer; it has 50,000."),
        ("kind", "", "Choose what kind of partner it is."),
        ("kind", "bank", "Choose what kind of partner it is."),
        ("email", "nobody", "Enter an email address in the correct form"),
    ],
)
def test_a_partner_is_refused_beside_the_field_at_fault_with_what_was_typed_kept(
    place: Place, field: str, typed: str, message: str
):
    answer = signed_in(place.manager).post(
        "/riverton/area/partners/new/", {**PARTNER, field: typed}
    )
    assert answer.status_code == 422
    page = read(answer)
    assert message in errors_at_fields(page)[field]
    kept = page.select_one("input[name=short_name]")
    assert kept is not None
    assert kept["value"] == "School"
    assert Organisation.objects.count() == 2


def test_a_post_once_renamed_is_renamed_where_the_plan_remembers_it(scene: Scene):
    action = make_action(scene, owners=scene.place.posts[:1])
    client = signed_in(scene.manager)
    before = position_as_at(scene.plan, day(1)).line(action.pk)
    assert before is not None
    assert before.owners[0].title == "Head of SEND"
    post = scene.place.posts[0]
    send(client, f"/riverton/area/posts/{post.pk}/", title="Director of SEND")
    scene.plan.refresh_from_db()
    after = position_as_at(scene.plan, day(1)).line(action.pk)
    assert after is not None
    assert after.owners[0].title == "Director of SEND"


def test_a_post_takes_a_holder_of_its_own_area_only(place: Place):
    stranger = make_place("elsewhere").owner
    client = signed_in(place.manager)
    post = place.posts[1]
    answer = send(client, f"/riverton/area/posts/{post.pk}/", holder=stranger.pk)
    assert answer.status_code == 422
    assert errors_at_fields(read(answer))["holder"] == "Choose a person of this area."
    assert (
        send(client, f"/riverton/area/posts/{post.pk}/", holder=place.owner.pk).status_code == 302
    )
    post.refresh_from_db()
    assert post.holder == place.owner


def test_a_post_is_added_to_a_partner_of_its_own_area_only(place: Place):
    theirs = make_place("elsewhere").council
    form = {"organisation": theirs.pk, "title": "Nurse", "email": "", "holder": ""}
    answer = signed_in(place.manager).post("/riverton/area/posts/new/", form)
    assert answer.status_code == 422
    assert not Post.objects.filter(title="Nurse").exists()


def test_adding_a_post_then_another_starts_with_the_same_partner(place: Place):
    client = signed_in(place.manager)
    form = {"organisation": place.health.pk, "title": "Nurse", "email": "n@riverton.example"}
    answer = client.post("/riverton/area/posts/new/", {**form, "another": "yes"})
    page = read(client.get(answer["Location"]))
    chosen = page.select_one("select[name=organisation] option[selected]")
    assert chosen is not None
    assert chosen["value"] == str(place.health.pk)


def test_rows_of_another_area_are_not_found_and_not_changed(place: Place):
    other = make_place("elsewhere")
    client = signed_in(place.administrator)
    membership = other.area.memberships.get(user=other.manager)
    for address in (
        f"/riverton/area/partners/{other.council.pk}/",
        f"/riverton/area/partners/{other.council.pk}/remove/",
        f"/riverton/area/posts/{other.posts[0].pk}/",
        f"/riverton/area/posts/{other.posts[0].pk}/remove/",
        f"/riverton/area/people/{membership.pk}/",
        f"/riverton/area/people/{membership.pk}/end/",
        f"/riverton/area/people/{membership.pk}/remind/",
        "/riverton/area/posts/99999999999999999999999/",
    ):
        assert client.post(address, {**PARTNER, "title": "X", "role": "owner"}).status_code == 404
    other.council.refresh_from_db()
    assert other.council.name == "Elsewhere Council"


def test_a_partner_that_has_posts_stays_and_says_why(place: Place):
    client = signed_in(place.manager)
    address = f"/riverton/area/partners/{place.council.pk}/"
    assert "cannot be removed" in words(read(client.get(address)).select_one("main"))
    answer = client.post(f"{address}remove/")
    assert answer.status_code == 422
    assert "so it stays" in errors_in_summary(read(answer))[0]
    assert Organisation.objects.filter(pk=place.council.pk).exists()


def test_a_partner_and_a_post_that_nothing_needs_are_removed_after_asking(place: Place):
    client = signed_in(place.manager)
    school = add_organisation(area=place.area, **PARTNER, by=place.manager)  # type: ignore[arg-type]
    nurse = add_post(organisation=school, title="Nurse", by=place.manager)
    for address, row in (
        (f"/riverton/area/posts/{nurse.pk}/", nurse),
        (f"/riverton/area/partners/{school.pk}/", school),
    ):
        assert (f"{address}remove/") in [url for _, url in links(read(client.get(address)), "a")]
        assert client.get(f"{address}remove/").status_code == 200
        assert type(row)._default_manager.filter(pk=row.pk).exists()
        assert client.post(f"{address}remove/").status_code == 302
        assert not type(row)._default_manager.filter(pk=row.pk).exists()
    assert Post.history.filter(id=nurse.pk, history_type="-").exists()


def test_a_save_over_somebody_elses_newer_change_is_refused_and_shows_both(place: Place):
    mine, theirs = signed_in(place.manager), signed_in(place.administrator)
    address = f"/riverton/area/partners/{place.council.pk}/"
    shown = read(mine.get(address))
    assert send(theirs, address, name="Riverton Borough Council").status_code == 302
    seen = str(shown.select_one("input[name=seen]")["value"])  # type: ignore[index]
    form = {**PARTNER, "kind": "council", "name": "City of Riverton", "seen": seen}
    answer = mine.post(address, form)
    assert answer.status_code == 409
    page = read(answer)
    assert "Riverton Borough Council" in words(page.select_one(".wsoa-conflict"))
    assert page.select_one("input[name=name]")["value"] == "City of Riverton"  # type: ignore[index]
    place.council.refresh_from_db()
    assert place.council.name == "Riverton Borough Council"
    again = str(page.select_one("input[name=seen]")["value"])  # type: ignore[index]
    assert mine.post(address, {**form, "seen": again}).status_code == 302
    place.council.refresh_from_db()
    assert place.council.name == "City of Riverton"


def test_a_save_of_something_removed_meanwhile_is_not_found(place: Place):
    nurse = add_post(organisation=place.council, title="Nurse", by=place.manager)
    client = signed_in(place.manager)
    Post.objects.filter(pk=nurse.pk).delete()
    form = {"title": "Nurse", "email": "", "holder": ""}
    assert client.post(f"/riverton/area/posts/{nurse.pk}/", form).status_code == 404
