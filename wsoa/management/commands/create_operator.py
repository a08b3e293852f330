"""Make the site's operator, who makes areas and their first administrators."""

from typing import Any

from django.core.management.base import CommandParser

from wsoa.commands import PlainCommand
from wsoa.people import new_person
from wsoa.services.accounts import make_operator


class Command(PlainCommand):
    """create_operator EMAIL [--name NAME]"""

    help = "Make a site operator. The password is asked for, or read from standard input."

    def add_arguments(self, parser: CommandParser) -> None:
        """The address signs in."""
        parser.add_argument("email")
        parser.add_argument("--name", default="Site operator")

    def handle(self, **options: Any) -> None:
        """Make the person."""
        person = make_operator(person=new_person(options["email"], options["name"]))
        self.stdout.write(
            f"{person.email} is a site operator. Make an area with: "
            f"create_area SLUG NAME --admin EMAIL --by {person.email}"
        )
