"""What a comparison of readouts holds. Offsets count code points of the report's text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

from dragoman.model import Report, Span

Kind = Literal["same", "terms"]
"""Two accounts of one matter: they agree, or they word it differently."""

Echo = Literal["same", "terms", "absent"]
"""What the other side's own account makes of a commitment ascribed to it."""


@dataclass(frozen=True, slots=True)
class Account:
    """What one report says of the meeting as a whole; None is what it does not say.

    side: the country whose account it is, from the outlet (ISO 3166-1 alpha-3). form: phone, video or meeting.
    caller: the words that say who took the initiative, and the country that they mean. minutes: how long it lasted.
    words: of the whole report.
    """

    report_id: str
    outlet: str | None
    side: str | None
    published: date | None
    form: str | None
    date: tuple[date, date] | None
    caller: Span | None
    caller_country: str | None
    length: Span | None
    minutes: int | None
    statements: int
    words: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of a report. number: from 0, its place in the report.

    voice: whose words or act it is: "joint" for both sides', a country, or None where it is a party's of which the
    country is not known. types: of the events coded in it; event_ids: those events.
    """

    report_id: str
    number: int
    span: Span
    voice: str | None
    types: tuple[str, ...]
    event_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A fact on which two reports differ. kind: date, number, place, name, caller or length."""

    kind: str
    reports: tuple[str, str]
    words: tuple[Span, Span]


@dataclass(frozen=True, slots=True)
class Link:
    """Two statements of different reports on one matter.

    likeness: the score they were matched by, comparable within a comparison, no probability. differing: the words of
    each that have no counterpart in the other.
    """

    statements: tuple[Statement, Statement]
    kind: Kind
    likeness: float
    differing: tuple[tuple[Span, ...], tuple[Span, ...]]
    disputes: tuple[Dispute, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """One matter: the statements on it, by report in the order of the comparison, and the links between them."""

    statements: tuple[tuple[Statement, ...], ...]
    links: tuple[Link, ...]

    @property
    def kind(self) -> Literal["same", "terms", "only"]:
        """Whether reports agree on it, differ in terms, or one alone speaks of it."""
        if not self.links:
            return "only"
        return "terms" if any(link.kind == "terms" for link in self.links) else "same"

    @property
    def reports(self) -> tuple[int, ...]:
        """The numbers of the reports that speak of it."""
        return tuple(at for at, some in enumerate(self.statements) if some)


@dataclass(frozen=True, slots=True)
class Ascription:
    """A commitment that one side's account ascribes to another.

    to: the country it is ascribed to; jointly: whether the account says so of both sides. echo: what the account of
    that side makes of it, with the statements there. words: the verb that binds.
    """

    statement: Statement
    words: Span
    to: str
    jointly: bool
    echo: Echo
    echoes: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Reports of one meeting laid side by side."""

    reports: tuple[Report, ...]
    accounts: tuple[Account, ...]
    topics: tuple[Topic, ...]
    disputes: tuple[Dispute, ...]
    ascriptions: tuple[Ascription, ...]

    @property
    def same(self) -> tuple[Topic, ...]:
        """What accounts agree on."""
        return tuple(topic for topic in self.topics if topic.kind == "same")

    @property
    def in_different_terms(self) -> tuple[Topic, ...]:
        """What accounts word differently."""
        return tuple(topic for topic in self.topics if topic.kind == "terms")

    def only(self, report: int) -> tuple[Topic, ...]:
        """What the report of this number (from 0) alone says."""
        return tuple(topic for topic in self.topics if topic.reports == (report,))

    def rows(self) -> Iterator[dict[str, Any]]:
        """The comparison as JSON objects, each with its `row`: account, topic, dispute or ascription.

        str, int, float, bool, None, lists and dicts only; dates are ISO 8601 strings.
        """
        for account in self.accounts:
            yield {"row": "account", **_plain(asdict(account))}
        for topic in self.topics:
            held = {"kind": topic.kind, "reports": [self.accounts[at].report_id for at in topic.reports]}
            statements = [asdict(statement) for some in topic.statements for statement in some]
            yield {"row": "topic", **held, **_plain({"statements": statements, "links": list(map(_link, topic.links))})}
        for dispute in self.disputes:
            yield {"row": "dispute", **_plain(asdict(dispute))}
        for ascription in self.ascriptions:
            yield {"row": "ascription", **_plain(asdict(ascription))}


def _link(link: Link) -> dict[str, Any]:
    """A link with its statements by report and number: the topic holds them in full."""
    ends = [{"report_id": end.report_id, "number": end.number} for end in link.statements]
    return {**asdict(link), "statements": ends}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
