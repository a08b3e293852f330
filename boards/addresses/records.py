"""Addresses of the pages of records."""

from django.urls import URLPattern, path

from boards.views import board_actions, comments, forward_plan, records

_AREA = "<slug:area>/area/"
_BOARD = f"{_AREA}boards/<slug:board>/"
_MEETING = f"{_BOARD}meetings/<int:meeting>/"
_DECISION = f"{_MEETING}decisions/<int:number>/"
_BOARD_ACTION = f"{_MEETING}board-actions/<int:number>/"
_REQUEST = f"{_AREA}forward-plan/<int:request_id>/"

urlpatterns: list[URLPattern] = [
    path(f"{_MEETING}minutes/", records.minutes, name="minutes"),
    path(f"{_MEETING}minutes/write/", records.minutes_write, name="minutes-write"),
    path(f"{_MEETING}minutes/agree/", records.minutes_agree, name="minutes-agree"),
    path(f"{_MEETING}decisions/add/", records.decision_add, name="decision-add"),
    path(f"{_DECISION}correct/", records.decision_correct, name="decision-correct"),
    path(f"{_DECISION}withdraw/", records.decision_withdraw, name="decision-withdraw"),
    path(f"{_MEETING}issues/agree/", records.issues_agree, name="issues-agree"),
    path(f"{_MEETING}board-actions/add/", board_actions.board_action_add, name="board-action-add"),
    path(_BOARD_ACTION, board_actions.board_action, name="board-action"),
    path(f"{_BOARD_ACTION}tell/", board_actions.board_action_tell, name="board-action-tell"),
    path(f"{_BOARD}board-actions/", board_actions.board_action_list, name="board-actions"),
    path(f"{_MEETING}comments/send/", comments.comment_send, name="comment-send"),
    path(
        f"{_MEETING}comments/<int:comment>/answer/", comments.comment_answer, name="comment-answer"
    ),
    path(f"{_AREA}forward-plan/", forward_plan.forward_plan, name="forward-plan"),
    path(f"{_BOARD}forward-plan/", forward_plan.board_forward_plan, name="board-forward-plan"),
    path(f"{_BOARD}forward-plan/ask/", forward_plan.request_add, name="request-add"),
    path(_REQUEST, forward_plan.request_page, name="request"),
    path(f"{_REQUEST}answer/", forward_plan.request_answer, name="request-answer"),
    path(f"{_REQUEST}date/", forward_plan.request_redate, name="request-redate"),
    path(f"{_REQUEST}withdraw/", forward_plan.request_withdraw, name="request-withdraw"),
    path(f"{_REQUEST}reopen/", forward_plan.request_reopen, name="request-reopen"),
]
