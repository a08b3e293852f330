"""Which risks go to a board: the page that sets it."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from actions.models import RiskMatrix
from actions.views.saving import page_with_form, posted
from actions.views.set_up.common import answer
from boards.forms.risks import ThresholdsForm
from boards.models import RiskThreshold
from boards.services.thresholds import set_thresholds
from boards.views.governing import below, managed


@page_with_form
def board_risks(request: HttpRequest, area: str, board: str) -> HttpResponse:
    """From which band of each of the area's risk matrices risks go to the board."""
    page = managed(request, area)
    row = page.board(board)
    matrices = list(RiskMatrix.objects.filter(area=page.area).prefetch_related("bands"))
    now = RiskThreshold.objects.filter(board=row).values_list("band_id", flat=True)
    form = ThresholdsForm(posted(request), matrices=matrices, now=now)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        set_thresholds(board=row, bands=form.bands(), by=page.user)
        return page.url("board", row.slug), "Which risks go to the board is saved."

    intro = (
        "Open risks of the plans that the board watches go to it while they are in the band that you choose, or in a "
        "graver one. They stand on its page, on those of its meetings, and in its packs."
        if matrices
        else "The area has no risk matrix yet. Set one up first, then come back."
    )
    return answer(
        request, page, form, below(page, row, "Risks that go to it", intro=intro), save=save
    )
