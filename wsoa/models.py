"""The person who signs in. Roles are held per area, in actions.models.Membership."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower


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
