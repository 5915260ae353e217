"""A network as a figure: who acts on whom as a matrix, one for each period, all to one scale."""

from __future__ import annotations

import math
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.errors import UsageError
from dragoman.relations import drawing
from dragoman.relations.network import Edge, Network, strongest
from dragoman.relations.periods import Period
from dragoman.relations.tables import short

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.colors import Colormap
    from matplotlib.figure import Figure

_MOST = 9  # periods drawn: the last ones
_COLUMNS = 3
_CELL = 0.17  # inches of a cell's side
_LARGEST = 0.9  # of a cell's side: the widest dot
_SCORES = (-10.0, 10.0)  # PLOVER's


def plot(found: Network, path: Path, top: int) -> None:
    """Draw the `top` parties with most events; at most the last nine periods.

    Raises: UsageError without events, and as `drawing.save`.
    """
    shown = strongest(found, top)
    if not shown.edges:
        raise UsageError(f"no events between parties to draw into '{path}': nothing was drawn; widen the time")
    drawing.save(partial(_figure, shown, len(found.nodes)), path)


def svg(found: Network, top: int) -> str | None:
    """The figure as SVG; None without events or Matplotlib."""
    shown = strongest(found, top)
    return drawing.svg(partial(_figure, shown, len(found.nodes))) if shown.edges else None


def _figure(found: Network, known: int) -> Figure:
    from matplotlib.figure import Figure

    periods = found.periods[-_MOST:]
    columns = min(_COLUMNS, len(periods))
    lines = math.ceil(len(periods) / columns)
    side = max(_CELL * len(found.nodes) * (1.6 if columns == 1 else 1.0), 1.6)
    size = max(5.0, side * columns + 1.5), (side + 0.3) * lines + 1.4
    drawn = Figure(figsize=size, layout="constrained")
    panels = drawn.subplots(lines, columns, sharex=True, sharey=True, squeeze=False)
    shown = [edge for edge in found.edges if edge.period in periods]
    most = max(edge.tally.events.value for edge in shown)
    colours = _colours()
    for at, panel in enumerate(panels.flat):
        if at >= len(periods):
            panel.set_visible(False)
            continue
        edges = [edge for edge in shown if edge.period == periods[at]]
        _matrix(panel, found, periods[at], edges, most, colours)
        if len(periods) == 1:
            _numbers(panel, found, edges, most)
        panel.tick_params(labelbottom=at + columns >= len(periods))
        if len(periods) > 1:
            panel.set_title(f"{periods[at].label} ({periods[at].reports} reports)", fontsize=8)
    _describe(drawn, found, periods, known, most)
    _key(drawn, list(panels.flat)[: len(periods)], colours)
    return drawn


def _matrix(panel: Axes, found: Network, period: Period, edges: list[Edge], most: float, colours: Colormap) -> None:
    """Rows act on columns. The area of a dot is the number of events, its colour their mean score."""
    from matplotlib.patches import Circle

    place = {node.key: at for at, node in enumerate(found.nodes)}
    size = len(place)
    panel.set(xlim=(-0.5, size - 0.5), ylim=(size - 0.5, -0.5), aspect="equal")
    for at in range(size):
        panel.axhline(at, color="#eeeeee", linewidth=0.5, zorder=0)
        panel.axvline(at, color="#eeeeee", linewidth=0.5, zorder=0)
        panel.plot([at], [at], "x", color="#cccccc", markersize=2.5, zorder=0)
    if not period.covered:
        panel.set_facecolor(drawing.UNREPORTED)
        panel.patch.set_hatch("////")
    for edge in edges:
        score = edge.tally.mean_score
        colour = colours((score.value - _SCORES[0]) / (_SCORES[1] - _SCORES[0])) if score else drawing.FAINT
        radius = _radius(edge, most)
        spot = place[edge.target], place[edge.source]
        panel.add_patch(Circle(spot, radius, facecolor=colour, edgecolor=drawing.INK, linewidth=0.3))
    labels = [_short(node.name) if node.kind == "actor" else _code(node.key, node.name) for node in found.nodes]
    panel.set_xticks(range(size), labels, rotation=90, fontsize=7)
    panel.set_yticks(range(size), labels, fontsize=7)
    panel.tick_params(length=0)
    for spine in panel.spines.values():
        spine.set_visible(False)


def _colours() -> Colormap:
    from matplotlib.colors import LinearSegmentedColormap

    stops = (drawing.CONFLICT, "#f5b681", "#f4f4f4", "#8fc1e3", drawing.COOPERATION)
    return LinearSegmentedColormap.from_list("conflict to cooperation", stops)


def _code(key: str, name: str) -> str:
    """A country's code; an organisation by its name, as ids say nothing."""
    return key if len(key) == 3 and key.isupper() else _short(name)


def _short(name: str) -> str:
    return name if len(name) <= 22 else f"{name[:21]}…"


def _radius(edge: Edge, most: float) -> float:
    return _LARGEST / 2 * math.sqrt(edge.tally.events.value / most)


def _numbers(panel: Axes, found: Network, edges: list[Edge], most: float) -> None:
    """The expected number of events beside each dot, as areas cannot be read off exactly."""
    place = {node.key: at for at, node in enumerate(found.nodes)}
    for edge in edges:
        away = 0.72 * _radius(edge, most)
        spot = place[edge.target] + away, place[edge.source] - away
        panel.annotate(short(edge.tally.events.value), spot, fontsize=5.5, color=drawing.INK, va="bottom")


def _describe(drawn: Figure, found: Network, periods: tuple[Period, ...], known: int, most: float) -> None:
    drawn.suptitle(f"{found.title}: who acted (rows) on whom (columns)", x=0.01, ha="left", size=10, weight="bold")
    reports = sum(period.reports for period in periods)
    lines = [
        f"Events that {found.standing}, {periods[0].start} to {periods[-1].end}; {reports} reports in the store.",
        f"Area: expected number of events (largest dot {most:.1f}); a mutual act is on both sides of the diagonal.",
    ]
    if len(found.nodes) < known:
        lines.append(f"The {len(found.nodes)} of {known} parties with most events.")
    drawn.supxlabel("\n".join(lines), x=0.01, ha="left", size=7, color=drawing.INK)


def _key(drawn: Figure, panels: list[Any], colours: Colormap) -> None:
    """The scale of colours."""
    from matplotlib.cm import ScalarMappable
    from matplotlib.colors import Normalize

    bar = drawn.colorbar(ScalarMappable(Normalize(*_SCORES), colours), ax=panels, shrink=0.6, aspect=22, pad=0.02)
    bar.set_label("mean PLOVER score: conflict to cooperation", fontsize=7)
    bar.set_ticks([-10, -5, 0, 5, 10])
    bar.outline.set_visible(False)
    bar.ax.tick_params(labelsize=7)
