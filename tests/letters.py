"""What was written to somebody, for tests."""

from django.core import mail

from wsoa.models import OutgoingEmail


def newest_letter(to: str) -> str:
    """The body of the newest email to the address: as it was sent, else as it waits to be."""
    sent = [str(each.body) for each in mail.outbox if to in each.to]
    return sent[-1] if sent else OutgoingEmail.objects.filter(to=to).latest("id").body
