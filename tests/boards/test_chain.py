"""The chain of boards: no way up leads back, and the picture shows every board and every link once."""

from hypothesis import given
from hypothesis import strategies as st

from boards.chain import Chain, chain_of, leads_to
from boards.chain_picture import picture
from boards.choices import BoardKind
from boards.models import Board


@st.composite
def chains(draw: st.DrawFn) -> list[Board]:
    """Boards that name only boards made before them, so that no way leads back."""
    count = draw(st.integers(1, 9))
    boards: list[Board] = []
    for pk in range(1, count + 1):
        upper = st.sampled_from([None, *range(1, pk)])
        boards.append(
            Board(
                pk=pk,
                title=draw(st.text("Abcdefghi -", min_size=1, max_size=200)),
                kind=draw(st.sampled_from(BoardKind)),
                reports_to_id=draw(upper),
                escalates_to_id=draw(upper),
            )
        )
    return draw(st.permutations(boards))


@given(chains())
def test_boards_above_come_before_those_below(boards: list[Board]) -> None:
    chain = chain_of(boards)
    place = {board.pk: index for index, board in enumerate(chain.boards)}
    assert all(place[link.upper.pk] < place[link.lower.pk] for link in chain.links)
    assert {*chain.boards, *chain.apart} == set(boards)
    assert len(chain.boards) + len(chain.apart) == len(boards)


@given(chains())
def test_every_naming_is_told_by_exactly_one_link(boards: list[Board]) -> None:
    links = chain_of(boards).links
    for board in boards:
        up = [link for link in links if link.lower.pk == board.pk]
        assert [link.upper.pk for link in up if link.reports] == [
            pk for pk in [board.reports_to_id] if pk
        ]
        assert [link.upper.pk for link in up if link.escalates] == [
            pk for pk in [board.escalates_to_id] if pk
        ]


@given(chains())
def test_picture_has_a_box_a_board_none_over_another_and_no_line_through_a_box(
    boards: list[Board],
) -> None:
    chain = chain_of(boards)
    drawn = picture(chain)
    assert (drawn is None) == (not chain.links)
    if drawn is None:
        return
    assert len(drawn.boxes) == len(chain.boards)
    assert len(drawn.arrows) == len(chain.links)
    for upper, lower in zip(drawn.boxes, drawn.boxes[1:], strict=False):
        assert upper.y + upper.height < lower.y
    assert drawn.boxes[-1].y + drawn.boxes[-1].height <= drawn.height
    width = drawn.boxes[0].width
    for arrow in drawn.arrows:
        out = int(arrow.way.partition("H")[2].partition("V")[0])
        assert width < out <= drawn.width
    for link in chain.links:
        assert f"{link.lower.title} {link.words} {link.upper.title}" in drawn.description


@given(chains())
def test_arrows_to_different_boards_never_lie_on_one_another(boards: list[Board]) -> None:
    chain = chain_of(boards)
    drawn = picture(chain)
    if drawn is None:
        return
    lanes: dict[int, list[tuple[int, int, tuple[int, bool]]]] = {}
    for link, arrow in zip(chain.links, drawn.arrows, strict=True):
        start, _, rest = arrow.way.partition("H")
        out, _, rest = rest.partition("V")
        end = rest.partition("H")[0]
        bottom, top = int(start.split()[1]), int(end)
        lanes.setdefault(int(out), []).append((top, bottom, (link.upper.pk, arrow.is_dashed)))
    for lane in lanes.values():
        for top, bottom, bundle in lane:
            for other_top, other_bottom, other in lane:
                assert bundle == other or bottom < other_top or other_bottom < top


@given(chains(), st.data())
def test_part_of_a_chain_around_a_board_holds_all_that_leads_to_it_or_from_it(
    boards: list[Board], data: st.DataObject
) -> None:
    chain = chain_of(boards)
    board = data.draw(st.sampled_from(boards))
    upper = {
        each.pk: frozenset(pk for pk in (each.reports_to_id, each.escalates_to_id) if pk)
        for each in boards
    }
    around: Chain = chain.around(board)
    for each in chain.boards:
        is_near = leads_to(upper, board.pk, each.pk) or leads_to(upper, each.pk, board.pk)
        assert (each in around.boards) == is_near
