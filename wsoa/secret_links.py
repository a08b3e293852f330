"""Addresses that hold a secret: whoever has one may answer for a post, read a board's calendar or set a password. They are in no log, and in no
copy of a message once it was sent."""

import logging
import re

REMOVED = "(removed)"
"""What stands in the secret's place."""

MARKS = ("/answer/", "/accounts/password/reset/key/", "/board.ics")
"""What every address with a secret has one of."""

_SECRET = re.compile(
    r"""(?: (?<=/answer/)(?!paper/) | (?<=/answer/paper/) | (?<=/accounts/password/reset/key/)
          | (?<=/calendar/)(?=[^/\s]+/board\.ics) ) [^/\s]+""",
    re.VERBOSE,
)


def without_secrets(text: str) -> str:
    """The text with the secrets of its addresses taken out."""
    return _SECRET.sub(REMOVED, text)


class WithoutSecrets(logging.Filter):
    """Takes the secrets out of what is logged."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always log it, without them."""
        if isinstance(record.msg, str):
            record.msg = without_secrets(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(
                without_secrets(each) if isinstance(each, str) else each for each in record.args
            )
        return True
