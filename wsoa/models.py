"""The person who signs in, the log of who did, and email on its way. Roles are held per area, in
actions.models.Membership."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from wsoa.working import WorkingModel


class UserManager(BaseUserManager["User"]):
    """Makes people who sign in by email address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A person with a lower-cased address; without a password they cannot sign in by one."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email: str | None) -> "User":
        """The person with the address, whatever its case."""
        return self.get(email__iexact=email or "")


class User(AbstractBaseUser):
    """A person with an account.

    `is_operator` marks the site's operator, who makes areas and their first administrator and sees
    no area's plans. It is not a role in an area.
    """

    email = models.EmailField("email address", unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    is_operator = models.BooleanField(default=False)
    date_joined = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_user_an_address")]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name shown beside what the person records."""
        return self.name


class OutgoingEmail(WorkingModel):
    """An email to be sent by a background job, or sent. Kept for a stated period, then removed; once it was sent, `body`
    is without the secrets of its links.

    `sent_at` is empty until a mail server took it; `error` says why the last try failed, `tried_at` when.
    """

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)
    tried_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-queued_at", "-id"]

    def __str__(self) -> str:
        return f"{self.subject} ({self.to})"


class SignInKind(models.TextChoices):
    """What happened at the door."""

    SIGNED_IN = "signed-in", "Signed in"
    SIGNED_OUT = "signed-out", "Signed out"
    REFUSED = "refused", "Sign-in refused"
    NOT_ALLOWED = "not-allowed", "Page refused"
    LINK_REFUSED = "link-refused", "Emailed link refused"


class SignInEvent(WorkingModel):
    """Who signed in, and who was refused. Kept for a stated period, then removed: so not append-only."""

    kind = models.CharField(max_length=12, choices=SignInKind)
    at = models.DateTimeField(db_index=True)
    user = models.ForeignKey(
        User, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    email = models.CharField(max_length=254, blank=True)
    address = models.CharField(max_length=45, blank=True)
    path = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.email}"
