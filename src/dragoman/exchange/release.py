"""A store frozen as a data set to be cited: Parquet tables, a codebook, and a manifest with hashes and versions."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from dragoman import ontology
from dragoman.errors import DataError, UsageError

if TYPE_CHECKING:
    from dragoman.store import Store

TABLES: dict[str, tuple[str, dict[str, str]]] = {
    "events": (
        """SELECT e.event_id, e.type, e.mode, e.contexts, e.status, e.historical, e.plover, e.quad, s.score, s.cameo,
            e.when_start, e.when_end, e."when" ->> 'precision' AS when_precision, e."when" ->> 'basis' AS when_basis,
            e.published, e."where" ->> 'name' AS place, e."where" ->> 'country' AS place_country,
            CAST(e."where" ->> 'latitude' AS DOUBLE) AS latitude,
            CAST(e."where" ->> 'longitude' AS DOUBLE) AS longitude,
            e.reports, e.independent, e.p, runs.coder
        FROM current_events AS e JOIN runs USING (run_id)
        LEFT JOIN scores AS s ON s.type = e.type AND s.mode IS NOT DISTINCT FROM e.mode AND s.contexts = e.contexts
        ORDER BY event_id""",
        {
            "event_id": "names the event; it stays as the event grows",
            "type": "PLOVER type", "mode": "PLOVER mode of the type", "contexts": "PLOVER contexts",
            "status": "happened, ongoing, future, hypothetical or negated",
            "historical": "recalled from a year or more before publication",
            "plover": "what PLOVER's rules make of type and status; null for a negated act",
            "quad": "PLOVER quad category", "score": "PLOVER score, -10 to 10", "cameo": "CAMEO code, by crosswalk",
            "when_start": "first day", "when_end": "last day, inclusive", "when_precision": "unit of the time given",
            "when_basis": "stated, relative, or publication: only the day of publication is known",
            "published": "of its earliest report", "place": "in the words of a report", "place_country": "ISO 3166-1",
            "latitude": "degrees, WGS 84", "longitude": "degrees, WGS 84",
            "reports": "reports that tell it, reprints among them", "independent": "reports without reprints",
            "p": "how sure the coder is", "coder": "what coded it",
        },
    ),
    "actors": (
        """SELECT event_id, side, position, actor_id, name, country, sector, office, p FROM event_actors
        ORDER BY event_id, side, position""",
        {
            "event_id": "the event", "side": "actor or recipient; a mutual act has only actors",
            "position": "from 0, within the side", "actor_id": "Wikidata QID, or an id of our own", "name": "",
            "country": "ISO 3166-1 alpha-3, KOS for Kosovo", "sector": "PLOVER sector", "office": "as of the day",
            "p": "how sure it is that this actor is meant",
        },
    ),
    "evidence": (
        """SELECT event_id, report_id, e.start AS "start", e."end" AS "end", e.trigger.start AS trigger_start,
            e.trigger.end AS trigger_end{evidence}
        FROM current_evidence AS e{texts} ORDER BY event_id, report_id, "start", trigger_start""",
        {
            "event_id": "the event", "report_id": "the report",
            "start": "of the passage in the report, in Unicode code points", "end": "of the passage, exclusive",
            "trigger_start": "of the words that say what was done", "trigger_end": "exclusive",
            "text": "the passage, where texts may be passed on",
        },
    ),
    "claims": (
        """SELECT event_id, report_id, "start", "end", stance, cue, quoted, speakers FROM current_claims
        ORDER BY event_id, report_id, "start", position""",
        {
            "event_id": "the event", "report_id": "the report", "start": "of the passage", "end": "of the passage",
            "stance": "asserts, denies or promises", "cue": "the word of saying", "quoted": "in quotation marks",
            "speakers": "the chain of speakers, nearest to the event first, as JSON",
        },
    ),
    "commitments": (
        """SELECT commitment_id, event_id, act_type, act_mode, condition, due_start, due_end, state, promisors,
            beneficiaries
        FROM current_commitments ORDER BY commitment_id""",
        {
            "commitment_id": "", "event_id": "the event that opens it", "act_type": "PLOVER type of what is promised",
            "act_mode": "its mode", "condition": "in the words of the report", "due_start": "first day",
            "due_end": "last day",
            "state": "the newest verdict of a person; else open", "promisors": "as JSON", "beneficiaries": "as JSON",
        },
    ),
    "reports": (
        """SELECT report_id, published, outlet, title, language, licence, address,
            nullif(original, report_id) AS reprint_of{reports}
        FROM reports LEFT JOIN current_reprints USING (report_id) ORDER BY report_id""",
        {
            "report_id": "made from text, day and outlet", "published": "", "outlet": "", "title": "", "language": "",
            "licence": "of the text", "address": "", "reprint_of": "the report that it is a printing of",
            "text": "where texts may be passed on",
        },
    ),
}  # fmt: skip
"""Each table's SQL and what its columns hold."""


def release(
    store: Store, folder: Path, *, title: str, version: str, licence: str | None = None, with_text: bool = False
) -> dict[str, Any]:
    """Write a store as a data set into a new folder: whole or not at all. Returns: the manifest.

    The same store gives the same bytes. Texts of reports are left out unless `with_text`: they may not be ours to give.

    Raises: UsageError for a folder that exists or cannot be made.
    """
    folder = folder.absolute()
    if folder.exists():
        raise UsageError(
            f"'{folder}' is there already: nothing was written; a release is never changed, name a new folder"
        )
    part = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    try:
        part.mkdir(parents=True)
        rows = _write_tables(store, part, with_text=with_text)
        (part / "codebook.md").write_text(codebook(title, version, with_text=with_text), encoding="utf-8")
        manifest = {**_facts(store, title, version, licence, with_text=with_text), "files": _files(part, rows)}
        (part / "manifest.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        part.rename(folder)
    except (OSError, duckdb.IOException) as error:
        raise UsageError(f"'{folder}' cannot be written ({error}): nothing is left of it") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return manifest


def verify(folder: Path) -> list[str]:
    """What is wrong with a release: files that are missing, or are not those that the manifest names.

    Raises: DataError for a folder that is no release.
    """
    try:
        named = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError) as error:
        raise DataError(f"'{folder}' is no release: it has no manifest.json that can be read") from error
    wrong = []
    for name, entry in named.items():
        path = folder / name
        if not path.is_file():
            wrong.append(f"{name} is missing")
        elif _hash(path) != entry["sha256"]:
            wrong.append(f"{name} has been changed")
    return wrong


def _write_tables(store: Store, folder: Path, *, with_text: bool) -> dict[str, int]:
    extra = {"evidence": "", "texts": "", "reports": ""}
    if with_text:
        passage = ', substr(r.text, e.start + 1, e."end" - e.start) AS text'
        extra = {"evidence": passage, "texts": " JOIN reports AS r USING (report_id)", "reports": ", text"}
    rows = {}
    with store.cursor() as cursor:
        _enter_scores(cursor)
        for name, (sql, _) in TABLES.items():
            path = str(folder / f"{name}.parquet").replace("'", "''")
            done = cursor.execute(
                f"COPY ({sql.format(**extra)}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)"
            ).fetchone()
            rows[f"{name}.parquet"] = int(done[0]) if done else 0
    return rows


def _enter_scores(cursor: duckdb.DuckDBPyConnection) -> None:
    """PLOVER's scores and CAMEO's codes of every kind of event that is there, as a table of the moment."""
    cursor.execute(
        "CREATE TEMP TABLE scores (type VARCHAR, mode VARCHAR, contexts VARCHAR[], score DOUBLE, cameo VARCHAR)"
    )
    kinds = cursor.execute("SELECT DISTINCT type, mode, contexts FROM current_events").fetchall()
    for type_, mode, contexts in kinds:
        values = [type_, mode, contexts, ontology.score(type_, mode), ontology.to_cameo(type_, mode, tuple(contexts))]
        cursor.execute("INSERT INTO scores VALUES (?, ?, ?, ?, ?)", values)


def _facts(store: Store, title: str, version: str, licence: str | None, *, with_text: bool) -> dict[str, Any]:
    (days,) = store.query('SELECT min(published) AS "from", max(published) AS until FROM reports')
    (reached,) = store.query("SELECT max(number) AS number FROM migrations")
    (last,) = store.query("SELECT max(started) AS started FROM runs")
    coders = store.query(
        "SELECT coder, count(*) AS reports FROM codings JOIN newest_codings USING (report, run_id) "
        "GROUP BY coder ORDER BY coder"
    )
    return {
        "title": title,
        "version": version,
        "licence": licence,
        "coded_until": str(last["started"]) if last["started"] else None,
        "published_from": str(days["from"]) if days["from"] else None,
        "published_until": str(days["until"]) if days["until"] else None,
        "with_text": with_text,
        "coders": coders,
        "dragoman": metadata.version("dragoman"),
        "duckdb": duckdb.__version__,
        "store": reached["number"],
    }


def _files(folder: Path, rows: dict[str, int]) -> dict[str, Any]:
    return {
        path.name: {"sha256": _hash(path), "bytes": path.stat().st_size}
        | ({"rows": rows[path.name]} if path.name in rows else {})
        for path in sorted(folder.iterdir())
    }


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def codebook(title: str, version: str, *, with_text: bool = False) -> str:
    """The codebook of a release: each table's columns, then the types, modes and statuses, as Markdown."""
    return "\n".join(_codebook(title, version, with_text)) + "\n"


def _codebook(title: str, version: str, with_text: bool) -> Iterator[str]:
    yield f"# {title}, {version}: codebook\n"
    yield "Null means unknown, always. Offsets count Unicode code points of a report's text; ends are exclusive.\n"
    for name, (_, columns) in TABLES.items():
        yield f"## {name}.parquet\n\n| column | holds |\n|---|---|"
        yield from (f"| {column} | {words} |" for column, words in columns.items() if with_text or column != "text")
        yield ""
    yield "## Types and modes\n\nPLOVER 2, Open Event Data Alliance.\n"
    yield "| type | mode | score | definition |\n|---|---|---|---|"
    for type_ in ontology.TYPES:
        yield f"| {type_} | | {ontology.score(type_)} | {ontology.definition(type_)} |"
        for mode in ontology.modes(type_):
            yield f"| | {mode} | {ontology.score(type_, mode)} | {ontology.definition(type_, mode)} |"
