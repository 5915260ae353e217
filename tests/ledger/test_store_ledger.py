"""The ledger of a store, its commands, and persons' verdicts on record."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dragoman import read
from dragoman.cli import cli
from dragoman.errors import UnknownEventError, UsageError
from dragoman.store import Store

REPORTS = [
    ("2026-04-01", "Peru's president will visit Ghana on 12 May, his office said."),
    ("2026-04-02", "Chile will deliver 40 tonnes of wheat to Haiti by 1 May, the foreign ministry said."),
    ("2026-05-02", "Peru's president cancelled his visit to Ghana."),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "promises.duckdb"
    with Store.open(path) as store:
        store.add(read(text, published=day) for day, text in REPORTS)
    return path


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words])


def test_the_store_settles_what_it_holds(path: Path) -> None:
    with Store.open(path, read_only=True) as store:
        assert [entry.state.value for entry in store.ledger("2026-06-01")] == ["overdue", "withdrawn"]
        assert [entry.state.value for entry in store.ledger("2026-04-20")] == ["open", "open"]


def test_a_persons_verdict_is_added_with_what_was_proposed(path: Path) -> None:
    with Store.open(path) as store:
        [wheat, _] = store.ledger("2026-06-01")
        made = wheat.commitment.commitment_id
        store.confirm(made, "late", because="seen in the port", by="A", proposed=wheat.proposal)
        store.confirm(made, "kept", because="the bill of lading is of April", by="B", proposed=wheat.proposal)
        [entry, _] = store.ledger()
        assert entry.state.value == "kept"
        assert [(c.state.value, c.by, c.proposed) for c in entry.confirmations] == [
            ("late", "A", "overdue"), ("kept", "B", "overdue"),
        ]  # fmt: skip
        assert entry.proposal is not None
        assert [event.commitment.state.value for event in store.commitments(state="kept") if event.commitment] == [
            "kept"
        ]


def test_a_verdict_without_reason_or_commitment_is_refused(path: Path) -> None:
    with Store.open(path) as store:
        made = store.ledger()[0].commitment.commitment_id
        with pytest.raises(UsageError, match="reason"):
            store.confirm(made, "kept", because=" ")
        with pytest.raises(UnknownEventError, match="nothing was written"):
            store.confirm("c0", "kept", because="x")
        assert not store.ledger()[0].confirmations


def test_the_commands(path: Path) -> None:
    shown = run("commitments", "--store", path, "--as-of", "2026-04-20", "--due", "30d").stdout
    assert "by 1 May 2026" in shown or "2026-05-01" in shown
    assert "no overdue commitments" in run("commitments", "--store", path, "--as-of", "2026-04-20", "--overdue").stdout
    late = run("commitments", "--store", path, "--as-of", "2026-06-01", "--overdue", "--evidence").stdout
    assert "wheat" in late
    assert "BEGIN:VEVENT" in run("commitments", "--store", path, "--as-of", "2026-04-20", "--ics").stdout


def test_confirm_takes_the_beginning_of_an_id(path: Path) -> None:
    with Store.open(path, read_only=True) as store:
        made = store.ledger()[0].commitment.commitment_id
    done = run("confirm", made[:9], "kept", "--because", "seen in the port", "--store", path)
    assert "kept (proposed: overdue)" in done.stdout
    assert "kept ✓" in run("commitments", "--store", path, "--state", "kept").stdout


@pytest.mark.parametrize("words", [("--due", "soon"), ("--due", "10")])
def test_a_wrong_length_of_time_is_told(path: Path, words: tuple[str, str]) -> None:
    result = run("commitments", "--store", path, *words)
    assert result.exit_code == 2
    assert "30d" in result.stderr


def test_a_brief_tells_what_became_of_promises_and_what_is_due(path: Path) -> None:
    with Store.open(path, read_only=True) as store:
        may = {section.title: section.lines for section in store.brief("2026-05-01", until="2026-05-05").sections}
        april = {section.title: section.lines for section in store.brief("2026-04-20", until="2026-04-25").sections}
    [cancelled] = [line for line in may["Changed"] if line.words.startswith("withdrawn")]
    assert cancelled.evidence[0].passage.text == REPORTS[2][1]
    [wheat] = may["Due"]
    assert "nothing was heard" in wheat.words
    assert [line.words.partition(" · ")[0] for line in april["Due"]] == ["by 2026-05-01"]
    assert all(line.evidence for lines in (*may.values(), *april.values()) for line in lines)
