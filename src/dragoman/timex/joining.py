"""Neighbouring expressions that make one: "3pm" + "on" + "Tuesday", "from" + "March" + "to" + "May"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from dragoman.timex.clock import joined
from dragoman.timex.periods import Period, holding, third
from dragoman.timex.reading import Bounds, Kind, Node, Reading, Scene, as_days
from dragoman.timex.words import PART_OF_DAY

_DAYS: frozenset[Kind] = frozenset({"date", "weekday", "day"})
Pair = Callable[[str, Node, Node], "Node | None"]
Change = Callable[[str, Node], Node]


def join(text: str, nodes: list[Node]) -> list[Node]:
    """The nodes of a text with those made one that belong together, still in order and free of overlap."""
    nodes = _in_pairs(text, parts(text, nodes), _range)
    return _each(text, nodes, _with_limit)


def parts(text: str, nodes: list[Node]) -> list[Node]:
    """The nodes of a text with what makes one date or time joined, but for ranges and limits."""
    nodes = _in_pairs(text, nodes, _weekday_with_date)
    nodes = _each(text, nodes, _with_part_of_day)
    nodes = _in_pairs(text, nodes, _clock_with_day)
    return _each(text, nodes, _with_modifier)


def _in_pairs(text: str, nodes: list[Node], pair: Pair) -> list[Node]:
    done: list[Node] = []
    for node in nodes:
        both = pair(text, done[-1], node) if done else None
        if both is None:
            done.append(node)
        else:
            done[-1] = both
    return done


def _each(text: str, nodes: list[Node], change: Change) -> list[Node]:
    """Each node changed, unless it would grow over the one before it."""
    done: list[Node] = []
    for node in nodes:
        grown = change(text, node)
        done.append(node if done and grown.start < done[-1].end else grown)
    return done


def _weekday_with_date(text: str, weekday: Node, day: Node) -> Node | None:
    between = text[weekday.end : day.start]
    if (
        weekday.reading.kind != "weekday"
        or day.reading.kind != "date"
        or between not in {", ", " ", " (", ", the ", " the "}
    ):
        return None
    end = day.end + (between == " (" and text[day.end : day.end + 1] == ")")
    return Node(weekday.start, end, day.reading)


_DAY_SUFFIX = re.compile(rf" (?:early |late )?{PART_OF_DAY}(?!-)")
_DAY_PREFIX = re.compile(
    r"\b(?:(?:early |late )?(?:on |in )?(?:the )?(?:early |late |small )?(?:morning|afternoon|evening|night|hours)"
    r" of (?:the )?)$",
    re.IGNORECASE,
)


def _with_part_of_day(text: str, node: Node) -> Node:
    """Parts of a day belong to the words but leave the interval the day."""
    if node.reading.kind not in _DAYS or node.reading.precision != "day":
        return node
    start, end = node.start, node.end
    if suffix := _DAY_SUFFIX.match(text, end):
        end = suffix.end()
    elif prefix := _DAY_PREFIX.search(text, max(0, start - 48), start):
        start = prefix.start() + (3 if prefix[0].lower().startswith(("on ", "in ")) else 0)
    return Node(start, end, node.reading)


def _clock_with_day(text: str, first: Node, second: Node) -> Node | None:
    between = text[first.end : second.start]
    kinds = first.reading.kind, second.reading.kind
    if kinds[0] == "clock" and kinds[1] in _DAYS and between in {" on ", " ", ", ", ", on "}:
        return Node(first.start, second.end, joined(first.reading, second.reading))
    if kinds[1] == "clock" and kinds[0] in _DAYS and between in {" at ", ", at ", " ", ", ", " around ", " at about "}:
        return Node(first.start, second.end, joined(second.reading, first.reading))
    return None


_MODIFIER = re.compile(
    r"\b(?:(?:the )?(?:very )?(?P<third>early|mid|late)(?:[- ](?:in |on )?(?:the )?)"
    r"|(?:the )?(?P<edge>end|close|start|beginning|middle) of (?:the )?"
    r"|(?:the )?(?P<rest>rest|remainder) of (?:the )?|(?P<side>earlier|later) (?:in |on )?"
    r"|(?:the )?(?P<week>week|weekend) of (?:the )?|(?:the )?month of )$",
    re.IGNORECASE,
)
_THIRDS = {"start": "early", "beginning": "early", "middle": "mid", "end": "late", "close": "late"}


def _with_modifier(text: str, node: Node) -> Node:
    """ "Early", "the end of", "later": a part of the interval, as far as it can be parted."""
    modifier = _MODIFIER.search(text, max(0, node.start - 32), node.start)
    if modifier is None or node.reading.kind in {"vague", "rolling", "clock"}:
        return node
    reading, groups = node.reading, modifier.groupdict()

    def resolve(scene: Scene) -> Bounds:
        return _modified(as_days(reading.resolve(scene)), reading, groups, scene)

    if reading.precision in {"second", "minute", "hour"}:
        return replace(node, start=modifier.start())
    precision = reading.precision
    if groups["week"]:
        precision = "weekend" if groups["week"].lower() == "weekend" else "week"
    return Node(modifier.start(), node.end, replace(reading, precision=precision, resolve=resolve))


def _modified(period: Period, reading: Reading, groups: dict[str, str | None], scene: Scene) -> Bounds:
    if which := groups["third"] or groups["edge"]:
        which = which.lower()
        return third(period, reading.precision, _THIRDS.get(which, which))  # type: ignore[arg-type]
    if groups["week"]:
        return holding(period[0], groups["week"].lower())
    start, end = period
    if groups["side"] and groups["side"].lower() == "earlier" and start <= scene.day:
        return start, min(end, scene.day)
    if (groups["side"] or groups["rest"]) and end >= scene.day:
        return max(start, scene.day), end
    return period


def _range(text: str, first: Node, last: Node) -> Node | None:
    """ "From A to B", "between A and B", "A-B", "A or B", where A and B are of one kind."""
    if not _alike(first.reading, last.reading):
        return None
    between = text[first.end : last.start]
    lead = _RANGE_LEAD.search(text, max(0, first.start - 8), first.start)
    allowed = _AND if lead and lead["between"] else _TO
    if not allowed.fullmatch(between):
        return None
    start = lead.start() if lead else first.start
    stated = last.reading.stated or (first.reading.stated and last.reading.stated)
    reading = replace(last.reading, resolve=_spanning(first.reading, last.reading), stated=stated)
    return Node(start, last.end, reading)


_RANGE_LEAD = re.compile(r"\b(?i:from|(?P<between>between)) (?:the )?$")
_TO = re.compile(r" ?[-–—] ?| (?:to|until|till|through|or) (?:the )?")
_AND = re.compile(r" and (?:the )?")


def _alike(first: Reading, last: Reading) -> bool:
    kinds = {first.kind, last.kind}
    fine = {"second", "minute", "hour"}
    if (first.precision in fine) != (last.precision in fine):
        return False
    return kinds <= _DAYS or (len(kinds) == 1 and kinds <= {"month", "year", "clock", "period"})


def _spanning(first: Reading, last: Reading) -> Callable[[Scene], Bounds]:
    def resolve(scene: Scene) -> Bounds:
        if first.stated and not last.stated:
            head = first.resolve(scene)
            tail = last.resolve(scene.seen_from(as_days(head)[0], "future"))
        else:
            tail = last.resolve(scene)
            head = first.resolve(scene.seen_from(as_days(tail)[0], "past"))
        return head[0], tail[1]

    return resolve


_LIMIT = re.compile(
    r"\b(?:(?P<since>(?:ever )?since)|(?P<until>until|till|up to|through|by|(?:no|not) later than|on or before)"
    r"|(?P<before>before|prior to)|(?P<after>after)) (?:the )?$",
    re.IGNORECASE,
)
_CLAUSE_ENDS = re.compile(r"[.,;:)]|$")
_INCLUSIVE = re.compile(r"(?:the )?(?:very )?(?:end|close)\b", re.IGNORECASE)


def _with_limit(text: str, node: Node) -> Node:
    """ "Since", "until", "by", "before", "after": an interval open on one side.

    "After Monday" is read as a limit only at the end of a clause: in "after Monday's vote" the vote is the limit.
    """
    limit = _LIMIT.search(text, max(0, node.start - 20), node.start)
    if limit is None or node.reading.kind in {"vague", "rolling"} or text.startswith(("'s", "’s"), node.end):
        return node
    side = limit.lastgroup or ""
    if side == "before" and _INCLUSIVE.match(text, node.start):
        side = "until"
    if side in {"before", "after"} and not _CLAUSE_ENDS.match(text, node.end):
        return node
    return Node(limit.start(), node.end, replace(node.reading, kind="bound", resolve=_limited(node.reading, side)))


def _limited(reading: Reading, side: str) -> Callable[[Scene], Bounds]:
    def resolve(scene: Scene) -> Bounds:
        if side in {"since", "after"}:
            start, end = reading.resolve(replace(scene, tense="past"))
            return _until_now(start, scene) if side == "since" else (as_days((start, end))[1] + timedelta(days=1), None)
        if scene.tense != "future":  # what is to end has mostly not ended yet
            scene = replace(scene, tense="future" if reading.kind == "weekday" else None)
        start, end = reading.resolve(scene)
        return None, end if side == "until" else as_days((start, end))[0] - timedelta(days=1)

    return resolve


def _until_now(start: date | datetime | None, scene: Scene) -> Bounds:
    """From `start` to the end of the day of publication."""
    if scene.published is None or not isinstance(start, datetime):
        return start, scene.published
    return start, datetime.combine(scene.published, time(23, 59, 59))
