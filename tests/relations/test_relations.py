"""Relations over time: who counts, when, how surely; turns; tables and figures."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path
from typing import get_args

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st
from store import stories as s

from dragoman.errors import BadDateError, UsageError
from dragoman.relations import party, tables
from dragoman.relations.changes import changes, unusual
from dragoman.relations.estimates import LEVEL, count, total
from dragoman.relations.periods import By, bound, calendar, place
from dragoman.store import Store
from relations import made


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with Store.open(":memory:") as opened:
        opened.add(made.records())
        yield opened


@given(st.lists(st.tuples(st.sampled_from([-10.0, -2.5, 0.5, 4.0]), st.floats(0, 1)), min_size=1, max_size=6))
def test_a_total_is_the_sum_over_all_cases(items: list[tuple[float, float]]) -> None:
    scores, chances = [score for score, _ in items], [p for _, p in items]
    found = total(scores, chances)
    inside = below = above = 0.0
    for case in product((0, 1), repeat=len(items)):
        p, value = 1.0, 0.0
        for held, (score, chance) in zip(case, items, strict=True):
            p *= chance if held else 1 - chance
            value += score * held
        inside += p * (found.low <= value <= found.high)
        below += p * (value < found.low)
        above += p * (value > found.high)
    assert inside >= LEVEL - 1e-9
    assert max(below, above) <= (1 - LEVEL) / 2 + 1e-9


def test_certain_events_have_no_interval_and_many_are_counted_closely() -> None:
    assert count([1.0] * 7).low == count([1.0] * 7).high == 7
    many = count([0.5] * 2000)
    assert (many.value, round(many.low), round(many.high)) == (1000, 963, 1037)


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)), st.integers(0, 900), st.sampled_from(get_args(By)))
def test_periods_leave_no_day_out(first: date, days: int, by: By) -> None:
    last = date.fromordinal(first.toordinal() + days)
    periods = calendar(first, last, by, {first: 2, last: 3})
    assert sum(period.days for period in periods) == days + 1
    assert sum(period.reports for period in periods) == (3 if first == last else 5)
    assert place((last, last), periods, by) == len(periods) - 1


def test_bounds_are_days_months_or_years() -> None:
    assert bound("2024", "since") == date(2024, 1, 1)
    assert bound("2024-02", "until", last=True) == date(2024, 2, 29)
    with pytest.raises(BadDateError, match="2024-13"):
        bound("2024-13", "since")


def test_blocs_have_their_members_of_the_day() -> None:
    assert "GBR" in party("EU").members(date(2020, 1, 31))
    assert "GBR" not in party("European Union").members(date(2020, 2, 1))
    assert len(party("nato").members(date(2024, 6, 1))) == 32
    assert "IRN" not in party("BRICS").members(date(2023, 12, 31))
    assert party("Russia").key == "RUS"
    assert party("all").kind == "all"


def test_a_bloc_counts_from_the_day_of_entry() -> None:
    with Store.open(":memory:") as store:
        for number, day in enumerate(("2003-05-01", "2005-05-01")):
            source = s.report(f"Belarus dealt with Ostrev, occasion {number}.", day)
            told = s.event(source, f"x{number}", "ACCUSE", "Belarus", "Ostrev", trigger="dealt", when=s.on(day))
            store.add([s.record(source, told)])
        assert len(store.relations("CSTO", "ALL", by="year").acts) == 0  # both are members
        assert len(store.relations("BRICS", "BLR", by="year").acts) == 0  # not founded yet
        assert [act.direction for act in store.relations("BLR", "RUS", by="year").acts] == ["a to b"] * 2


def test_silence_is_not_quiet(store: Store) -> None:
    found = store.relations("RUS", "CHN", since="2021", until="2021")
    silent = [p.label for p, sums in zip(found.periods, found.tallies(), strict=True) if sums is None]
    assert silent == list(made.SILENCE)
    rows = [row for row in found.rows() if row["period"] == "2021-06"]
    assert {row["acts"] for row in rows} == {None}


def test_directions_and_standings_add_up(store: Store) -> None:
    found = store.relations("RUS", "CHN", by="quarter")
    assert len(found.chosen()) == sum(len(found.chosen(direction=name)) for name in found.directions)
    assert {act.standing for act in found.acts} == {"occurred", "foreseen"}
    back = store.relations("CHN", "RUS", by="quarter")
    assert len(found.chosen(direction="a to b")) == len(back.chosen(direction="b to a")) > 0


def test_reprints_are_one_event() -> None:
    with Store.open(":memory:") as store:
        store.add([s.meeting(), s.meeting(s.REPRINT)])
        (act,) = store.relations("RUS", "CHN").acts
        assert (act.printings, act.direction) == (2, "mutual")
        assert act.p == pytest.approx(0.75 * 0.9 * 0.8)


def test_the_turn_is_found_with_its_events(store: Store) -> None:
    (turn,) = changes(store.relations("RUS", "CHN"))
    assert abs((turn.period.start - made.TURN).days) <= 31
    assert turn.after[turn.quad] > turn.before[turn.quad]
    assert turn.acts
    assert all(act.quad == turn.quad for act in turn.acts)
    assert changes(store.relations("RUS", "CHN", until="2022-02")) == []


def test_the_unusual_period_is_told_with_its_events() -> None:
    with Store.open(":memory:") as store:
        number = 0
        for month in range(1, 13):
            for day in range(1, 11):
                number += 1
                kind = "ACCUSE" if month == 5 or day == 1 else None
                source, event = made.told(date(2020, month, day), number, kind or "CONSULT", "Ostrev", "Wei")
                store.add([s.record(source, *([event] if kind else []))])
        odd = unusual(store.relations("RUS", "CHN"))
        assert odd is not None
        assert (odd.period.label, odd.quad) == ("2020-05", "verbal conflict")
        assert odd.acts


def test_tables_hold_the_same(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = store.relations("RUS", "CHN", by="year")
    stream = io.StringIO()
    tables.write_csv(found.rows(), stream)
    rows = list(csv.DictReader(io.StringIO(stream.getvalue())))
    assert len(rows) == 3 * 4 * 3
    monkeypatch.chdir(tmp_path)
    tables.write_parquet(found.rows(), Path("r.parquet"))
    with duckdb.connect() as connection:
        names = [row[0] for row in connection.execute("DESCRIBE FROM 'r.parquet'").fetchall()]
        sums = connection.execute("SELECT sum(acts) FROM 'r.parquet'").fetchone()
    assert names == list(rows[0])
    assert sums == (sum(int(row["acts"]) for row in rows),)
    stream = io.StringIO()
    tables.write_json(found, found.rows(), stream)
    assert {row["period"] for row in json.loads(stream.getvalue())["rows"]} == {"2020", "2021", "2022"}


@pytest.mark.parametrize("suffix", [".png", ".svg"])
def test_a_figure_is_drawn_whole(store: Store, tmp_path: Path, suffix: str) -> None:
    pytest.importorskip("matplotlib", reason="needs the extra dragoman[plots]")
    store.relations("RUS", "CHN", by="quarter").plot(tmp_path / f"f{suffix}")
    assert [file.name for file in tmp_path.iterdir()] == [f"f{suffix}"]


def test_what_is_off_is_said(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for asked in ({"by": "decade"}, {"since": "2022", "until": "2021"}):
        with pytest.raises(UsageError):
            store.relations("RUS", "CHN", **asked)
    with pytest.raises(UsageError, match="ALL"):
        store.relations("ALL", "ALL")
    found = store.relations("RUS", "CHN")
    with pytest.raises(UsageError, match="svg"):
        found.plot(tmp_path / "f.jpg")
    monkeypatch.setitem(__import__("sys").modules, "matplotlib", None)
    with pytest.raises(UsageError, match=r"dragoman\[plots\]"):
        found.plot(tmp_path / "f.png")
