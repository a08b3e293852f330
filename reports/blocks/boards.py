"""Blocks filled from the area's boards: who sits on one, and what meetings made of earlier papers."""

from collections.abc import Iterable, Iterator

from boards.choices import BoardRole
from boards.models import BoardMember
from reports import paper
from reports.blocks.setting import BlockKind, Setting, sentence
from reports.facts import Facts
from reports.text import Run


def _members(setting: Setting) -> Iterable[paper.Block]:
    """The posts on the board, its chair first; posts, so that a paper does not age with the people."""
    told = setting.argument
    board = setting.facts.board(told)
    if board is None:
        yield sentence(f"The area has no board “{told}”." if told else "No board is named.")
        return
    members = setting.facts.members(board)
    if not members:
        yield sentence(f"{board.title}: nobody sits on it yet.")
        return
    yield paper.Bullets(tuple((Run(_member(each)),) for each in members))


def _member(seat: BoardMember) -> str:
    role = BoardRole(seat.role)
    said = "" if role == BoardRole.MEMBER else f" ({role.label.lower()})"
    return f"{seat.post.title}{said}"


def _choices(facts: Facts) -> Iterator[tuple[str, str]]:
    """By address: a title may hold a colon."""
    for board in facts.boards:
        yield board.slug, board.title


KINDS = (
    BlockKind("board", "Who sits on a board", "", _members, "a board, by its title", _choices),
)
