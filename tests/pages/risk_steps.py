"""What tests of the pages of risks share: opening a page of the plan, and a form that scores a risk."""

from bs4 import BeautifulSoup
from django.test import Client

from tests.actions.risking import codes
from tests.factories import Scene, day
from tests.pages.reading import read


def opened(
    client: Client, scene: Scene, path: str = "risks/", expected: int = 200
) -> BeautifulSoup:
    """The plan's page at the path, with that status."""
    answer = client.get(f"{scene.address}{path}")
    assert answer.status_code == expected
    return read(answer)


def scored(score: str = "D3", **given: str) -> dict[str, str]:
    """What a form sends that scores a risk on letters and numbers."""
    likelihood, impact = codes(score)
    return {
        "current_likelihood": likelihood,
        "current_impact": impact,
        "effective_date": str(day(5)),
        "next_review_on": str(day(90)),
        **given,
    }
