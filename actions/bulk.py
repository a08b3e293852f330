"""What the same change of many actions would do to each: before, after, and what stands in its way.

Read from Positions before anything is saved. The services decide once more when it is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from actions.choices import Progress
from actions.policies import reason_needed, rule_of
from actions.position import Line, Position, PostValue, RatingValue
from actions.text import says_something

MOST = 250
"""Actions that one bulk change takes: about four seconds of saving, well within a request's time."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What would become of one action.

    `line` is the action as it is today. For an update `before` and `after` are ratings, for a change of
    owner the owners in words. `lost` is the commentary that another takes the place of. `note` is worth
    knowing, `problem` forbids the change.
    """

    line: Line
    before: RatingValue | str | None
    after: RatingValue | str | None
    note: str = ""
    problem: str = ""
    lost: str = ""


def updated(
    lines: Iterable[Line],
    then: Position,
    *,
    rating: RatingValue | None,
    commentary: str,
) -> list[Outcome]:
    """What recording the update on the day of `then` would do. Without a rating each keeps its own."""
    found = {line.action_id: line for line in then.lines}
    return [_updated(line, found.get(line.action_id), then, rating, commentary) for line in lines]


def _updated(
    line: Line, then_line: Line | None, then: Position, rating: RatingValue | None, commentary: str
) -> Outcome:
    if then_line is None:
        return Outcome(line, line.rating, line.rating, problem=_not_in_plan(then))
    after = rating or then_line.rating
    problem = ""
    if after is None and then.ratings:
        problem = "It has no rating to keep. Choose one for it."
    elif not says_something(commentary):
        problem = (
            reason_needed(
                rule_of(then_line.rating), rule_of(after), was_complete=then_line.is_complete
            )
            or ""
        )
    note = ""
    if line.rated_on is not None and line.rated_on > then.as_at:
        note = f"What was recorded from {_say(line)} stays its latest rating."
    elif after and after.progress == Progress.COMPLETE and not then_line.is_complete:
        note = "It becomes complete."
    elif then_line.is_complete and after and after.progress in _OPEN:
        note = "It is opened again."
    lost = then_line.commentary if then_line.commentary != commentary else ""
    return Outcome(line, then_line.rating, after, note, problem, lost)


_OPEN = {Progress.NOT_STARTED, Progress.IN_PROGRESS}


def reassigned(
    lines: Iterable[Line],
    then: Position,
    *,
    owner: PostValue,
    instead_of: PostValue | None,
    lead_organisation: str,
) -> list[Outcome]:
    """What giving the actions that owner from the day of `then` would do."""
    found = {line.action_id: line for line in then.lines}
    outcomes = []
    for line in lines:
        then_line = found.get(line.action_id)
        if then_line is None:
            outcomes.append(Outcome(line, _owners(line), "", problem=_not_in_plan(then)))
            continue
        posts = {post.id: post for post in (*then_line.owners, owner)}
        after = [
            posts[pk]
            for pk in handed_over(
                [post.id for post in then_line.owners],
                to=owner.id,
                instead_of=instead_of.id if instead_of else None,
            )
        ]
        organisation = lead_organisation or then_line.lead_organisation
        before_words, after_words = _owners(then_line), _said(after, organisation)
        note = "Nothing changes." if before_words == after_words else ""
        outcomes.append(Outcome(line, before_words, after_words, note))
    return outcomes


def handed_over(owners: Sequence[int], *, to: int, instead_of: int | None) -> list[int]:
    """Ids of the posts that own an action once `to` owns it instead of one of its owners, or of all.

    Where `instead_of` is none of the owners, they stay as they are.
    """
    if instead_of is None:
        return [to]
    return list(dict.fromkeys(to if pk == instead_of else pk for pk in owners))


def _owners(line: Line) -> str:
    return _said(line.owners, line.lead_organisation)


def _said(owners: Iterable[PostValue], organisation: str) -> str:
    names = "; ".join(owner.title for owner in owners) or "No owner"
    return f"{names} (led by {organisation})" if organisation else names


def _not_in_plan(then: Position) -> str:
    return f"It was not in the plan on {then.as_at.day} {then.as_at:%B %Y}."


def _say(line: Line) -> str:
    day = line.rated_on
    return f"{day.day} {day:%B %Y}" if day else ""
