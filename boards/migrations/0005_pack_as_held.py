import datetime

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("boards", "0004_line_has_evidence"),
    ]

    operations = [
        migrations.AddField(
            model_name="pack",
            name="area_name",
            field=models.CharField(default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="pack",
            name="board_title",
            field=models.CharField(default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="pack",
            name="held_on",
            field=models.DateField(default=datetime.date(2018, 1, 1)),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="pack",
            name="place",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="pack",
            name="previous",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="compared_with_by",
                to="boards.pack",
            ),
        ),
        migrations.AddField(
            model_name="pack",
            name="starts_at",
            field=models.TimeField(default=datetime.time(0)),
            preserve_default=False,
        ),
    ]
