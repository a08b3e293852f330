"""What the audit pages are asked for in their address."""

from typing import Any

from django import forms

from actions.forms import DayField, TextField, not_offered
from actions.models import Action, Plan
from actions.trail.search import FIELDS, KINDS, Asked, people
from wsoa.models import User

TEXT_LIMIT = 200


class AuditForm(forms.Form):
    """Kind, text, person, field, action and days; all may be left empty."""

    kind = forms.ChoiceField(
        label="Kind",
        required=False,
        choices=[("", "All"), *KINDS],
        error_messages=not_offered("kind"),
    )
    q = TextField(
        label="Search", called="What you search for", required=False, max_length=TEXT_LIMIT
    )
    person: forms.ModelChoiceField[User] = forms.ModelChoiceField(
        label="Person",
        required=False,
        queryset=User.objects.none(),
        empty_label="Everybody",
        error_messages=not_offered("person"),
    )
    field = forms.ChoiceField(
        label="Field of an action",
        required=False,
        choices=[("", "All"), *FIELDS],
        error_messages=not_offered("field"),
    )
    action = TextField(label="Action", called="The reference", required=False, max_length=60)
    since = DayField("From", required=False)
    until = DayField("To", required=False)

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        person = self.fields["person"]
        assert isinstance(person, forms.ModelChoiceField)
        person.queryset = people(plan)

    def clean_action(self) -> Action | None:
        """The plan's action with the reference, however loosely typed."""
        typed = self.cleaned_data["action"]
        if not typed.strip():
            return None
        action = Action.objects.with_reference(self.plan, typed).first()
        if action is None:
            raise forms.ValidationError("No action of this plan bears or bore that reference.")
        return action

    def clean(self) -> dict[str, Any]:
        """The days have to be in order."""
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error("until", "The last day must be on or after the first.")
        return cleaned

    def asked(self, action: Action | None = None) -> Asked:
        """What a valid form asks for, narrowed to the action if given."""
        cleaned = self.cleaned_data
        person = cleaned["person"]
        return Asked(
            self.plan,
            kind=cleaned["kind"],
            text=cleaned["q"],
            person=person.pk if person else None,
            field=cleaned["field"],
            action=action or cleaned.get("action"),
            since=cleaned["since"],
            until=cleaned["until"],
        )


class ActionAuditForm(AuditForm):
    """The same on the pages of one action."""

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, plan=plan, **kwargs)
        del self.fields["action"]
        kinds = self.fields["kind"]
        assert isinstance(kinds, forms.ChoiceField)
        kinds.choices = [("", "All"), *(kind for kind in KINDS if kind[0] != "set-up")]
