"""What screens and pages say of a comparison, in words."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.readouts.comparison import Account, Comparison, Topic
from dragoman.render import clean, count

MARKS = {"same": "=", "terms": "≈", "only": "·"}
ECHOES = {"same": "says so too", "terms": "in other terms", "absent": "does not mention it"}


def names(made: Comparison) -> list[str]:
    """A heading for each report: its outlet, or else a letter."""
    return [heading(account, at) for at, account in enumerate(made.accounts)]


def heading(account: Account, at: int) -> str:
    """A report's letter with its outlet, if that is known: "A  The Kremlin"."""
    letter = chr(ord("A") + at) if at < 26 else str(at + 1)
    return f"{letter}  {clean(account.outlet)}" if account.outlet else letter


def summary(made: Comparison) -> str:
    """The counts in one line."""
    parts = [f"{len(made.same)} in common", f"{len(made.in_different_terms)} in different terms"]
    for at in range(len(made.accounts)):
        parts.append(f"{len(made.only(at))} only in {names(made)[at].split('  ')[0]}")
    parts.append(f"{count(len(made.disputes), 'disputed fact')}")
    return " · ".join(parts)


def label(topic: Topic, titles: Sequence[str]) -> str:
    """What a matter is, in few words: "in common", "in terms", "only in B"."""
    letters = [titles[at].split("  ")[0] for at in topic.reports]
    if topic.kind == "only":
        return f"only in {letters[0]}"
    where = "" if len(letters) == len(titles) else f" {'+'.join(letters)}"
    return ("in common" if topic.kind == "same" else "other terms") + where


def called(account: Account) -> str:
    """Who took the initiative, as the account says."""
    if account.caller is None:
        return "—"
    country = f" ({account.caller_country})" if account.caller_country else ""
    return f"“{clean(account.caller.text)}”{country}"
