"""The vocabularies of measures, and of what families and young people said."""

from django.db.models import TextChoices


class Unit(TextChoices):
    """What a measure's values are in."""

    PERCENT = "percent", "Per cent"
    COUNT = "count", "Count"
    DAYS = "days", "Days"
    SCORE = "score", "Score"
    MONEY = "money", "Pounds"


class GoodDirection(TextChoices):
    """Which way is better."""

    UP = "up", "Higher is better"
    DOWN = "down", "Lower is better"
    RANGE = "range", "Best within a range"


class MeasureFrequency(TextChoices):
    """How often a reading is expected."""

    WEEKLY = "weekly", "Every week"
    MONTHLY = "monthly", "Every month"
    QUARTERLY = "quarterly", "Every quarter"
    TERMLY = "termly", "Every school term"
    YEARLY = "yearly", "Every year"
    IRREGULAR = "irregular", "When there is one"


class MarkKind(TextChoices):
    """What a measure is held against."""

    BASELINE = "baseline", "Baseline"
    TARGET = "target", "Target"
    NATIONAL = "national", "England"
    REGIONAL = "regional", "Region"
    NEIGHBOURS = "neighbours", "Statistical neighbours"

    @property
    def is_benchmark(self) -> bool:
        """Whether it says how others do."""
        return self in {MarkKind.NATIONAL, MarkKind.REGIONAL, MarkKind.NEIGHBOURS}


class Bound(TextChoices):
    """How exactly a reading is known: a paper may say no more than "above 75 per cent"."""

    EXACT = "exact", "exactly"
    ABOVE = "above", "above"
    BELOW = "below", "below"
    ABOUT = "about", "about"


class Speaker(TextChoices):
    """Who said something."""

    FAMILIES = "families", "Parents and carers"
    YOUNG_PEOPLE = "young-people", "Children and young people"
    BOTH = "both", "Families and young people"
    OTHERS = "others", "Others who work with them"
