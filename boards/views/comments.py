"""Pages on which a meeting's comment goes to another one, and is answered there."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from actions.services.writing import newest_id
from actions.text import say_day
from actions.views.saving import page_with_form, posted
from boards.choices import MeetingState
from boards.comments import received_by
from boards.forms.records import AnswerForm, CommentForm
from boards.models import CommentAnswer, Meeting
from boards.services.records import answer_comment, send_comment
from boards.views.recording import NOTHING_NEWER, NewerRow, asking, recorded_meeting, save


@page_with_form
def comment_send(request: HttpRequest, area: str, board: str, meeting: int) -> HttpResponse:
    """A comment that goes to another meeting of the area."""
    page, row = recorded_meeting(request, area, board, meeting)
    others = (
        Meeting.objects.filter(
            board__area=page.area, state=MeetingState.SCHEDULED, held_on__gte=row.held_on
        )
        .exclude(pk=row.pk)
        .select_related("board")
        .order_by("board__title", "held_on", "pk")
    )
    form = CommentForm(posted(request), meetings=others)

    def write(values: dict[str, Any]) -> str:
        sent = send_comment(meeting=row, by=page.user, **values)
        to = sent.to_meeting
        return f"The comment goes to {to.board}, {say_day(to.held_on)}."

    asked = asking(
        page,
        row,
        "Send a comment to another meeting",
        "sent",
        button="Send comment",
        intro=""
        if others
        else "The area has no other meeting on or after this day. Schedule it first.",
    )
    return save(request, page, form, asked, write)


@page_with_form
def comment_answer(
    request: HttpRequest, area: str, board: str, meeting: int, comment: int
) -> HttpResponse:
    """What the meeting made of a comment that it received."""
    page, row = recorded_meeting(request, area, board, meeting)
    found = next((each for each in received_by(row) if each.comment.pk == comment), None)
    if found is None:
        raise Http404("There is no such comment.")
    answers = CommentAnswer.objects.filter(comment=found.comment)
    form = AnswerForm(
        posted(request),
        initial={
            "text": found.answer.text if found.answer else "",
            "based_on": newest_id(answers),
        },
    )

    def write(values: dict[str, Any]) -> str:
        answer_comment(comment=found.comment, by=page.user, seen=form.seen(), **values)
        return "The answer is saved."

    def newer() -> NewerRow:
        newest = answers.order_by("-pk").first()
        if newest is None:
            return NOTHING_NEWER
        return NewerRow(newest.pk, [("Answer", newest.text)])

    sender = found.comment.meeting
    asked = asking(
        page,
        row,
        f"Answer the comment of {sender.board}, {say_day(sender.held_on)}",
        "comments",
        intro=f"“{found.comment.text}”",
    )
    return save(request, page, form, asked, write, newer=newer)
