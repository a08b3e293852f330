"""Record a status update from the command line, through the same service as the page."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from actions.commands import find_action, find_plan, find_rating, find_user, read_day
from actions.errors import NotAllowed, Refused
from actions.models import UpdateProposal
from actions.services.proposals import submit_update
from wsoa.commands import PlainCommand


class Command(PlainCommand):
    """update AREA PLAN REF --rating CODE --effective DATE --by EMAIL --comment TEXT"""

    help = "Record a status update on an action."

    def add_arguments(self, parser: CommandParser) -> None:
        """The comment is the reason where one is needed."""
        parser.add_argument("area")
        parser.add_argument("plan")
        parser.add_argument("reference", metavar="ref")
        parser.add_argument("--rating", required=True, metavar="CODE")
        parser.add_argument("--effective", required=True, metavar="YYYY-MM-DD")
        parser.add_argument("--by", required=True, metavar="EMAIL")
        parser.add_argument("--comment", required=True, metavar="TEXT")
        parser.add_argument("--remedial-action", default="", metavar="TEXT")

    def handle(self, **options: Any) -> None:
        """Save it, or say in one line why not."""
        plan = find_plan(options["area"], options["plan"])
        action = find_action(plan, options["reference"])
        rating = find_rating(plan, options["rating"])
        effective = read_day(options["effective"], label="The effective date")
        by = find_user(options["by"])
        try:
            update = submit_update(
                action=action,
                rating=rating,
                effective_date=effective,
                commentary=options["comment"],
                remedial_action=options["remedial_action"],
                by=by,
            )
        except Refused as refused:
            raise CommandError(refused.message) from refused
        except NotAllowed as refusal:
            raise CommandError(str(refusal)) from refusal
        if isinstance(update, UpdateProposal):
            self.stdout.write(
                f"Sent for acceptance: {rating.label} for {options['reference']} from "
                f"{update.effective_date.isoformat()}. It counts once somebody accepts it."
            )
            return
        self.stdout.write(
            f"Recorded {rating.label} for {options['reference']} from "
            f"{update.effective_date.isoformat()}."
        )
