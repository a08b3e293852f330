"""Windsor and Maidenhead's paper is cleared and published on the period's own days, for anybody to read."""

from datetime import date

from django.test import Client
from django.utils import timezone

from actions.models import Plan
from actions.working_days import papers_due
from reports.models import PaperOutcome, Publication
from reports.publishing.checking import check_files
from tests.pages.reading import read
from tests.reports.published import area_loaded

windsor_and_maidenhead = area_loaded("windsor-and-maidenhead")
MEETING_ON = date(2018, 5, 24)


def test_the_paper_went_out_five_working_days_before_cabinet_met(windsor_and_maidenhead: Plan):
    publication = Publication.objects.get(paper__plan=windsor_and_maidenhead)
    assert (publication.version, publication.meeting_on) == (1, MEETING_ON)
    assert timezone.localdate(publication.at) == papers_due(MEETING_ON, 5) == date(2018, 5, 17)
    assert publication.paper.created_at < publication.at
    assert check_files(publication).is_whole


def test_what_cabinet_made_of_it_is_recorded(windsor_and_maidenhead: Plan):
    outcome = PaperOutcome.objects.get(publication__paper__plan=windsor_and_maidenhead)
    assert outcome.decided_on == MEETING_ON
    assert "October 2018" in outcome.resolution


def test_anybody_reads_it_with_its_figures(windsor_and_maidenhead: Plan):
    listed = read(Client().get("/published/windsor-and-maidenhead/"))
    assert "published 17 May 2018" in listed.get_text(" ")
    link = listed.select_one("main h2 a")
    assert link
    page = read(Client().get(str(link["href"]))).get_text(" ")
    assert "17 actions are complete, five have yet to start and 85 are in progress" in " ".join(
        page.split()
    )
