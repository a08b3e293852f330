"""What services raise, in words meant for the person who asked."""

from django.core.exceptions import PermissionDenied


class Refused(ValueError):
    """The input breaks a rule of the plan. `field` names the input at fault, if there is one."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class Stale(Refused):
    """Somebody recorded something newer since the person looked."""


class NotAllowed(PermissionDenied):
    """The person's role does not carry the capability."""
