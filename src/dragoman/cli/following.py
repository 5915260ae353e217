"""The command that goes on the web: `follow`."""
# ruff: noqa: D301 - click takes the character \b for "keep these lines as they are"

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli import batch, options

if TYPE_CHECKING:
    from dragoman.ingest.feeds import Feed
    from dragoman.store import Store


@click.command()
@click.argument("feeds", type=options.PATH)
@options.store
@click.option("--every", type=click.IntRange(min=1), metavar="MINUTES", help="Go on, a round every so many minutes.")
def follow(feeds: Path, store: Path, every: int | None) -> None:
    """Read what RSS and Atom feeds announce into a store.

    FEEDS is a TOML file. This is the only command that goes on the web. It keeps to robots.txt, waits between two
    requests to a host, asks only for what has changed, and fetches no page twice.

    \b
      delay = 2.0                      # seconds between two requests to a host
      [[feed]]
      address = "https://news.example/world.xml"
      outlet = "The Example"           # optional, as all below
      licence = "CC-BY-4.0"
      pages = false                    # take the feed's own text, fetch no page

    \b
    Examples:
      dragoman follow feeds.toml --store gulf.duckdb
      dragoman follow feeds.toml --every 30
    """
    from dragoman.ingest.feeds import settings
    from dragoman.store import Store

    named, delay = settings(feeds)
    with Store.open(store) as opened_store:
        while True:
            click.echo(f"{store}: {_round(opened_store, named, delay)}")
            if every is None:
                return
            time.sleep(60 * every)


def _round(store: Store, feeds: list[Feed], delay: float) -> str:
    """One round over the feeds. Returns: what came of it."""
    from dragoman import pipeline
    from dragoman.ingest import Report
    from dragoman.ingest.fetching import Fetcher
    from dragoman.ingest.following import round_of
    from dragoman.linking import coder
    from dragoman.render import count
    from dragoman.store import Added

    done, tally = Added(0, 0, 0), batch.Tally()
    for item, answer in round_of(feeds, Fetcher(delay), store.fetched):
        tally.met += 1
        if isinstance(item, Report) and not store.has_read(item.report_id, coder()):
            made = batch.coded(item, tally, pipeline.read)
            done += store.add([made]) if made else Added(0, 0, 0)
        elif item is not None and not isinstance(item, Report):
            batch.set_aside(item.why, item.kind, tally)
        if answer is not None:
            store.note_fetched(answer)
    parts = [f"{count(done.reports, 'report')} added with {count(done.events, 'new event')}"]
    return ", ".join([*parts, batch.reasons(tally)] if tally.aside else parts)
