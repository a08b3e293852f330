"""A command whose every complaint is one line on standard error and exit code 1."""

import os
import sys
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser


class PlainParser(CommandParser):
    """An argument parser that does not print its usage over the message."""

    complaint_code = 1

    def error(self, message: str) -> NoReturn:
        """Complain in one line."""
        self.exit(self.complaint_code, f"{message[:1].upper()}{message[1:]}\n")


class PlainCommand(BaseCommand):
    """Raise CommandError with a sentence for the user; nothing else reaches them."""

    requires_system_checks: list[str] = []
    complaint_code = 1
    """With which it exits where it complains."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Django's parser, complaining plainly."""
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.__class__ = PlainParser
        parser.complaint_code = self.complaint_code  # type: ignore[attr-defined]
        return parser

    def run_from_argv(self, argv: list[str]) -> None:
        """Run, and turn a CommandError into its line alone."""
        try:
            parser = self.create_parser(argv[0], argv[1])
            options = vars(parser.parse_args(argv[2:]))
            for name, value in options.items():
                if value == []:  # what argparse makes of a lone "--" in an argument's place
                    parser.error(f"{name} is missing")
            self.execute(*options.pop("args", ()), **options)
            self.stdout.flush()
        except CommandError as error:
            line = " ".join(str(error).split())
            sys.stderr.write(line.encode("utf-8", "replace").decode("utf-8") + "\n")
            sys.exit(self.complaint_code)
        except BrokenPipeError:  # whoever read the output has stopped reading
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(1)
