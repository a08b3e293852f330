"""What stands on every agenda of a new board, by its kind. Pure; a board changes its own afterwards."""

from collections.abc import Mapping, Sequence

from boards.choices import BoardKind, ItemKind

Item = tuple[ItemKind, str]

_WELCOME: Item = (ItemKind.WELCOME, "Welcome and apologies")
_INTERESTS: Item = (ItemKind.WELCOME, "Apologies and declarations of interest")
_MINUTES: Item = (ItemKind.MINUTES, "Minutes of the last meeting")
_ACTIONS: Item = (ItemKind.BOARD_ACTIONS, "Actions and decisions outstanding")
_DASHBOARD: Item = (ItemKind.DASHBOARD, "Where the plan stands")
_EXCEPTIONS: Item = (ItemKind.EXCEPTIONS, "Exceptions")
_MOVEMENT: Item = (ItemKind.MOVEMENT, "What moved since the last meeting")
_PLAN: Item = (ItemKind.ACTION_PLAN, "Action plan")
_COMMENTS: Item = (ItemKind.COMMENTS, "Comments of other meetings")
_OTHER: Item = (ItemKind.OTHER, "Any other business and the next meeting")

_COMMITTEE = (_INTERESTS, _MINUTES, _COMMENTS, _DASHBOARD, _EXCEPTIONS, _OTHER)

_OF: Mapping[BoardKind, Sequence[Item]] = {
    BoardKind.IMPROVEMENT: (
        _WELCOME,
        _MINUTES,
        _ACTIONS,
        _COMMENTS,
        _DASHBOARD,
        _MOVEMENT,
        _EXCEPTIONS,
        _PLAN,
        _OTHER,
    ),
    BoardKind.WORKING_GROUP: (_WELCOME, _MINUTES, _ACTIONS, _EXCEPTIONS, _PLAN, _OTHER),
    BoardKind.INTEGRATED_SERVICES: (
        _WELCOME,
        _MINUTES,
        _ACTIONS,
        _DASHBOARD,
        _EXCEPTIONS,
        _OTHER,
    ),
    BoardKind.IMPACT_GROUP: (_WELCOME, _MINUTES, _ACTIONS, _DASHBOARD, _MOVEMENT, _OTHER),
    BoardKind.HEALTH_AND_WELLBEING: _COMMITTEE,
    BoardKind.SCRUTINY: _COMMITTEE,
    BoardKind.CABINET: _COMMITTEE,
    BoardKind.MONITORING: (
        _WELCOME,
        _ACTIONS,
        _DASHBOARD,
        _MOVEMENT,
        _EXCEPTIONS,
        (ItemKind.OTHER, "Outcome of the visit and next steps"),
    ),
}


def standing_items(kind: BoardKind) -> Sequence[Item]:
    """The items that a new board of the kind begins with, in order."""
    return _OF[kind]
