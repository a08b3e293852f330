"""Asking for a new person's password at a terminal, by the rules of the sign-in pages."""

import sys
from getpass import getpass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.core.validators import MaxLengthValidator, validate_email

from wsoa.models import User

EMAIL_LENGTH = MaxLengthValidator(254)
NAME_LIMIT = 200


def new_person(email: str, name: str) -> User:
    """An unsaved person with a checked address and a password read from the terminal, or from the
    first line of standard input where that is not a terminal. Raises CommandError."""
    try:
        validate_email(email)
        EMAIL_LENGTH(email)
    except ValidationError as error:
        raise CommandError(f"“{email}” is not an email address.") from error
    if User.objects.filter(email__iexact=email).exists():
        raise CommandError(f"{email} has an account already.")
    name = _checked_name(name) or email.split("@")[0]
    person = User(email=email.lower(), name=name)
    password = _password(f"Password for {email}: ")
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    person.set_password(password)
    return person


def _checked_name(name: str) -> str:
    """The name without outer white space; raises CommandError where it is unfit."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError as error:
        raise CommandError("The name is not valid UTF-8 text.") from error
    name = " ".join(name.replace("\x00", "").split())
    if len(name) > NAME_LIMIT:
        raise CommandError(f"The name must be {NAME_LIMIT} characters or fewer.")
    return name


def _password(prompt: str) -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass(prompt)
    if getpass("The same again: ") != password:
        raise CommandError("The two passwords differ.")
    return password
