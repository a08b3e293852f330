"""The words in which a plan's actions are spoken of: its own ratings, themes, workstreams, report groups and partners."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from actions.choices import Concern
from actions.position import Line, Position, RatingValue
from actions.text import plural
from reports.claims import counting
from reports.claims.counting import Quality
from reports.claims.leaving import NO_COUNT, WORD

DONE = r"(?:complete[ds]?|finished|done|delivered|implemented|closed|achieved|concluded|accomplished|fulfilled|discharged|signed off)"
_ADVERB = r"(?:(?:now|already|fully|successfully|all|so far|duly)\s+)*"
_BEGUN = r"(?:start(?:ed)?|begun|beg[iu]n|commenced?|been started|been begun|got under way)"
_GOING = (
    r"(?:in progress|under\s?way|in train|in hand|in delivery|being (?:delivered|worked on|implemented|progressed|carried out)|"
    r"progressing|proceeding|ongoing|going)"
)
_WELL = rf"{_GOING}\s+(?:well|smoothly|to plan|as planned|to schedule|on schedule|as expected)\b"
"""Being on track, in other words."""
_NOT_BUT = rf"(?!\s+\(?(?:but|though|although|yet|albeit)\s+(?!(?:{WORD}|the|there|others?|no|none)\b)[a-z])"
"""Where words of a meaning go on in others, they are no meaning of the plan's: "not on track but recoverable"."""
_DATES = r"(?:date|dates|month|months|deadline|deadlines|timescale|timescales)"

_PROGRESS: tuple[tuple[str, Quality], ...] = (
    (rf"{_ADVERB}{DONE}\s+(?:late|after (?:their|its|the) (?:due )?{_DATES})\b", counting.LATE),
    (
        rf"{_ADVERB}{DONE}\s+(?:on time|in time|by (?:their|its) due {_DATES})\b",
        counting.IN_TIME,
    ),
    (
        r"(?:completion\s+(?:is\s+|was\s+)?(?:has\s+)?not\s+(?:been\s+)?recorded)\b",
        counting.NOT_RECORDED,
    ),
    (
        rf"(?:not\s+(?:yet\s+)?{_BEGUN}|(?:still\s+|yet\s+)?(?:yet\s+)?to\s+(?:start|begin|commence|be started|be begun)"
        rf"(?!\s+(?:in|on\s+(?:¶|the\b)|by|from|after|before|during|next|this|with|work))|unstarted|(?:awaiting|waiting for)\s+a?\s*start)\b",
        counting.NOT_STARTED,
    ),
    (
        rf"(?:not\s+(?:yet\s+)?(?:been\s+)?(?:fully\s+)?{DONE}|incomplete|unfinished|uncompleted|outstanding|still open|remaining open|open|"
        rf"(?:yet|still|remains?|left)\s+to\s+be\s+{DONE})\b(?!\s+to\b)",
        counting.OPEN,
    ),
    (r"(?:been\s+)?(?:started|begun)\b(?!\s+to\b)", counting.STARTED),
    (
        rf"{_GOING}\b(?!\s+(?:well|badly|with|without|as|to|towards|according|better|faster|[a-z]+ly)\b)",
        counting.IN_PROGRESS,
    ),
    (rf"{_ADVERB}{DONE}\b(?!\s+(?:by|in|on|before|after|within)\s+¶)", counting.COMPLETE),
    (rf"past\s+(?:their|its|the)\s+original\s+(?:due\s+)?{_DATES}\b", counting.PAST_ORIGINAL),
    (
        rf"(?:overdue|late|(?:past|beyond|after)\s+(?:their|its|the)\s+(?:due|target|end|planned|agreed)?\s*{_DATES}|past due)\b",
        counting.OVERDUE,
    ),
    (r"(?:slipped|put back|delayed)\b", counting.SLIPPED),
    (
        rf"(?:(?:had|have)\s+(?:their|its)\s+(?:due\s+)?{_DATES}\s+(?:revised|moved|changed))\b",
        counting.REVISED,
    ),
    (r"(?:unowned|without an? (?:owner|lead)|not owned)\b", counting.UNOWNED),
    (r"(?:unrated|not (?:yet )?rated|without a rating)\b", counting.UNRATED),
    (r"stale\b", counting.STALE),
)


@dataclass(frozen=True, slots=True)
class Scope:
    """Where actions belong, in the order of likelihood, and how it is said."""

    say: str
    ways: tuple[Quality, ...]


class Vocabulary:
    """Compiled once for a check. Patterns are for texts in small letters."""

    def __init__(self, position: Position) -> None:
        self.position = position
        self._qualities: list[Quality] = []
        patterns: list[str] = []
        for pattern, quality in self._patterns():
            patterns.append(f"({pattern})")
            self._qualities.append(quality)
        self.quality_pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(patterns)})")
        self.scopes = self._scopes()
        names = "|".join(re.escape(name) for name in sorted(self.scopes, key=len, reverse=True))
        word = re.escape(position.plan.theme_word.lower())
        number = r"(?:number\s+|no\.?\s+)?"
        reference = r"[a-z]{0,3}\s?[0-9]{1,3}[a-z]?"
        more = rf"\s*(?:,|and|&|or|to|-|–)\s*(?:{word}\s+|theme\s+)?{reference}\b(?=[\s,.;:)]|$)"
        some = rf"{reference}\b(?:{more})*"
        one = rf"{reference}\b(?:{more}{NO_COUNT})*"
        self.scope_pattern = re.compile(
            rf"(?<![\w-])(?:the\s+)?['\"]?(?:(?P<stream>workstreams?)\s+{number}(?P<streams>(?=\w{{0,3}}[0-9])(?:(?<=s\s){some}|{one}))"
            rf"|(?:{re.escape(plural(word))}|themes|priorities)\s+{number}(?P<themes>(?=\w{{0,3}}\s?[0-9]){some})"
            rf"|(?:{word}|theme|priority)\s+{number}(?P<theme>(?=\w{{0,3}}\s?[0-9]){one})"
            rf"|(?P<name>{names or '(?!x)x'}))(?![\w-])['\"]?(?:\s+(?:group|theme|workstream|heading|priority|section)\b)?"
        )

    def quality(self, shown: str, start: int, end: int) -> tuple[Quality, int] | None:
        """The quality whose words begin just there, and where they end."""
        found = self.quality_pattern.match(shown, start, end)
        if found is None or found.lastindex is None:
            return None
        return self._qualities[found.lastindex - 1], found.end()

    def qualities(self, shown: str, start: int, end: int) -> Iterator[tuple[Quality, int, int]]:
        """Those in the stretch, with their places."""
        for found in self.quality_pattern.finditer(shown, start, end):
            if found.lastindex is not None:
                yield self._qualities[found.lastindex - 1], found.start(), found.end()

    def scope(self, plain: str, start: int, end: int) -> tuple[Scope | None, int] | None:
        """The place in the plan whose words begin just there, None for one that the plan has not, and where they end."""
        found = self.scope_pattern.match(plain, start, end)
        return (self._read(found), found.end()) if found else None

    def scopes_in(
        self, plain: str, start: int, end: int
    ) -> Iterator[tuple[Scope | None, int, int]]:
        """Those in the stretch, with their places."""
        for found in self.scope_pattern.finditer(plain, start, end):
            yield self._read(found), found.start(), found.end()

    def _read(self, found: re.Match[str]) -> Scope | None:
        if found["name"]:
            return self.scopes[found["name"]]
        kind, written = (
            ("stream", found["streams"])
            if found["stream"]
            else ("theme", found["themes"] or found["theme"])
        )
        keys = _listed(written)
        ways = []
        for key in keys:
            quality = self._numbered(kind, key)
            if quality is None:
                return None
            ways.append(quality)
        return (
            Scope(
                f"{'workstream' if kind == 'stream' else 'theme'} {written}", (counting.both(ways),)
            )
            if ways
            else None
        )

    def _numbered(self, kind: str, key: str) -> Quality | None:
        """The theme or workstream with the reference, or with the number that its reference ends with."""
        if kind == "stream":
            for stream in self.position.workstreams:
                if key in (stream.reference.lower(), _digits(stream.reference)):
                    return _in_stream(stream.id, stream.reference)
            return None
        for theme in self.position.themes:
            if key in (theme.reference.lower(), _digits(theme.reference)):
                return _in_theme(theme.id, theme.reference)
        return None

    def _patterns(self) -> Iterator[tuple[str, Quality]]:
        ratings = self.position.ratings
        for rating in ratings:
            found = counting.rated([rating])
            label = re.escape(rating.label.lower())
            code = re.escape(rating.code.lower())
            about = r"(?:rag\s+|brag\s+)?(?:rated|graded|flagged|status|classed as|assessed as|marked|at)"
            yield rf"{about}\s+['\"(]*{label}['\")]*\b", found
            yield (
                rf"{about}\s+['\"(]{code}['\")]|{about}\s+{code}(?=[.,;:)]|\s+(?:and|or)\b|$)",
                found,
            )
            yield rf"{code}[- ]rated\b", found
        yield from (pair for pair in self._meanings() if pair[1].sort == "not on track")
        yield from self._going()
        progress = [_with_rating(pair, ratings) for pair in _PROGRESS]
        yield from progress
        yield from self._meanings()
        for rating in ratings:
            label = re.escape(rating.label.lower())
            yield (
                rf"(?:b?rag[- ]?)?(?:rated[- ]|status[- ])?(?:\({label}s?\)|['\"]*{label}s?['\"]*)(?:[- ](?:rag\s+)?(?:rated|status|rating|graded|flagged|ratings))?(?![\w'-])",
                counting.rated([rating]),
            )
        yield (
            r"shar(?:e|es|ing)\s+(?:§+|the\s+same|an?|a\s+single|a\s+common)\s+(?:single\s+|common\s+)?(?:explanation|cause|issue|reason)\b",
            counting.sharing_an_issue(self.position),
        )
        yield (
            r"(?:causing|causes?|caused|of|a cause for|cause for|giving)\s+(?:(?:significant|serious|current|some|major)\s+)*concern\b",
            Quality(
                "concern",
                "rated as a concern",
                counting.of_concern(Concern.SIGNIFICANT).test,
                "rating",
                (counting.of_concern(None),),
            ),
        )

    def _going(self) -> Iterator[tuple[str, Quality]]:
        """Being under way in the way that a rating means: "progressing well", "progressing with minor issues"."""
        for rating in self.position.ratings:
            meaning = rating.meaning.lower()
            quality = counting.rated([rating])
            if meaning == "on track":
                yield _WELL, quality
            elif len(meaning) >= 8 and not meaning.startswith(("on track", "not on track")):
                words = re.escape(meaning).replace(r"\ ", r"\s+")
                yield rf"{_GOING}\s+(?:but\s+)?with\s+(?:an?\s+|some\s+)?{words}s?\b", quality

    def _meanings(self) -> Iterator[tuple[str, Quality]]:
        """What ratings mean, as words for them."""
        ratings = [each for each in self.position.ratings if each.meaning]
        for rating in sorted(ratings, key=lambda each: -len(each.meaning)):
            meaning = rating.meaning.lower()
            if len(meaning) < 8 and meaning != "on track":
                continue
            words = re.escape(meaning).replace(r"\ ", r"\s+")
            words = words.replace(r"\s+or\s+", r"\s*(?:/|or|and)\s*")
            longer = [each for each in ratings if each.meaning.lower().startswith(meaning)]
            quality = counting.rated([rating])
            if meaning.startswith("not on track"):
                others = (counting.rated(longer),) if len(longer) > 1 else ()
                quality = Quality(quality.key, quality.say, quality.test, "not on track", others)
            yield (
                rf"(?:(?:with|has|have|face|faces|facing)\s+)?(?:an?\s+)?(?:fully\s+)?{words}s?\b(?!\s+(?:to|for)\b){_NOT_BUT}",
                quality,
            )
        if any(each.meaning.lower().startswith("on track") for each in ratings):
            worried = [each for each in ratings if each.concern > Concern.NONE]
            if worried and not any(each.meaning.lower() == "not on track" for each in ratings):
                found = counting.rated(worried)
                yield (
                    rf"(?:not\s+(?:fully\s+)?on\s+track|off\s+track)\b{_NOT_BUT}",
                    Quality(found.key, found.say, found.test, "not on track"),
                )
        for rating in ratings:
            if re.match(r"on track (?:or|/|and) ", rating.meaning.lower()):
                code = rating.code
                found = counting.rated([rating])

                def may_be(line: Line, code: str = code) -> bool | None:
                    return None if line.rating and line.rating.code == code else False

                yield (
                    rf"(?<!not )(?:fully\s+)?on\s+track\b(?!\s+(?:to|for)\b){_NOT_BUT}",
                    Quality(
                        found.key,
                        found.say,
                        found.test,
                        "rating",
                        (Quality("may be on track", "on track", may_be, "rating"),),
                    ),
                )

    def _scopes(self) -> dict[str, Scope]:
        """Words for a place in the plan -> the place."""
        ways: dict[str, list[Quality]] = {}

        def add(name: str, quality: Quality) -> None:
            name = " ".join(name.lower().split()).removeprefix("the ")
            if len(name) > 1:
                ways.setdefault(name, []).append(quality)

        position = self.position
        for group in dict.fromkeys(
            line.report_group for line in position.lines if line.report_group
        ):
            add(group, _in_group(group))
        for theme in position.themes:
            found = _in_theme(theme.id, theme.reference)
            add(theme.title, found)
            if not theme.reference.isdigit():
                add(f"{position.plan.theme_word} {theme.reference}", found)
                add(f"theme {theme.reference}", found)
                if len(theme.reference) > 1:
                    add(theme.reference, found)
        for stream in position.workstreams:
            add(stream.title, _in_stream(stream.id, stream.reference))
            if not stream.reference.isdigit():
                add(stream.reference, _in_stream(stream.id, stream.reference))
        return {name: Scope(name, tuple(found)) for name, found in ways.items()}

    def organisations(self) -> tuple[str, ...]:
        """The partners that lead actions or whose posts own them."""
        return tuple(
            dict.fromkeys(
                name
                for line in self.position.lines
                for name in (line.lead_organisation, *(post.organisation for post in line.owners))
                if name
            )
        )


def _with_rating(pair: tuple[str, Quality], ratings: Iterable[RatingValue]) -> tuple[str, Quality]:
    """Words of progress that are a rating's own as well ("Completed"), to be taken either way."""
    pattern, quality = pair
    own = [
        each
        for each in ratings
        if re.fullmatch(pattern, each.label.lower()) or re.fullmatch(pattern, each.meaning.lower())
    ]
    if not own:
        return pair
    others = tuple(counting.rated([each]) for each in own)
    return pattern, Quality(
        quality.key, quality.say, quality.test, quality.sort, (*quality.others, *others)
    )


def _in_theme(key: int, reference: str) -> Quality:
    return Quality(
        f"theme {key}",
        f"in theme {reference}",
        lambda line: key in (line.theme.id, line.top_theme.id),
        "place",
    )


def _in_stream(key: int, reference: str) -> Quality:
    return Quality(
        f"workstream {key}",
        f"in workstream {reference}",
        lambda line: line.workstream is not None and line.workstream.id == key,
        "place",
    )


def _in_group(title: str) -> Quality:
    return Quality(
        f"group {title}", f"under {title}", lambda line: line.report_group == title, "place"
    )


def led_by(organisation: str) -> Quality:
    """Led by the partner, or owned by one of its posts."""
    return Quality(
        f"led by {organisation}",
        f"led by {organisation}",
        lambda line: line.lead_organisation == organisation,
        "led",
        (
            Quality(
                f"owned by {organisation}",
                f"owned by {organisation}",
                lambda line: any(post.organisation == organisation for post in line.owners),
                "led",
            ),
        ),
    )


def _digits(reference: str) -> str:
    found = re.search(r"[0-9]+$", reference)
    return found[0] if found else ""


def _listed(written: str) -> list[str]:
    """The references of a list such as "1, 2 and 5" or "1 to 4"."""
    parts = re.split(r"\s*(,|\band\b|&|\bor\b|\bto\b|-|–)\s*", written.strip())
    keys: list[str] = []
    for place in range(0, len(parts), 2):
        part = re.sub(r"^(?:themes?|priority)\s+", "", parts[place]).replace(" ", "")
        if not part:
            continue
        joint = parts[place - 1] if place else ""
        if joint in ("to", "-", "–") and keys and part.isdigit() and keys[-1].isdigit():
            first, last = int(keys[-1]), int(part)
            keys.extend(str(each) for each in range(first + 1, min(last, first + 60) + 1))
        else:
            keys.append(part)
    return keys
