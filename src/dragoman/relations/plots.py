"""Relations as a figure: small multiples over one axis of time. Needs Matplotlib, the extra `dragoman[plots]`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.errors import UsageError
from dragoman.relations import drawing
from dragoman.relations.changes import changes, unusual
from dragoman.relations.estimates import NOTHING, Estimate
from dragoman.relations.series import Quad, Relations, Tally

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_COLOURS: dict[Quad, str] = {
    "material cooperation": drawing.COOPERATION,
    "verbal cooperation": "#8fc1e3",
    "verbal conflict": "#f5b681",
    "material conflict": drawing.CONFLICT,
}
_STACKS: tuple[tuple[int, tuple[Quad, Quad]], ...] = (
    (1, ("material cooperation", "verbal cooperation")),
    (-1, ("material conflict", "verbal conflict")),
)
_GAP = 0.15  # share of a period left free between bars


def plot(found: Relations, path: Path) -> None:
    """Draw relations into a file. Raises: UsageError without periods, and as `drawing.save`."""
    if not found.periods:
        raise UsageError(f"no period to draw into '{path}': the store holds no dated report; give since and until")
    drawing.save(partial(figure, found), path)


def svg(found: Relations) -> str | None:
    """The figure as SVG; None without periods or Matplotlib."""
    return drawing.svg(partial(figure, found)) if found.periods else None


def figure(found: Relations) -> Figure:
    """The figure: what occurred, by direction, the mean score, and the reports that all of it rests on."""
    from matplotlib.figure import Figure

    directions = [
        (direction, name) for direction, name in found.directions.items()
        if len(found.directions) > 1 and found.number(direction)
    ]  # fmt: skip
    heights = [1.6, *[1.2] * (found.recall is not None), *[1.0] * len(directions), 0.8, 0.5]
    drawn = Figure(figsize=(7.2, 0.9 + 1.15 * sum(heights)), layout="constrained")
    axes: list[Axes] = list(drawn.subplots(len(heights), 1, sharex=True, height_ratios=heights))
    drawn.suptitle(f"{found.a.name} and {found.b.name}, by {found.by}", x=0.01, ha="left", size=11, weight="bold")
    sums = found.tallies()
    for panel in axes:
        _shade_unreported(panel, found)
    _bars(axes[0], found, sums, "All events that took place")
    _whiskers(axes[0], found, sums)
    rest = axes[1:]
    if found.recall:
        _missed(rest.pop(0), found, sums)
    for panel, (direction, name) in zip(rest, directions, strict=False):
        _bars(panel, found, found.tallies(direction), name)
        panel.set_ylim(axes[0].get_ylim())
    _means(axes[-2], found, sums)
    _reports(axes[-1], found)
    _mark_turns(axes, found)
    _legend(drawn, found)
    for letter, panel in zip("abcdefg", axes, strict=False):
        panel.set_title(f"({letter}) {panel.get_title(loc='left')}")
    return drawn


def _number(day: date) -> float:
    """A day as Matplotlib counts them."""
    return float((day - date(1970, 1, 1)).days)


def _widths(found: Relations) -> list[float]:
    return [period.days * (1 - _GAP) for period in found.periods]


def _middles(found: Relations) -> list[float]:
    return [_number(period.start) + period.days / 2 for period in found.periods]


def _bars(panel: Axes, found: Relations, sums: Sequence[Tally | None], title: str) -> None:
    """Cooperation upwards, conflict downwards, what is material next to the axis."""
    middles, widths = _middles(found), _widths(found)
    for sign, quads in _STACKS:
        base = [0.0] * len(sums)
        for quad in quads:
            heights = [sign * tally.quads[quad].value if tally else 0.0 for tally in sums]
            panel.bar(middles, heights, widths, base, color=_COLOURS[quad], linewidth=0)
            base = [low + height for low, height in zip(base, heights, strict=True)]
    panel.set_title(title)
    _count_axis(panel)


def _whiskers(panel: Axes, found: Relations, sums: Sequence[Tally | None]) -> None:
    panel.set_ylabel("conflict  ·  cooperation\n(expected events)")
    for at, tally in zip(_middles(found), sums, strict=True):
        if tally:
            _whisker(panel, at, tally.cooperation, 1)
            _whisker(panel, at, tally.conflict, -1)


def _whisker(panel: Axes, at: float, part: Estimate, sign: int) -> None:
    """An interval, dark on a light ground so that it shows on any bar."""
    if part.high > part.low:
        for colour, width in (("white", 2.0), (drawing.INK, 0.9)):
            panel.plot([at, at], [sign * part.low, sign * part.high], color=colour, linewidth=width)


def _missed(panel: Axes, found: Relations, sums: Sequence[Tally | None]) -> None:
    """Cooperation and conflict with the events that the coder missed, on a scale of their own."""
    middles, widths = _middles(found), _widths(found)
    for name, sign, colour in (("cooperation", 1, drawing.COOPERATION), ("conflict", -1, drawing.CONFLICT)):
        parts = [tally.missed[name] if tally and tally.missed else NOTHING for tally in sums]
        heights = [sign * part.value for part in parts]
        panel.bar(middles, heights, widths, color=colour, alpha=0.45, linewidth=0)
        for at, part in zip(middles, parts, strict=True):
            _whisker(panel, at, part, sign)
    assert found.recall is not None
    panel.set_title(f"With the events that the coder missed (recall {found.recall})")
    _count_axis(panel)


def _count_axis(panel: Axes) -> None:
    panel.axhline(0, color=drawing.INK, linewidth=0.6)
    panel.locator_params(axis="y", integer=True, nbins=5)
    panel.yaxis.set_major_formatter(lambda value, _: f"{abs(value):g}")


def _means(panel: Axes, found: Relations, sums: Sequence[Tally | None]) -> None:
    for at, tally in zip(_middles(found), sums, strict=True):
        if tally and tally.mean_score:
            score = tally.mean_score
            colour = _COLOURS["material cooperation" if score.value >= 0 else "material conflict"]
            panel.plot([at, at], [score.low, score.high], color=colour, linewidth=0.8)
            panel.plot([at], [score.value], "o", color=colour, markersize=3)
    panel.axhline(0, color=drawing.INK, linewidth=0.6)
    panel.set_ylim(-10.5, 10.5)
    panel.set_yticks([-10, 0, 10])
    panel.set_title("Mean PLOVER score of the events, from −10 to +10")


def _reports(panel: Axes, found: Relations) -> None:
    panel.bar(
        _middles(found), [period.reports for period in found.periods], _widths(found), color=drawing.FAINT, linewidth=0
    )
    panel.locator_params(axis="y", integer=True, nbins=3)
    occurred = found.number()
    panel.set_title(
        f"Reports in the store: {sum(period.reports for period in found.periods)}, with {occurred} events as coded"
    )
    panel.set_xlim(_number(found.periods[0].start), _number(found.periods[-1].end) + 1)
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

    locator = AutoDateLocator(maxticks=10)  # type: ignore[no-untyped-call]
    panel.xaxis.set_major_locator(locator)
    # The year stands at its first tick; the offset that Matplotlib adds is that of the axis' end, a day too late.
    first = found.periods[0].start
    formats = ["%Y", "%b", "%-d %b", "%H:%M", "%H:%M", "%S"]
    formatter = ConciseDateFormatter(locator, formats=formats, show_offset=False)  # type: ignore[no-untyped-call]
    panel.xaxis.set_major_formatter(formatter)
    panel.set_xlabel("" if first.year != found.periods[-1].end.year else str(first.year))


def _shade_unreported(panel: Axes, found: Relations) -> None:
    """Grey and hatched where nobody can know: no report of the period is in the store."""
    for period in found.periods:
        if not period.covered:
            panel.axvspan(
                _number(period.start), _number(period.end) + 1,
                facecolor=drawing.UNREPORTED, hatch="////", edgecolor="#bbbbbb", linewidth=0, zorder=0,
            )  # fmt: skip


def _mark_turns(axes: Sequence[Axes], found: Relations) -> None:
    for change in changes(found):
        for panel in axes[:-1]:
            panel.axvline(_number(change.period.start), color=drawing.INK, linewidth=0.8, linestyle=(0, (4, 3)))
        _label(axes[0], _number(change.period.start), f"{change.period.label}, p {change.p:.2f}")
    odd = unusual(found)
    if odd is not None:
        middle = _number(odd.period.start) + odd.period.days / 2
        axes[0].plot([middle], [0.03], "^", color=drawing.INK, markersize=5, transform=axes[0].get_xaxis_transform())


def _label(panel: Axes, day: float, words: str) -> None:
    panel.annotate(
        words, (day, 1.0), xycoords=panel.get_xaxis_transform(), xytext=(3, -1), textcoords="offset points",
        va="top", size=7, color=drawing.INK, bbox={"facecolor": "white", "alpha": 0.8, "linewidth": 0, "pad": 0.8},
    )  # fmt: skip


def _legend(drawn: Figure, found: Relations) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    handles: list[Any] = [Patch(color=colour, label=quad) for quad, colour in _COLOURS.items()]
    handles.append(Line2D([], [], color=drawing.INK, linewidth=0.9, label="90% interval"))
    if not all(period.covered for period in found.periods):
        handles.append(
            Patch(facecolor=drawing.UNREPORTED, hatch="////", edgecolor="#bbbbbb", linewidth=0, label="no reports")
        )
    if changes(found):
        handles.append(Line2D([], [], color=drawing.INK, linewidth=0.8, linestyle=(0, (4, 3)), label="turn"))
    if unusual(found):
        handles.append(Line2D([], [], color=drawing.INK, marker="^", linewidth=0, markersize=5, label="most unusual"))
    drawn.legend(handles=handles, loc="outside lower left", ncols=4, frameon=False, fontsize=8)
