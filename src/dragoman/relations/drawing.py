"""What figures have in common: their look, and writing a file whole or not at all."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.errors import UsageError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

INK, FAINT, UNREPORTED = "#333333", "#888888", "#e4e4e4"
# Blue against orange: told apart by colour-blind readers and, dark against light, in grey print.
COOPERATION, CONFLICT = "#1b5e91", "#b5430f"
_STYLE: dict[Any, Any] = {
    "font.size": 8.5,
    "font.family": "sans-serif",
    "axes.edgecolor": FAINT,
    "axes.labelcolor": INK,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlesize": 9,
    "hatch.color": "#bbbbbb",
    "hatch.linewidth": 0.6,
    "pdf.fonttype": 42,  # letters stay letters
    "svg.hashsalt": "dragoman",  # the same figure gives the same file
    "xtick.color": INK,
    "ytick.color": INK,
}
_SUFFIXES = (".svg", ".png", ".pdf")


def svg(draw: Callable[[], Figure]) -> str | None:
    """A figure as SVG, which notebooks show by themselves; None without Matplotlib."""
    try:
        import matplotlib
    except ImportError:
        return None
    stream = io.StringIO()
    with matplotlib.rc_context(_STYLE):
        draw().savefig(stream, format="svg", metadata={"Date": None})
    return stream.getvalue()


def save(draw: Callable[[], Figure], path: Path) -> None:
    """Draw a figure into a file, which appears under its name only when it is whole.

    Raises: UsageError for a suffix other than .svg, .png, .pdf, without Matplotlib, or where the file cannot be made.
    """
    if path.suffix.lower() not in _SUFFIXES:
        raise UsageError(f"cannot draw into '{path}': nothing was drawn; choose a name in {', '.join(_SUFFIXES)}")
    try:
        import matplotlib
    except ImportError:
        raise UsageError(
            "drawing needs Matplotlib, which is not installed; nothing was drawn. Install it: "
            'pip install "dragoman[plots]"'
        ) from None
    part = path.with_name(f".{path.stem}.{os.getpid()}{path.suffix}")
    stamps: dict[str, dict[str, Any]] = {".svg": {"Date": None}, ".pdf": {"CreationDate": None}}
    try:
        with matplotlib.rc_context(_STYLE):
            draw().savefig(part, dpi=200, metadata=stamps.get(path.suffix.lower(), {}))
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise UsageError(
            f"cannot write to '{path}' ({error.strerror}): nothing was drawn; choose another file"
        ) from None
