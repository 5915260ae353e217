"""The commands about what events are coded as: `codebook`."""
# ruff: noqa: D301 - click takes the character \b for "keep these lines as they are"

from __future__ import annotations

from pathlib import Path

import click

from dragoman.cli import options


@click.group()
def codebook() -> None:
    """Types of your own, from a description and a few examples each.

    \b
    Examples:
      dragoman codebook train water.toml
      dragoman codebook train water.toml --output codebooks/water.json
    """


@codebook.command()
@click.argument("file", type=options.PATH)
@click.option("--output", "-o", type=options.PATH, help="Where the trained codebook goes. [default: FILE with .json]")
def train(file: Path, output: Path | None) -> None:
    """Train a classifier for the types of a codebook, and say how well it tells them.

    FILE is TOML: a name, and for each type a description and 5 to 50 example sentences. Braces may show the words of
    the act. Examples of none of the types make it more careful.

    \b
      name = "water"
      [types.DAM]
      description = "builds, fills or opens a dam on a shared river"
      examples = ["Ethiopia began {filling} the reservoir in July.", …]
      [none]
      examples = ["The river rises in the highlands.", …]

    Scores are by cross-validation: each example is judged by a classifier that has not seen it. Nothing is sent
    anywhere, and the relation model itself is not changed.

    \b
    Examples:
      dragoman codebook train water.toml
      dragoman read report.txt --codebook water.json --format jsonl
    """
    from dragoman.cli.output import console
    from dragoman.coder.codebook import define
    from dragoman.coder.codebook import train as fit
    from dragoman.render import codebook_scores

    definition = define(file)
    made, scores = fit(definition)
    target = output or file.with_suffix(".json")
    made.save(target)
    console().print(codebook_scores(scores))
    click.echo(f"{target}: codebook “{definition.name}” with {len(scores)} types")
