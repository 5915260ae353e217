"""Members of international organisations on both sides of a change, and the time in office that `resolve` goes by."""

from __future__ import annotations

from datetime import date

import pytest
from click.testing import CliRunner

from dragoman.actors import members, resolve, tables, tenure
from dragoman.actors.memberships import blocs
from dragoman.cli import cli
from dragoman.relations import party


@pytest.mark.parametrize(
    ("body", "state", "without", "within"),
    [
        ("NATO", "SWE", "2024-03-06", "2024-03-07"),
        ("the European Union", "GBR", "2020-02-01", "2020-01-31"),
        ("Council of Europe", "RUS", "2022-03-17", "2022-03-16"),
        ("ECOWAS", "NER", "2025-01-30", "2025-01-29"),
        ("OPEC", "QAT", "2019-01-01", "2018-12-31"),
        ("UNESCO", "USA", "2019-06-01", "2023-08-01"),
        ("Warsaw Pact", "POL", "1991-07-02", "1991-07-01"),
        ("OAS", "CUB", "1963-01-01", "1961-06-01"),
        ("the Baltic states", "EST", "1990-01-01", "1992-01-01"),
    ],
)
def test_members_as_of_a_day(body: str, state: str, without: str, within: str) -> None:
    assert state in (members(body, within) or ())
    assert state not in (members(body, without) or ())


def test_over_a_hundred_organisations_with_sourced_members() -> None:
    found = blocs()
    states = {row.iso3 for row in tables.states()}
    assert len(found) >= 100
    for bloc in found:
        actor = resolve(bloc.name, "2010-01-01")
        assert actor is not None
        assert (actor.actor_id, actor.sector) == (bloc.actor_id, "IGO")
        assert bloc.memberships, bloc.name
        assert {item.country for item in bloc.memberships} <= states
        assert all(item.source and item.start <= item.end for item in bloc.memberships)


def test_nobody_knows_the_members_of_other_actors() -> None:
    assert members("the Arakan Army") is None
    assert members("a parrot") is None


def test_a_bloc_of_relations_is_one_whose_members_act_together() -> None:
    assert "MLI" in party("ECOWAS").members(date(2020, 1, 1))
    assert "MLI" not in party("Economic Community of West African States").members(date(2025, 2, 1))
    assert party("UN").kind == "actor"  # what all states of the world do is not the UN's


def test_resolve_says_by_which_tenure_and_which_members() -> None:
    kurz = resolve("Sebastian Kurz", "2018-06-01")
    assert kurz is not None
    held = tenure(kurz, "2018-06-01")
    assert held is not None
    assert (held.start, held.end) == (date(2017, 12, 18), date(2019, 5, 28))
    told = CliRunner().invoke(cli, ["resolve", "Sebastian Kurz", "--on", "2018-06-01"]).stdout
    assert "from 2017-12-18 to 2019-05-28 (general knowledge)" in told
    assert "members  32: ALB" in CliRunner().invoke(cli, ["resolve", "NATO", "--on", "2024-06-01"]).stdout
