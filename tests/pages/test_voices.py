""" "You said, we did" on its pages: recorded, answered, published, taken back."""

from typing import Any

import pytest
from django.test import Client

from actions.choices import Speaker
from actions.models import Voice, VoiceEntry
from actions.services.voices import change_voice, withdraw_voice
from actions.voices import voices_as_at
from tests.actions.voices import make_voice
from tests.conftest import signed_in
from tests.factories import Scene, day, make_action, make_place, make_scene

LIST = "/riverton/send/said-and-done/"
SAID = "Nobody answers the telephone."
DONE = "Two people answer it now."


@pytest.fixture
def client(scene: Scene) -> Client:
    """The project manager's browser."""
    return signed_in(scene.manager)


def typed(**given: Any) -> dict[str, Any]:
    """A good form."""
    return {
        "month": "January 2018",
        "speaker": "families",
        "place": "Forum",
        "said": SAID,
        "effective_date": "2018-01-20",
    } | given


def read(client: Client, address: str = LIST) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def send(client: Client, address: str, status: int = 302, /, **given: Any) -> str:
    answer = client.post(address, given)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def change(scene: Scene, voice: Voice, **given: Any) -> VoiceEntry:
    values: dict[str, Any] = {"said": SAID, "speaker": Speaker.FAMILIES, "by": scene.manager}
    return change_voice(voice=voice, **values | given)


def test_empty_list_says_what_to_do_first(client: Client) -> None:
    assert "Record what families and young people say" in read(client)


def test_what_is_recorded_stands_under_its_month_until_it_is_answered(client: Client) -> None:
    send(client, f"{LIST}add/", **typed())
    page = read(client)
    assert "January 2018" in page
    assert SAID in page
    assert "Nothing is recorded yet." in page


def test_answer_names_the_action_and_can_be_published(scene: Scene, client: Client) -> None:
    make_action(scene, "1.1")
    voice = make_voice(scene, said=SAID)
    form = read(client, f"{LIST}{voice.pk}/")
    assert SAID in form
    newest = VoiceEntry.objects.get(voice=voice).pk
    send(
        client,
        f"{LIST}{voice.pk}/",
        **typed(
            done=DONE, action="1.1", is_published="on", based_on=newest, effective_date="2018-03-01"
        ),
    )
    page = read(client)
    assert DONE in page
    assert "Published" in page
    assert "/riverton/send/actions/1.1/" in page
    assert DONE not in read(client, f"{LIST}?as_at=2018-02-28")


def test_nothing_is_published_before_something_was_done(client: Client) -> None:
    page = send(client, f"{LIST}add/", 422, **typed(is_published="on"))
    assert "Write what was done before you publish it." in page
    assert SAID in page


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("month", "long ago", "Enter a month, such as August 2020."),
        ("month", "Q3 2019/20", "Enter a month, such as August 2020."),
        ("month", "Ongoing", "Enter a month, such as August 2020."),
        ("month", "January 2049", "must not be in the future"),
        ("month", "", "Enter the month in which it was said."),
        ("speaker", "ghosts", "Choose the speaker from the list."),
        ("said", "  ", "Write what was said."),
        ("said", "x" * 5001, "5,000 characters or fewer"),
        ("action", "99.9", "No action of this plan bears 99.9."),
        ("effective_date", "2017-12-31", "nothing was said before"),
        ("effective_date", "2999-01-01", "today or in the past"),
    ],
)
def test_bad_input_says_what_to_do_and_keeps_what_was_typed(
    client: Client, field: str, value: str, message: str
) -> None:
    page = send(client, f"{LIST}add/", 422, **typed(**{field: value}))
    assert message in page
    assert "Forum" in page
    assert not Voice.objects.exists()


def test_same_words_for_the_same_month_are_recorded_once(client: Client) -> None:
    send(client, f"{LIST}add/", **typed())
    assert "recorded for that month already" in send(client, f"{LIST}add/", 422, **typed())
    assert Voice.objects.count() == 1


def test_newer_change_of_somebody_else_is_shown_and_not_overwritten(
    scene: Scene, client: Client
) -> None:
    voice = make_voice(scene, said=SAID)
    before = VoiceEntry.objects.get(voice=voice).pk
    newer = change(scene, voice, done="A rota is drawn up.")
    given = typed(done=DONE, based_on=before, effective_date="2018-03-01")
    page = send(client, f"{LIST}{voice.pk}/", 409, **given)
    assert "A rota is drawn up." in page
    assert DONE in page
    assert f'name="based_on" value="{newer.pk}"' in page


def test_withdrawn_voice_counts_on_no_date_and_stays_in_the_history(
    scene: Scene, client: Client
) -> None:
    voice = make_voice(scene, said=SAID)
    change(scene, voice, done=DONE, is_published=True, effective_date=day(30))
    newest = VoiceEntry.objects.filter(voice=voice).latest("pk").pk
    send(client, f"{LIST}{voice.pk}/withdraw/", reason="Said elsewhere", based_on=newest)
    for each in (day(20), day(30), day(90)):
        assert not voices_as_at(scene.place.area, each)
    assert VoiceEntry.objects.filter(voice=voice).count() == 4
    assert client.get(f"{LIST}{voice.pk}/").status_code == 404


def test_withdrawing_needs_a_reason(scene: Scene, client: Client) -> None:
    voice = make_voice(scene)
    newest = VoiceEntry.objects.get(voice=voice).pk
    assert "Give a reason." in send(client, f"{LIST}{voice.pk}/withdraw/", 422, based_on=newest)
    assert voices_as_at(scene.place.area, day(90))


def test_list_is_narrowed_to_what_is_open_published_or_not(scene: Scene, client: Client) -> None:
    make_voice(scene, said="Still open.")
    make_voice(scene, said="For all to read.", done=DONE, is_published=True)
    make_voice(scene, said="Not yet out.", done=DONE)
    for show, said in (
        ("open", "Still open."),
        ("published", "For all to read."),
        ("unpublished", "Not yet out."),
    ):
        page = read(client, f"{LIST}?show={show}")
        shown = {
            each for each in ("Still open.", "For all to read.", "Not yet out.") if each in page
        }
        assert shown == {said}
    assert "Everything (3)" in read(client)


def test_voices_of_another_area_are_not_found(scene: Scene, client: Client) -> None:
    other = make_scene(make_place("elsewhere"))
    voice = make_voice(other, said="Said in another area.")
    assert "Said in another area." not in read(client)
    assert client.get(f"{LIST}{voice.pk}/").status_code == 404
    withdraw_voice(voice=voice, reason="Mistaken", by=other.manager)
