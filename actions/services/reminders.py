"""What is sent about an update cycle: to owners, then to their organisation, then to the project managers.

The rules are in actions/asking.py. Each message is written down as a Reminder for each request that it
is about, in the transaction that queues the email; all who send take one turn, so that no two processes
write to one address at once, whatever their plans.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from actions import permissions
from actions.answer_links import answer_url
from actions.answers import Answers, Share
from actions.asking import (
    REST,
    is_waking_hour,
    manager_told_on,
    organisation_told_on,
    owner_stage,
)
from actions.choices import AuditEvent, ReminderStage
from actions.errors import Refused
from actions.messages import (
    OrganisationPart,
    OwnerPart,
    Silent,
    Text,
    manager_text,
    organisation_text,
    owner_text,
)
from actions.models import (
    Membership,
    Organisation,
    Plan,
    Post,
    Reminder,
    UpdateCycle,
    UpdateRequest,
)
from actions.services.writing import audit, begin, check_open, service
from wsoa.absolute import absolute_url
from wsoa.capabilities import Capability, Role, role_can
from wsoa.models import User
from wsoa.services.mail import queue_email
from wsoa.turns import take_turn

TO_OTHERS = frozenset({ReminderStage.LEAD, ReminderStage.MANAGER})
"""What goes not to the owner but to others about them."""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A request of a running cycle with something left to answer, and what was sent about it."""

    request: UpdateRequest
    share: Share
    sent: tuple[Reminder, ...]

    @property
    def cycle(self) -> UpdateCycle:
        """Its cycle."""
        return self.request.cycle

    @property
    def post(self) -> Post:
        """Whom it asks."""
        return self.request.post

    @property
    def address(self) -> str:
        """Where it goes, lower-cased, since one person's address may be written in two ways."""
        return self.post.address.lower()

    def stages(self) -> frozenset[ReminderStage]:
        """What the owner was sent."""
        return frozenset(ReminderStage(each.stage) for each in self.sent) - TO_OTHERS

    def was_late_before(self, day: date) -> bool:
        """Whether the owner was told before that day that the answer is late."""
        return any(
            each.stage not in TO_OTHERS and self.cycle.due_on < timezone.localdate(each.at) < day
            for each in self.sent
        )

    def was_sent(self, stage: ReminderStage, address: str = "") -> bool:
        """Whether a message of the stage was sent, to the address if one is given."""
        return any(
            reminder.stage == stage and address in ("", reminder.address) for reminder in self.sent
        )

    def silent(self) -> Silent:
        """As the messages to others put it."""
        return Silent(
            cycle=self.cycle,
            post=self.post,
            left=len(self.share.left),
            asked=len(self.share.asked),
            told=bool(self.address),
        )


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message to one address, and the requests and stages that it is about."""

    address: str
    text: Text
    about: tuple[tuple[Unanswered, ReminderStage], ...]

    def __str__(self) -> str:
        stages = ", ".join(sorted({stage.label.lower() for _, stage in self.about}))
        return f"wrote to {self.address} ({stages}): {self.text.subject}"


@dataclass(frozen=True, slots=True)
class Reminded:
    """What came of a reminder: how many addresses were written to, and which posts were spared."""

    written_to: int
    rested: tuple[Post, ...]
    without_address: tuple[Post, ...]


def send_due(*, now: datetime) -> list[Outgoing]:
    """Send everything that is due at the moment and was not sent; what was sent.

    Asked in the night, it waits for the morning.
    """
    if not is_waking_hour(now) or not list(_due(now)):
        return []
    with transaction.atomic():
        take_turn("messages")
        sent = list(_due(now))
        for message in sent:
            _send(message, now)
    return sent


def send_to_owners(*, now: datetime, cycle: UpdateCycle) -> list[Outgoing]:
    """Send the owners of one cycle what is due, whatever the hour. The caller has taken the turn."""
    found = unanswered(now, cycle=cycle)
    sent = list(_to_owners(found, now, _Rest(now)))
    for message in sent:
        _send(message, now)
    return sent


@service
def remind_now(*, plan: Plan, by: User, now: datetime | None = None) -> Reminded:
    """Write to every owner who has not answered in the plan's running cycle and may be written to.

    Raises Refused where no cycle is open, everybody has answered, or nobody may be written to yet.
    """
    take_turn("messages")
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    check_open(plan)
    cycle = UpdateCycle.objects.running(timezone.localdate(at)).filter(plan=plan).first()
    if cycle is None:
        raise Refused("No update cycle is open. Open one first.")
    found = unanswered(at, cycle=cycle)
    if not found:
        raise Refused("Everybody has answered: there is nobody to remind.")
    rest = _Rest(at)
    rested = tuple(each.post for each in found if rest.holds(each.address))
    messages = list(
        _by_address(((each, ReminderStage.AGAIN) for each in found), timezone.localdate(at), rest)
    )
    if not messages:
        raise Refused(
            "Nobody was written to. Everybody who has not answered got a message in the last five "
            "days, or has no email address."
        )
    for message in messages:
        _send(message, at)
    without = tuple(each.post for each in found if not each.address)
    summary = f"{cycle.title}: {len(messages)} written to"
    audit(AuditEvent.REMINDER_SENT, summary, by=by, at=at, area=plan.area, plan=plan)
    return Reminded(len(messages), rested, without)


def unanswered(now: datetime, *, cycle: UpdateCycle | None = None) -> list[Unanswered]:
    """Every request of the running cycles, or of one, that has something left to answer."""
    cycles = list(UpdateCycle.objects.running(timezone.localdate(now)))
    if cycle is not None:
        cycles = [each for each in cycles if each.pk == cycle.pk]
    if not cycles:
        return []
    answers = Answers.of([each.plan for each in cycles])
    shares = {each.pk: answers.shares(each, now) for each in cycles}
    requests = (
        UpdateRequest.objects.filter(cycle__in=cycles)
        .select_related("cycle__plan__area", "post__organisation", "post__holder")
        .prefetch_related("reminders")
        .order_by("cycle_id", "id")
    )
    found = []
    for request in requests:
        share = shares[request.cycle_id].get(request.post_id)
        if share is not None and share.left:
            found.append(Unanswered(request, share, tuple(request.reminders.all())))
    return found


class _Rest:
    """Which addresses were written to lately, before or after: `--at` may try moments in any order."""

    def __init__(self, now: datetime) -> None:
        self._resting = {
            address.lower()
            for address in Reminder.objects.filter(
                at__gt=now - REST, at__lt=now + REST
            ).values_list("address", flat=True)
        }

    def holds(self, address: str) -> bool:
        """Whether nothing may be sent there now."""
        return address.lower() in self._resting

    def begin(self, address: str) -> None:
        """Something is sent there now."""
        self._resting.add(address.lower())


def _due(now: datetime) -> Iterator[Outgoing]:
    """The messages due at the moment: owners first, since their own reminder comes before others'."""
    found = unanswered(now)
    if not found:
        return
    rest = _Rest(now)
    yield from _to_owners(found, now, rest)
    yield from _to_organisations(found, now, rest)
    yield from _to_managers(found, now, rest)


def _to_owners(found: Iterable[Unanswered], now: datetime, rest: _Rest) -> Iterator[Outgoing]:
    today = timezone.localdate(now)
    due = []
    for each in found:
        stage = owner_stage(due_on=each.cycle.due_on, day=today, sent=each.stages())
        if stage is not None:
            due.append((each, stage))
    yield from _by_address(due, today, rest)


def _by_address(
    due: Iterable[tuple[Unanswered, ReminderStage]], today: date, rest: _Rest
) -> Iterator[Outgoing]:
    """One message to each address that may be written to, about all its posts and plans."""
    grouped: dict[str, list[tuple[Unanswered, ReminderStage]]] = defaultdict(list)
    for each, stage in due:
        if each.address and not rest.holds(each.address):
            grouped[each.address].append((each, stage))
    people = _People(each for about in grouped.values() for each, _ in about)
    for address, about in grouped.items():
        parts = [people.part(each, stage) for each, stage in about]
        rest.begin(address)
        yield Outgoing(address, owner_text(parts, today), tuple(about))


def _to_organisations(
    found: Iterable[Unanswered], now: datetime, rest: _Rest
) -> Iterator[Outgoing]:
    """One message to each organisation's contact about all its posts that were asked in vain."""
    today = timezone.localdate(now)
    late = [
        each
        for each in found
        if today >= organisation_told_on(each.cycle.due_on, each.cycle.closes_on)
        and each.was_late_before(today)
        and each.post.organisation.email
        and not each.was_sent(ReminderStage.LEAD)
    ]
    grouped: dict[str, dict[Organisation, list[Unanswered]]] = defaultdict(dict)
    for each in late:
        organisation = each.post.organisation
        grouped[organisation.email.lower()].setdefault(organisation, []).append(each)
    people = _People(late)
    for address, organisations in grouped.items():
        if rest.holds(address):
            continue
        rest.begin(address)
        parts = [
            OrganisationPart(
                organisation,
                [each.silent() for each in about],
                people.managers(organisation.area_id),
            )
            for organisation, about in organisations.items()
        ]
        about = tuple(
            (each, ReminderStage.LEAD) for members in organisations.values() for each in members
        )
        yield Outgoing(address, organisation_text(parts), about)


def _to_managers(found: Iterable[Unanswered], now: datetime, rest: _Rest) -> Iterator[Outgoing]:
    """One digest to each project manager about all posts of all their plans that have not answered."""
    today = timezone.localdate(now)
    late = [
        each for each in found if today >= manager_told_on(each.cycle.due_on, each.cycle.closes_on)
    ]
    grouped: dict[str, list[Unanswered]] = defaultdict(list)
    people = _People(late)
    for each in late:
        for manager in people.managers(each.cycle.plan.area_id):
            if not each.was_sent(ReminderStage.MANAGER, manager.email):
                grouped[manager.email].append(each)
    for address, about in grouped.items():
        if rest.holds(address):
            continue
        rest.begin(address)
        cycles = {each.cycle.pk: each.cycle for each in about}
        pages = [(cycle, cycle_url(cycle.plan)) for cycle in cycles.values()]
        text = manager_text([each.silent() for each in about], pages)
        yield Outgoing(address, text, tuple((each, ReminderStage.MANAGER) for each in about))


class _People:
    """Who manages the areas of some requests, and which of the holders answer under My work."""

    def __init__(self, about: Iterable[Unanswered]) -> None:
        areas = {each.cycle.plan.area_id for each in about}
        self._managers: dict[int, list[User]] = defaultdict(list)
        self._own: set[tuple[int, int]] = set()
        if not areas:
            return
        for member in (
            Membership.objects.filter(area__in=areas, user__is_active=True)
            .select_related("user")
            .order_by("id")
        ):
            role = Role(member.role)
            if role == Role.MANAGER:
                self._managers[member.area_id].append(member.user)
            if role_can(role, Capability.UPDATE_OWN_ACTION) or role_can(
                role, Capability.UPDATE_ANY_ACTION
            ):
                self._own.add((member.area_id, member.user_id))

    def managers(self, area_id: int) -> list[User]:
        """The area's project managers."""
        return self._managers[area_id]

    def part(self, each: Unanswered, stage: ReminderStage) -> OwnerPart:
        """What a message says about the request."""
        area_id, holder = each.cycle.plan.area_id, each.post.holder_id
        signs_in = holder is not None and (area_id, holder) in self._own
        return OwnerPart(
            cycle=each.cycle,
            post=each.post,
            stage=stage,
            left=len(each.share.left),
            asked=len(each.share.asked),
            url=_my_work(each.cycle.plan) if signs_in else answer_url(each.request),
            needs_sign_in=signs_in,
            link_ends_on=timezone.localdate(each.request.expires_at - timedelta(seconds=1)),
            contacts=self.managers(area_id),
        )


def _my_work(plan: Plan) -> str:
    """The whole address of what an owner with an account is asked."""
    return absolute_url(reverse("my-work", args=[plan.area.slug, plan.slug]))


def cycle_url(plan: Plan) -> str:
    """The whole address of a plan's page of updates."""
    return absolute_url(reverse("cycle", args=[plan.area.slug, plan.slug]))


def _send(message: Outgoing, now: datetime) -> None:
    """Queue the email and write down what it was about."""
    queue_email(to=message.address, subject=message.text.subject, body=message.text.body, now=now)
    for each, stage in message.about:
        number = 1
        if stage in {ReminderStage.MANAGER, ReminderStage.AGAIN}:
            number += Reminder.objects.filter(request=each.request, stage=stage).count()
        Reminder(
            request=each.request, stage=stage, number=number, address=message.address, at=now
        ).save()
