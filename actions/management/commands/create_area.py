"""Make an area and its first administrator."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from actions.commands import find_user
from actions.errors import NotAllowed, Refused
from actions.services.areas import create_area
from wsoa.commands import PlainCommand
from wsoa.models import User
from wsoa.people import new_person


class Command(PlainCommand):
    """create_area SLUG NAME --admin EMAIL --by OPERATOR"""

    help = "Make an area with its first administrator, who is given an account if they have none."

    def add_arguments(self, parser: CommandParser) -> None:
        """The slug is the area's word in addresses."""
        parser.add_argument("slug")
        parser.add_argument("name")
        parser.add_argument("--admin", required=True, metavar="EMAIL")
        parser.add_argument("--admin-name", default="", metavar="NAME")
        parser.add_argument("--by", required=True, metavar="OPERATOR")

    def handle(self, **options: Any) -> None:
        """Both or neither."""
        by = find_user(options["by"])
        admin = User.objects.filter(email__iexact=options["admin"]).first()
        if admin is None:
            admin = new_person(options["admin"], options["admin_name"])
        try:
            area = create_area(
                slug=options["slug"], name=options["name"], administrator=admin, by=by
            )
        except Refused as refused:
            raise CommandError(refused.message) from refused
        except NotAllowed as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{area} is made; {admin.email} administers it.")
