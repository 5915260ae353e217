"""The store as its users see it."""

# ruff: noqa: S608 - the SQL put together here is our own; values travel as parameters only
from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import duckdb

from dragoman.errors import NotTextError, StoreError, UnknownEventError, UnknownReportError
from dragoman.model import Event, Finding, Record, Report, State, Status
from dragoman.record import check, check_printings
from dragoman.store import dyads, filters, opening, words
from dragoman.store.earliest import earliest
from dragoman.store.reading import columns, fetch, numbers, read_events, read_tellings, report_from_row
from dragoman.store.rows import Flattener, Numbers, Rows

if TYPE_CHECKING:
    from dragoman.briefing import Brief
    from dragoman.ingest.fetching import Answer
    from dragoman.ledger import Entry, Proposal
    from dragoman.linking.merging import History
    from dragoman.relations import Relations
    from dragoman.relations.acts import Standing
    from dragoman.relations.network import Network
    from dragoman.store.versions import Diff, Run

# Rows that may be there already, told by their key; the others come with a coding that is known to be new.
_SHARED = ("reports", "passages", "printings")
_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class Added:
    """What a call of `Store.add` did.

    reports: read in, by a coder who had not read them before; known: passed over, because the same coder's reading
    is there already; events: that no report in the store had told of.
    """

    reports: int
    known: int
    events: int

    def __add__(self, other: Added) -> Added:
        return Added(self.reports + other.reports, self.known + other.known, self.events + other.events)


class Store:
    """Reports, events and the words that prove them, in one DuckDB file. Append only.

    A report coded anew, by another coder, keeps its older coding in the file; the newest is the one that is read.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: str) -> None:
        self._connection = connection
        self.path = path
        described = fetch(
            connection,
            "SELECT table_name, json_group_object(column_name, data_type) AS columns FROM duckdb_columns() "
            "WHERE database_name = current_database() AND schema_name = 'main' GROUP BY table_name",
        )
        self._columns: dict[str, str] = {row["table_name"]: f"[{row['columns']}]" for row in described}

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, read_only: bool = False) -> Self:
        """Open the store at `path`; make it where there is none, unless `read_only`.

        Raises: NotAStoreError (the file is left as it is), NewerStoreError, StoreLockedError (another process has
        it open for writing), MissingFileError (no such folder, no such store to read, no permission).
        """
        name = os.fspath(path)
        return cls(opening.connect(name, read_only=read_only), name)

    def close(self) -> None:
        """Let go of the file. Harmless when done twice."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def add(
        self, records: Iterable[Record], *, batch: int = 64, intake: Callable[[], list[dict[str, Any]]] = list
    ) -> Added:
        """Store records, `batch` at a time, each batch whole or not at all.

        A report that the same coder has read before is passed over, so that adding twice changes nothing. Printings of
        one article are grouped, and what a report tells is joined to the event that others told before, as
        docs/linking.md says; the event keeps its id. intake: rows of the table `intake`, asked for and stored with each
        batch and at the end.

        Raises: OffsetError (a span that is not the quoted words), NotTextError, StoreFullError, StoreError. Batches
        before the failing one stay stored, and nothing of the failing one is.
        """
        done = Added(0, 0, 0)
        runs: dict[str, int] = {}
        remaining = iter(records)
        while chunk := list(islice(remaining, batch)):
            try:
                done += self._add_batch(chunk, runs, intake)
            except duckdb.Error as error:
                state = (
                    f"The batch was undone and nothing is half written; {done.reports} reports of this call are safe."
                )
                raise opening.writing_error(self.path, error, state) from error
        with opening.transaction(self._connection):
            self._note(intake())
        words.index(self._connection)
        dyads.index(self._connection)
        return done

    def intake(self, setting: str) -> dict[str, dict[str, Any]]:
        """How far each file was read in with a setting: the newest row of `intake` by path."""
        rows = self._fetch("SELECT * FROM intake WHERE setting = $setting ORDER BY entered", {"setting": setting})
        return {row["path"]: row for row in rows}

    def _note(self, rows: list[dict[str, Any]]) -> None:
        entered = opening.now().isoformat()
        self._write({"intake": [{**row, "entered": entered} for row in rows]})

    def has_read(self, report_id: str, coder: str) -> bool:
        """Whether this coder's reading of a report is stored, so that it need not be coded again."""
        sql = "SELECT 1 FROM codings WHERE report_id = $report_id AND coder = $coder"
        return bool(self._fetch(sql, {"report_id": report_id, "coder": coder}))

    def fetched(self, address: str) -> tuple[str | None, str | None] | None:
        """ETag and time of change of what was last fetched from an address; None if nothing was."""
        sql = 'SELECT etag, modified FROM fetched WHERE address = $address ORDER BY "at" DESC LIMIT 1'
        rows = self._fetch(sql, {"address": address})
        return (rows[0]["etag"], rows[0]["modified"]) if rows else None

    def note_fetched(self, answer: Answer) -> None:
        """Enter that an address was fetched, when what came of it is stored."""
        row = {name: getattr(answer, name) for name in ("address", "status", "etag", "modified")}
        with opening.transaction(self._connection):
            self._write({"fetched": [{**row, "at": opening.now().isoformat()}]})

    def judge(self, commitment_id: str, finding: Finding) -> None:
        """Enter a verdict on a commitment. The newest verdict gives its state; older ones stay on record.

        Raises: UnknownEventError if the store holds no such commitment; StoreFullError, StoreError.
        """
        found = "FROM commitments WHERE commitment_id = $commitment_id"
        if not self._fetch(f"SELECT 1 {found} LIMIT 1", {"commitment_id": commitment_id}):
            raise UnknownEventError(
                f"No commitment {commitment_id!r} in {self.path}; nothing was written. `commitments()` lists them."
            )
        values = [commitment_id, commitment_id, finding.state, finding.on, finding.event_id, finding.p, finding.by]
        try:
            with self._connection.cursor() as cursor:
                cursor.execute(
                    "INSERT INTO findings SELECT ?, NULL, (SELECT count(*) FROM findings "
                    "WHERE commitment_id = ? AND run_id IS NULL), ?, ?, ?, ?, ?",
                    values,
                )
        except duckdb.Error as error:
            raise opening.writing_error(self.path, error, "The verdict was not written.") from error

    def events(
        self,
        *,
        actor: str | None = None,
        recipient: str | None = None,
        either: str | None = None,
        type: str | None = None,  # noqa: A002 - the record's own name for it
        status: Status | str | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
        country: str | None = None,
        text: str | None = None,
        disputed: bool = False,
        limit: int | None = None,
    ) -> list[Event]:
        """The events that meet all conditions, by date (else day of publication), then id; evidence by publication.

        actor, recipient, either: a country code, an actor_id, or part of a name; capitals and accents do not matter,
        and three letters must be a whole word of a name. A mutual act has everybody on both sides.
        since, until: the event's days overlap these, both inclusive (dates or ISO 8601 strings).
        country: code of a country that takes part or where it happened. disputed: only those that somebody denies.
        text: words that all stand in one of its reports, whole, in any order; capitals and accents do not matter.

        Raises: BadDateError, UsageError for an unknown status.
        """
        asked = {
            "actor": actor,
            "recipient": recipient,
            "either": either,
            "type": type,
            "status": filters.choice(status, Status, "status"),
            "since": filters.day(since, "since"),
            "until": filters.day(until, "until"),
            "country": country,
            "text": text,
            "disputed": disputed or None,
        }
        values = {name: value for name, value in asked.items() if value is not None}
        if limit is not None:
            return read_events(self._connection, earliest(self._fetch, values, int(limit)))
        sql = f"SELECT event FROM current_events AS e WHERE {filters.where(values)} ORDER BY {filters.ORDER}"
        return self._read(sql, values)

    def batches(self, *, size: int = 1000, limit: int | None = None, **conditions: Any) -> Iterator[list[Event]]:
        """The events that `events` would give under the same conditions, `size` at a time and never all in memory.

        Raises: as `events`, before the first batch.
        """
        conditions["status"] = filters.choice(conditions.get("status"), Status, "status")
        for name in ("since", "until"):
            conditions[name] = filters.day(conditions.get(name), name)
        values = {name: value for name, value in conditions.items() if value is not None}
        sql = f"SELECT event FROM current_events AS e WHERE {filters.where(values)} ORDER BY {filters.ORDER}"
        cursor = self._connection.cursor()
        cursor.execute(sql if limit is None else f"{sql} LIMIT {int(limit)}", values)
        return self._batches(cursor, size)

    def event(self, event_id: str) -> Event:
        """The event with this id, or the only one whose id begins so.

        The id of an event that turned out to be another one still answers: with that one.

        Raises: UnknownEventError; where several ids begin so, it names them.
        """
        return read_events(self._connection, numbers(self._connection, [self._only(event_id)]))[0]

    def history(self, event_id: str) -> History:
        """How the event with this id, or the only one whose id begins so, came to be what it is; and what is disputed.

        Raises: UnknownEventError; where several ids begin so, it names them.
        """
        from dragoman.linking import merging
        from dragoman.store import joining

        found = self._only(event_id)
        with self._connection.cursor() as cursor:
            return merging.history(found, joining.members_of(cursor, numbers(cursor, [found])[0]))

    def _only(self, event_id: str) -> str:
        rows = self._fetch(
            "SELECT DISTINCT event_id, telling_id = $id AS whole FROM members SEMI JOIN events USING (event) "
            "WHERE starts_with(telling_id, $id) "  # an event has the id of one of its tellings
            "ORDER BY NOT whole, event_id LIMIT $limit",
            {"id": event_id, "limit": _CANDIDATES + 1},
        )
        found = list(dict.fromkeys(row["event_id"] for row in rows))
        if found and (rows[0]["whole"] or len(found) == 1):
            return str(found[0])
        if not found:
            raise UnknownEventError(f"No event {event_id!r} in {self.path}. `events()` lists those there are.")
        more = ", …" if len(found) > _CANDIDATES else ""
        raise UnknownEventError(
            f"Several events begin with {event_id!r}: {', '.join(found[:_CANDIDATES])}{more}. Give more of the id."
        )

    def commitments(self, *, state: State | str | None = None, due_before: date | str | None = None) -> list[Event]:
        """The events that hold a commitment, by the last day it is due (those without come last), then id.

        due_before: only what is due on a day before this one. Raises: BadDateError, UsageError for an unknown state.
        """
        due = "coalesce(due_end, due_start)"
        asked = {"state": filters.choice(state, State, "state"), "before": filters.day(due_before, "due_before")}
        values = {name: value for name, value in asked.items() if value is not None}
        conditions = [
            sql for name, sql in (("state", "state = $state"), ("before", f"{due} < $before")) if name in values
        ]
        where = " AND ".join(conditions) or "true"
        return self._read(
            f"SELECT event FROM current_commitments WHERE {where} ORDER BY {due} NULLS LAST, event_id", values
        )

    def ledger(self, as_of: date | str | None = None) -> list[Entry]:
        """What was promised and where it stands as of a day (today unless given): see `dragoman.ledger.settle`.

        Raises: BadDateError.
        """
        from dragoman.store import promises

        with self._connection.cursor() as cursor:
            return promises.ledger(
                self._fetch,
                lambda tellings: [telling for telling, _ in read_tellings(cursor, tellings)],
                filters.day(as_of, "as_of"),
            )

    def confirm(
        self, commitment_id: str, state: State | str, *, because: str, by: str = "", proposed: Proposal | None = None
    ) -> None:
        """Enter a person's verdict on a commitment with their reason, beside what was proposed. Nothing is replaced.

        Raises: UsageError for an unknown state or no reason; UnknownEventError; StoreFullError, StoreError.
        """
        from dragoman.store import promises

        verdict = State(filters.choice(state, State, "state") or state)
        known = commitment_id.partition("@")[0]  # what was put off to another day is not stored anew
        row = promises.confirmation(commitment_id, verdict, because, by, proposed)
        if not self._fetch("SELECT 1 FROM commitments WHERE commitment_id = $id LIMIT 1", {"id": known}):
            raise UnknownEventError(
                f"No commitment {commitment_id!r} in {self.path}; nothing was written. `ledger()` lists them."
            )
        try:
            with opening.transaction(self._connection):
                self._connection.execute(promises.INSERT, row)
                self._connection.execute(
                    promises.FINDING, [row[name] for name in ("id", "id", "state", "entered", "by")]
                )
        except duckdb.Error as error:
            raise opening.writing_error(self.path, error, "The verdict was not written.") from error

    def relations(
        self,
        a: str,
        b: str,
        *,
        since: date | str | None = None,
        until: date | str | None = None,
        by: str = "month",
        recall: str | None = None,
    ) -> Relations:
        """What a and b did to each other, by period: see `dragoman.relations`.

        a, b: a country's code or name, a bloc such as "BRICS" with its members of the day, "ALL", or else an actor's id
        or part of a name. since, until: both inclusive; a day, a month or a year. by: day, week, month, quarter, year.
        recall: what share of the told events the coder finds, as "61/140" or "0.44", to count those it missed.

        Raises: BadDateError, UsageError.
        """
        from dragoman import relations

        return relations.between(
            self._fetch, partial(columns, self._connection), a, b, since=since, until=until, by=by, recall=recall
        )

    def network(
        self,
        parties: Sequence[str] = (),
        *,
        since: date | str | None = None,
        until: date | str | None = None,
        by: str | None = None,
        actors: bool = False,
        standing: Standing = "occurred",
    ) -> Network:
        """Who acted on whom: see `dragoman.relations.network`.

        parties: as in `relations`. Those named and what they did among themselves; for one country or actor alone, all
        it dealt with; everybody if none is named. by: day, week, month, quarter, year, or None for the whole time.
        actors: persons and bodies as nodes instead of countries. standing: occurred, foreseen or denied.

        Raises: BadDateError, UsageError.
        """
        from dragoman.relations import network

        return network.network(self._fetch, parties, since=since, until=until, by=by, actors=actors, standing=standing)

    def brief(
        self, since: date | str, *, until: date | str | None = None, about: Sequence[str] = (), limit: int = 50
    ) -> Brief:
        """What is new, changed, due and disputed since a day: see `dragoman.briefing`.

        since, until: days of publication, both inclusive; until is today unless given. about: country codes, ids or
        parts of names, any of which takes part. limit: lines in a section at most. Raises: BadDateError.
        """
        from dragoman import briefing

        first, last = filters.day(since, "since"), filters.day(until, "until") or date.today()
        assert first is not None
        return briefing.make(
            self._fetch,
            lambda ids: read_events(self._connection, numbers(self._connection, ids)),
            self.history,
            self.ledger,
            first,
            last,
            about,
            limit,
        )

    def runs(self) -> list[Run]:
        """Every run of a coder, the oldest first."""
        from dragoman.store import versions

        return versions.runs(self._fetch)

    def diff(self, a: int | str, b: int | str) -> Diff:
        """Which events two codings of the same reports give differently: see `dragoman.store.versions`.

        a, b: the number of a run, or the beginning of a coder's name. Raises: UsageError.
        """
        from dragoman.store import versions

        return versions.compare(self._fetch, str(a), str(b))

    def outdated(self, coder: str) -> Iterator[Report]:
        """The reports that this coder has not read, one at a time, by day of publication."""
        rows = self._fetch(
            "SELECT report_id FROM reports WHERE report_id NOT IN (SELECT report_id FROM codings WHERE coder = $coder) "
            "ORDER BY published NULLS LAST, report_id",
            {"coder": coder},
        )
        return (self.report(row["report_id"]) for row in rows)

    def report(self, report_id: str) -> Report:
        """The report with this id. Raises: UnknownReportError."""
        rows = self._fetch("SELECT * FROM reports WHERE report_id = $id", {"id": report_id})
        if not rows:
            raise UnknownReportError(f"No report {report_id!r} in {self.path}. An event's evidence names its reports.")
        return report_from_row(rows[0])

    def reports(self) -> int:
        """How many reports the store holds."""
        return int(self._fetch("SELECT count(*) AS reports FROM reports")[0]["reports"])

    def query(self, sql: str, values: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        """The rows of a query of this store's tables, by column name; for the package's own modules."""
        return self._fetch(sql, values)

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A connection of its own to the file, to be closed; for the package's own modules."""
        return self._connection.cursor()

    @contextlib.contextmanager
    def writing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The connection within a transaction, undone if anything fails; for the package's own modules."""
        with opening.transaction(self._connection):
            yield self._connection

    def _batches(self, cursor: duckdb.DuckDBPyConnection, size: int) -> Iterator[list[Event]]:
        with contextlib.closing(cursor):
            while rows := cursor.fetchmany(size):
                yield read_events(self._connection, [row[0] for row in rows], size)

    def _add_batch(
        self, records: list[Record], runs: dict[str, int], intake: Callable[[], list[dict[str, Any]]]
    ) -> Added:
        from dragoman.store import joining

        fresh = list(self._fresh(records))
        known = len(records) - len(fresh)
        if not fresh:
            return Added(0, known, 0)
        self._check([record for record, _ in fresh])
        with opening.transaction(self._connection):
            started = dict(runs)
            for _, coder in fresh:
                if coder not in started:
                    started[coder] = self._start_run(coder)
            held, numbers = self._numbers([record for record, _ in fresh])
            known_tellings = list(numbers.tellings.values())
            flat = Flattener(numbers, self._keys("tellings", known_tellings), self._keys("commitments", known_tellings))
            for record, coder in fresh:
                flat.add(record, coder, started[coder])
            self._write(flat.rows)
            batch = joining.Batch(
                [record for record, _ in fresh], [started[coder] for _, coder in fresh], numbers, held
            )
            events = joining.join(self._connection, self._write, batch)
            self._note(intake())
        runs.update(started)
        return Added(len(fresh), known, events)

    def _numbers(self, records: list[Record]) -> tuple[list[str], Numbers]:
        """Which reports of a batch the store holds already; and the numbers of all reports and tellings in it."""
        own = [record.report.report_id for record in records]
        events = [event for record in records for event in record.events]
        quoted = [item.report_id for event in events for item in event.evidence]
        claimed = [claim.report_id for event in events for claim in event.claims]
        known = self._given("report", "reports", [*own, *quoted, *claimed])
        reports = self._numbered(known, "report", "reports", own)
        told = [event.event_id for event in events]
        tellings = self._numbered(self._given("telling", "members", told), "telling", "members", told)
        return [report_id for report_id in own if report_id in known], Numbers(reports, tellings)

    def _numbered(self, known: dict[str, int], thing: str, table: str, ids: list[str]) -> dict[str, int]:
        """The numbers known, and those that come next for the other ids."""
        last = int(self._fetch(f"SELECT coalesce(max({thing}), 0) AS last FROM {table}")[0]["last"])
        fresh = [name for name in dict.fromkeys(ids) if name not in known]
        return {**known, **{name: last + at for at, name in enumerate(fresh, 1)}}

    def _given(self, thing: str, table: str, ids: Sequence[str]) -> dict[str, int]:
        """The numbers that the store has given to things with these ids."""
        rows = self._fetch(
            f"SELECT {thing}_id AS id, {thing} AS number FROM {table} WHERE {thing}_id IN (SELECT unnest($ids))",
            {"ids": list(set(ids))},
        )
        return {row["id"]: row["number"] for row in rows}

    def _fresh(self, records: list[Record]) -> Iterator[tuple[Record, str]]:
        """Records that their coder has not read before, once each,."""
        rows = self._fetch(
            "SELECT report_id, coder FROM codings WHERE report_id IN (SELECT unnest($ids))",
            {"ids": [record.report.report_id for record in records]},
        )
        seen = {(row["report_id"], row["coder"]) for row in rows}
        for record in records:
            key = record.report.report_id, record.coder
            if key not in seen:
                seen.add(key)
                yield record, record.coder

    def _check(self, records: list[Record]) -> None:
        texts = {record.report.report_id: record.report.text for record in records}
        quoted = {item.report_id for record in records for event in record.events for item in event.evidence}
        claimed = {claim.report_id for record in records for event in record.events for claim in event.claims}
        elsewhere = list((quoted | claimed) - texts.keys())
        rows = self._fetch(
            "SELECT report_id, text FROM reports WHERE report_id IN (SELECT unnest($ids))", {"ids": elsewhere}
        )
        texts |= {row["report_id"]: row["text"] for row in rows}
        for record in records:
            _check_encodable(record.report)
            check_printings(record.passages, record.report)
            for event in record.events:
                check(event, texts)

    def _keys(self, table: str, tellings: list[int]) -> list[tuple[str, int]]:
        rows = self._fetch(
            f"SELECT telling_id, run_id FROM {table} WHERE telling IN (SELECT unnest($ids))", {"ids": tellings}
        )
        return [(row["telling_id"], row["run_id"]) for row in rows]

    def _start_run(self, coder: str) -> int:
        row = self._connection.execute(
            "INSERT INTO runs SELECT coalesce(max(run_id), 0) + 1, ?, ?, ? FROM runs RETURNING run_id",
            [coder, opening.now(), opening.version()],
        ).fetchone()
        if row is None:
            raise StoreError(
                f"{self.path} did not take a new run. Nothing was written. Open the store again and retry."
            )
        return int(row[0])

    def _write(self, rows: Rows) -> None:
        """Insert each table's rows in one statement: the rows travel as one JSON text, which DuckDB unpacks itself."""
        for table, content in rows.items():
            if content:
                self._connection.execute(
                    f"INSERT {'OR IGNORE ' * (table in _SHARED)}INTO {table} BY NAME "
                    "SELECT unnest(from_json(?::JSON, ?), max_depth := 2)",
                    [json.dumps(content, ensure_ascii=False), self._columns[table]],
                )

    def _read(self, sql: str, values: dict[str, Any]) -> list[Event]:
        return read_events(self._connection, [row["event"] for row in self._fetch(sql, values)])

    def _fetch(self, sql: str, values: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        return fetch(self._connection, sql, values)


def _check_encodable(report: Report) -> None:
    """A text may hold halves of surrogate pairs, from broken JSON; no file can."""
    try:
        report.text.encode()
    except UnicodeEncodeError as error:
        raise NotTextError(
            f"Report {report.report_id} has half a surrogate pair at {error.start}, which is no character. "
            "Nothing of its batch was written. Leave the report out or mend its text."
        ) from error
