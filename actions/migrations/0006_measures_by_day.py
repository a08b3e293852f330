"""From when until when a plan uses a measure. What a plan used so far, it has used from its beginning."""

from datetime import date

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def from_the_plans_beginning(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Give each row, and what is kept of its history, the plan's first day."""
    begins = dict(apps.get_model("actions", "Plan").objects.values_list("pk", "starts_on"))
    for name in ("PlanMeasure", "HistoricalPlanMeasure"):
        rows = apps.get_model("actions", name).objects
        plans = rows.order_by().values_list("plan_id", flat=True).distinct()
        for plan in [each for each in plans if each in begins]:
            rows.filter(plan_id=plan).update(used_from=begins[plan])


UNTIL = models.DateField(blank=True, null=True)
FROM = models.DateField(default=date(2000, 1, 1))


class Migration(migrations.Migration):
    dependencies = [("actions", "0005_papers")]

    operations = [
        migrations.RemoveConstraint(model_name="planmeasure", name="a_measure_once_a_plan"),
        migrations.AddField("historicalplanmeasure", "used_from", FROM, preserve_default=False),
        migrations.AddField("historicalplanmeasure", "used_until", UNTIL),
        migrations.AddField("planmeasure", "used_from", FROM, preserve_default=False),
        migrations.AddField("planmeasure", "used_until", UNTIL),
        migrations.RunPython(from_the_plans_beginning, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="planmeasure",
            constraint=models.UniqueConstraint(
                condition=models.Q(("used_until", None)),
                fields=("plan", "measure"),
                name="a_measure_once_a_plan",
            ),
        ),
        migrations.AddConstraint(
            model_name="planmeasure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("used_until", None),
                    ("used_until__gte", models.F("used_from")),
                    _connector="OR",
                ),
                name="measure_is_let_go_after_it_is_used",
            ),
        ),
    ]
