"""Relations as a figure: small multiples over one axis of time. Needs Matplotlib, the extra `dragoman[plots]`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.errors import UsageError
from dragoman.relations.changes import changes, unusual
from dragoman.relations.series import Quad, Relations, Tally

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Blue against orange: told apart by colour-blind readers and, dark against light, in grey print.
_COLOURS: dict[Quad, str] = {
    "material cooperation": "#1b5e91",
    "verbal cooperation": "#8fc1e3",
    "verbal conflict": "#f5b681",
    "material conflict": "#b5430f",
}
_STACKS: tuple[tuple[int, tuple[Quad, Quad]], ...] = (
    (1, ("material cooperation", "verbal cooperation")),
    (-1, ("material conflict", "verbal conflict")),
)
_INK, _FAINT, _UNREPORTED = "#333333", "#888888", "#e4e4e4"
_STYLE: dict[Any, Any] = {
    "font.size": 8.5,
    "font.family": "sans-serif",
    "axes.edgecolor": _FAINT,
    "axes.labelcolor": _INK,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlesize": 9,
    "hatch.color": "#bbbbbb",
    "hatch.linewidth": 0.6,
    "svg.hashsalt": "dragoman",  # the same figure gives the same file
    "xtick.color": _INK,
    "ytick.color": _INK,
}
_SUFFIXES = (".svg", ".png", ".pdf")
_GAP = 0.15  # share of a period left free between bars


def plot(found: Relations, path: Path) -> None:
    """Draw relations into a file, which appears under its name only when it is whole.

    Raises: UsageError for a suffix other than .svg, .png, .pdf, without Matplotlib, without periods, or where the file
    cannot be made.
    """
    if path.suffix.lower() not in _SUFFIXES:
        raise UsageError(f"cannot draw into '{path}': nothing was drawn; choose a name in {', '.join(_SUFFIXES)}")
    if not found.periods:
        raise UsageError(f"no period to draw into '{path}': the store holds no dated report; give since and until")
    try:
        import matplotlib
    except ImportError:
        raise UsageError(
            "drawing needs Matplotlib, which is not installed; nothing was drawn. Install it: "
            'pip install "dragoman[plots]"'
        ) from None
    part = path.with_name(f".{path.stem}.{os.getpid()}{path.suffix}")
    try:
        with matplotlib.rc_context(_STYLE):
            drawn = figure(found)
            stamp: dict[str, Any] = {".svg": {"Date": None}, ".pdf": {"CreationDate": None}}.get(
                path.suffix.lower(), {}
            )
            drawn.savefig(part, dpi=200, metadata=stamp)
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise UsageError(
            f"cannot write to '{path}' ({error.strerror}): nothing was drawn; choose another file"
        ) from None


def figure(found: Relations) -> Figure:
    """The figure: what occurred, by direction, the mean score, and the reports that all of it rests on."""
    from matplotlib.figure import Figure

    directions = [
        (direction, name) for direction, name in found.directions.items()
        if len(found.directions) > 1 and found.chosen(direction=direction)
    ]  # fmt: skip
    heights = [1.6, *[1.0] * len(directions), 0.8, 0.5]
    drawn = Figure(figsize=(7.2, 0.9 + 1.15 * sum(heights)), layout="constrained")
    axes: list[Axes] = list(drawn.subplots(len(heights), 1, sharex=True, height_ratios=heights))
    drawn.suptitle(f"{found.a.name} and {found.b.name}, by {found.by}", x=0.01, ha="left", size=11, weight="bold")
    sums = found.tallies()
    for panel in axes:
        _shade_unreported(panel, found)
    _bars(axes[0], found, sums, "All events that took place", whiskers=True)
    for panel, (direction, name) in zip(axes[1:], directions, strict=False):
        _bars(panel, found, found.tallies(direction), name)
        panel.set_ylim(axes[0].get_ylim())
    _means(axes[-2], found, sums)
    _reports(axes[-1], found)
    _mark_turns(axes, found)
    _legend(drawn, found)
    return drawn


def _number(day: date) -> float:
    """A day as Matplotlib counts them."""
    return float((day - date(1970, 1, 1)).days)


def _widths(found: Relations) -> list[float]:
    return [period.days * (1 - _GAP) for period in found.periods]


def _middles(found: Relations) -> list[float]:
    return [_number(period.start) + period.days / 2 for period in found.periods]


def _bars(panel: Axes, found: Relations, sums: Sequence[Tally | None], title: str, *, whiskers: bool = False) -> None:
    """Cooperation upwards, conflict downwards, what is material next to the axis."""
    middles, widths = _middles(found), _widths(found)
    for sign, quads in _STACKS:
        base = [0.0] * len(sums)
        for quad in quads:
            heights = [sign * tally.quads[quad].value if tally else 0.0 for tally in sums]
            panel.bar(middles, heights, widths, base, color=_COLOURS[quad], linewidth=0)
            base = [low + height for low, height in zip(base, heights, strict=True)]
        if whiskers:
            for at, tally in zip(middles, sums, strict=True):
                part = tally and (tally.cooperation if sign > 0 else tally.conflict)
                if part and part.high > part.low:
                    panel.plot([at, at], [sign * part.low, sign * part.high], color=_INK, linewidth=0.6)
    panel.axhline(0, color=_INK, linewidth=0.6)
    panel.set_title(title)
    panel.locator_params(axis="y", integer=True, nbins=5)
    panel.yaxis.set_major_formatter(lambda value, _: f"{abs(value):g}")
    if whiskers:
        panel.set_ylabel("conflict  ·  cooperation\n(events)")


def _means(panel: Axes, found: Relations, sums: Sequence[Tally | None]) -> None:
    for at, tally in zip(_middles(found), sums, strict=True):
        if tally and tally.mean_score:
            score = tally.mean_score
            colour = _COLOURS["material cooperation" if score.value >= 0 else "material conflict"]
            panel.plot([at, at], [score.low, score.high], color=colour, linewidth=0.8)
            panel.plot([at], [score.value], "o", color=colour, markersize=3)
    panel.axhline(0, color=_INK, linewidth=0.6)
    panel.set_ylim(-10.5, 10.5)
    panel.set_yticks([-10, 0, 10])
    panel.set_title("Mean PLOVER score of the events, from −10 to +10")


def _reports(panel: Axes, found: Relations) -> None:
    panel.bar(_middles(found), [period.reports for period in found.periods], _widths(found), color=_FAINT, linewidth=0)
    panel.locator_params(axis="y", integer=True, nbins=3)
    panel.set_title("Reports in the store")
    panel.set_xlim(_number(found.periods[0].start), _number(found.periods[-1].end) + 1)
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

    locator = AutoDateLocator(maxticks=10)  # type: ignore[no-untyped-call]
    panel.xaxis.set_major_locator(locator)
    panel.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]


def _shade_unreported(panel: Axes, found: Relations) -> None:
    """Grey and hatched where nobody can know: no report of the period is in the store."""
    for period in found.periods:
        if not period.covered:
            panel.axvspan(
                _number(period.start), _number(period.end) + 1,
                facecolor=_UNREPORTED, hatch="////", edgecolor="#bbbbbb", linewidth=0, zorder=0,
            )  # fmt: skip


def _mark_turns(axes: Sequence[Axes], found: Relations) -> None:
    for change in changes(found):
        for panel in axes[:-1]:
            panel.axvline(_number(change.period.start), color=_INK, linewidth=0.8, linestyle=(0, (4, 3)))
        _label(axes[0], _number(change.period.start), f"{change.period.label}, p {change.p:.2f}")
    odd = unusual(found)
    if odd is not None:
        middle = _number(odd.period.start) + odd.period.days / 2
        axes[0].plot([middle], [0.03], "^", color=_INK, markersize=5, transform=axes[0].get_xaxis_transform())


def _label(panel: Axes, day: float, words: str) -> None:
    panel.annotate(
        words, (day, 1.0), xycoords=panel.get_xaxis_transform(), xytext=(3, -1), textcoords="offset points",
        va="top", size=7, color=_INK, bbox={"facecolor": "white", "alpha": 0.8, "linewidth": 0, "pad": 0.8},
    )  # fmt: skip


def _legend(drawn: Figure, found: Relations) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    handles: list[Any] = [Patch(color=colour, label=quad) for quad, colour in _COLOURS.items()]
    handles.append(Line2D([], [], color=_INK, linewidth=0.8, label="90% interval"))
    if not all(period.covered for period in found.periods):
        handles.append(Patch(facecolor=_UNREPORTED, hatch="////", edgecolor="#bbbbbb", linewidth=0, label="no reports"))
    if changes(found):
        handles.append(Line2D([], [], color=_INK, linewidth=0.8, linestyle=(0, (4, 3)), label="turn"))
    if unusual(found):
        handles.append(Line2D([], [], color=_INK, marker="^", linewidth=0, markersize=5, label="most unusual"))
    drawn.legend(handles=handles, loc="outside lower left", ncols=4, frameon=False, fontsize=8)
