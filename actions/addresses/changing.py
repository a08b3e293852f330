"""Addresses: changing an action: wording, reference, place, owner, dates, life, milestones."""

from django.urls import URLPattern, path

from actions.views import adding, changing, dates, definition, issues, milestones

_PLAN = "<slug:area>/<slug:plan>/"
_ACTION = f"{_PLAN}actions/<str:reference>/"
_MILESTONE = f"{_ACTION}milestones/<int:milestone_id>/"
_ISSUE = f"{_PLAN}issues/<int:issue_id>/"

urlpatterns: list[URLPattern] = [
    path(f"{_PLAN}add-action/", adding.add, name="action-add"),
    path(f"{_PLAN}no-longer/", adding.departed, name="actions-departed"),
    path(f"{_PLAN}slippage/", dates.slippage_page, name="slippage"),
    path(f"{_PLAN}dates/", dates.waiting, name="dates-waiting"),
    path(f"{_PLAN}dates/read/", dates.read, name="due-date-read"),
    path(f"{_PLAN}dates/<int:date_id>/", dates.decide, name="date-decide"),
    path(f"{_PLAN}issues/", issues.issue_list, name="issues"),
    path(f"{_PLAN}issues/raise/", issues.raise_issue, name="issue-raise"),
    path(f"{_ISSUE}reword/", issues.reword, name="issue-reword"),
    path(f"{_ISSUE}actions/", issues.choose_actions, name="issue-actions"),
    path(f"{_ACTION}change/", changing.change_page, name="action-change"),
    path(f"{_ACTION}reword/", definition.reword, name="action-reword"),
    path(f"{_ACTION}renumber/", definition.renumber, name="action-renumber"),
    path(f"{_ACTION}move/", definition.move, name="action-move"),
    path(f"{_ACTION}owners/", definition.owners, name="action-owners"),
    path(f"{_ACTION}due-date/", dates.due_date, name="action-due-date"),
    path(f"{_ACTION}withdraw/", definition.withdraw, name="action-withdraw"),
    path(f"{_ACTION}supersede/", definition.supersede, name="action-supersede"),
    path(f"{_ACTION}restore/", definition.restore, name="action-restore"),
    path(f"{_ACTION}milestones/add/", milestones.add, name="milestone-add"),
    path(f"{_MILESTONE}change/", milestones.edit, name="milestone-change"),
    path(f"{_MILESTONE}done/", milestones.done, name="milestone-done"),
    path(f"{_MILESTONE}not-done/", milestones.not_done, name="milestone-not-done"),
    path(f"{_MILESTONE}drop/", milestones.drop, name="milestone-drop"),
]
