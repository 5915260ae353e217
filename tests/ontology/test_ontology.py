"""PLOVER as data: complete, consistent with the manual, and the same as CAMEO wherever the crosswalk is one to one."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman import ontology
from dragoman.model import Status
from dragoman.ontology import plover

SHARED = Path(__file__).parents[3] / "shared" / "ontology"
needs_manual = pytest.mark.skipif(not SHARED.is_dir(), reason="the PLOVER manual is not at hand")

CODES: dict[str, list[object]] = plover.load("cameo.json")["codes"]
READ_ONLY: dict[str, str] = plover.load("cameo.json")["read_only"]
TYPES_AND_MODES = [(name, mode) for name in ontology.TYPES for mode in (None, *ontology.modes(name))]

# CAMEO has no code within the type's own categories for these, so the code that says the same lies elsewhere.
ABROAD = {("SANCTION", "convict"), ("SANCTION", "discontinue"), ("RETREAT", "resign"), ("CONCEDE", None)}


def test_the_types_stand_in_the_order_of_the_quads() -> None:
    assert len(ontology.TYPES) == 16
    verbal_cooperation = ("AGREE", "CONSULT", "SUPPORT", "CONCEDE")
    assert ontology.TYPES[:4] == verbal_cooperation
    assert Counter(map(ontology.quad, ontology.TYPES)) == {
        "verbal cooperation": 4,
        "material cooperation": 3,
        "verbal conflict": 4,
        "material conflict": 5,
    }


def test_quads_and_scores_agree_in_sign() -> None:
    for name, mode in TYPES_AND_MODES:
        value = ontology.score(name, mode)
        assert -10 <= value <= 10
        if name != "REQUEST":  # the manual scores asking around zero
            assert (value > 0) == ontology.quad(name).endswith("cooperation"), (name, mode)


def test_where_the_manual_errs_or_is_silent() -> None:
    assert ontology.score("ACCUSE") == -3
    assert ontology.quad("SANCTION") == "material conflict"
    assert ontology.score("PROTEST", "vandalize") == ontology.score("PROTEST") == -5


def test_only_three_types_need_a_second_party() -> None:
    assert [name for name in ontology.TYPES if ontology.requires_recipient(name)] == ["COOPERATE", "AID", "SANCTION"]


def test_every_type_mode_context_and_sector_is_defined() -> None:
    data = plover.load("plover.json")
    texts = [ontology.definition(name, mode) for name, mode in TYPES_AND_MODES]
    texts += [row["definition"] for row in (*data["contexts"], *data["sectors"])]
    assert all(len(text) > 5 for text in texts)
    for names in (ontology.TYPES, ontology.contexts(), ontology.sectors()):
        assert len(set(names)) == len(names)
    assert len(ontology.contexts()) == 37


def test_sectors_stand_in_order_of_precedence() -> None:
    order = ontology.sectors()
    assert order.index("MIL") < order.index("IGO") < order.index("NGO") < order.index("BUS") < order.index("SOC")


def test_unknown_names_raise_with_the_options() -> None:
    with pytest.raises(ValueError, match=r"MEET.*AGREE, CONSULT"):
        ontology.modes("MEET")
    with pytest.raises(ValueError, match=r"CONSULT has no mode 'fax'.*visit, third-party, multilateral, phone"):
        ontology.score("CONSULT", "fax")
    with pytest.raises(ValueError, match="AGREE has no mode 'visit'; its modes: none"):
        ontology.reduce("AGREE", Status.HAPPENED, "visit")
    with pytest.raises(ValueError, match=r"weather.*military, intelligence"):
        ontology.to_cameo("CONSULT", None, ["weather"])
    with pytest.raises(ValueError, match="no CAMEO code"):
        ontology.from_cameo("42")


@pytest.mark.parametrize(
    ("name", "status", "expected"),
    [
        ("CONSULT", Status.FUTURE, "AGREE"),
        ("SUPPORT", Status.FUTURE, "AGREE"),
        ("COOPERATE", Status.FUTURE, "AGREE"),
        ("AID", Status.FUTURE, "AGREE"),
        ("RETREAT", Status.FUTURE, "CONCEDE"),
        ("CONCEDE", Status.FUTURE, "CONCEDE"),
        ("AGREE", Status.FUTURE, "AGREE"),
        ("SANCTION", Status.FUTURE, "SANCTION"),
        ("AID", Status.HYPOTHETICAL, "AID"),
        ("AID", Status.ONGOING, "AID"),
    ],
)
def test_the_reduction_follows_the_manual(name: str, status: Status, expected: str) -> None:
    assert ontology.reduce(name, status) == expected


@given(st.sampled_from(TYPES_AND_MODES))
def test_what_happened_keeps_its_type_and_what_did_not_is_left_out(pair: tuple[str, str | None]) -> None:
    name, mode = pair
    assert ontology.reduce(name, Status.HAPPENED, mode) == name
    assert ontology.reduce(name, Status.NEGATED, mode) is None


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("042", ("CONSULT", "visit", ())),
        ("0333", ("AGREE", None, ("human_security",))),
        ("0842", ("RETREAT", None, ("legal",))),
        ("094", ("ACCUSE", "investigate", ("military", "legal"))),
        ("175", ("ASSAULT", None, ("military", "pro_autocracy"))),
        ("186", ("ASSAULT", "targeted", ())),
        ("1722", ("COERCE", "restrict", ("pro_autocracy",))),
        ("14", ("PROTEST", None, ())),
        ("01", None),
        ("0234", None),
    ],
)
def test_cameo_is_read(code: str, expected: tuple[str, str | None, tuple[str, ...]] | None) -> None:
    assert ontology.from_cameo(code) == expected


@pytest.mark.parametrize(
    ("name", "mode", "contexts", "code"),
    [
        ("CONSULT", "phone", (), "041"),
        ("CONSULT", "phone", ("diplomatic",), "041"),
        ("CONSULT", "visit", ("economic",), "042"),
        ("CONSULT", None, (), "040"),
        ("CONSULT", None, ("diplomatic",), "040"),
        ("AID", None, ("asylum", "migration"), "075"),
        ("AID", None, ("military", "economic"), "072"),
        ("ACCUSE", "investigate", ("corruption",), "091"),
        ("ACCUSE", "disapprove", ("legal",), "111"),
        ("PROTEST", "demo", ("executive",), "141"),
        ("SANCTION", "convict", ("legal",), "116"),
        ("SANCTION", "discontinue", ("economic",), "163"),
        ("ASSAULT", "drone", ("military",), "1952"),
        ("ASSAULT", "targeted", ("military",), "186"),
    ],
)
def test_cameo_is_written(name: str, mode: str | None, contexts: tuple[str, ...], code: str) -> None:
    assert ontology.to_cameo(name, mode, contexts) == code


def test_every_row_of_the_crosswalk_is_valid_plover() -> None:
    for code in CODES:
        row = ontology.from_cameo(code)
        assert row is not None
        name, mode, contexts = row
        assert mode is None or mode in ontology.modes(name), code
        assert set(contexts) <= set(ontology.contexts()), code


def test_one_to_one_codes_come_back() -> None:
    rows = {code: ontology.from_cameo(code) for code in CODES if len(code) > 2}
    shared = Counter(rows.values())
    unique = {code: row for code, row in rows.items() if row is not None and shared[row] == 1 and code not in READ_ONLY}
    assert len(unique) > 100
    assert {code: ontology.to_cameo(*row) for code, row in unique.items()} == {code: code for code in unique}


@given(st.sampled_from(TYPES_AND_MODES), st.lists(st.sampled_from(ontology.contexts()), unique=True))
def test_every_event_has_a_code_and_reading_it_keeps_the_type(pair: tuple[str, str | None], about: list[str]) -> None:
    code = ontology.to_cameo(*pair, about)
    assert re.fullmatch(r"\d{3,4}", code)
    row = ontology.from_cameo(code)
    assert row is not None
    assert row[0] == pair[0] or pair in ABROAD


def test_importing_reads_the_data_in_good_time() -> None:
    # Some 8 milliseconds of our own were measured, the standard library aside; the bound leaves room for slow machines.
    program = (
        "import importlib.readers, importlib.resources, json, time, dragoman.model; start = time.perf_counter();"
        "import dragoman.ontology as o; o.to_cameo('AID'); print(time.perf_counter() - start)"
    )
    taken = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert float(taken) < 0.1


@needs_manual
def test_every_mode_and_score_of_the_manual_is_here() -> None:
    manual = (SHARED / "PLOVER_MANUAL.tex").read_text(encoding="utf-8")
    table = manual[manual.rindex(r"\caption{PLOVER conflict--cooperation scores}") :]
    table = table[: table.index(r"\end{tabular}")].replace(r"\cellcolor{gray!25}", "")
    found = re.findall(r"([A-Z]{3,})(?:: ([A-Z][a-z-]+))?\s*&\s*(-?[\d.]+)", table)
    scores = {(name, mode.lower() or None): float(value) for name, mode, value in found}
    assert scores.pop(("ACCUSE", None)) == 3  # the sign is lost in print
    ours = {pair: ontology.score(*pair) for pair in TYPES_AND_MODES}
    del ours["ACCUSE", None], ours["PROTEST", "vandalize"]
    assert ours == scores


@needs_manual
def test_contexts_and_quads_are_those_of_the_manual() -> None:
    manual = (SHARED / "PLOVER_MANUAL.tex").read_text(encoding="utf-8")
    table = manual[manual.index("START CONTEXTS TABLE") : manual.index("END CONTEXTS TABLE")].replace("\\_", "_")
    names = re.findall(r"^(?:\\hyperref\[[^]]*\]\{)?([a-z_]+)\}? *&", table, flags=re.MULTILINE)
    assert tuple(names) == ontology.contexts()
    sections = re.findall(
        r"^\\section\{([A-Z]+)\}.*?Quad category: ([A-Z ]+)\}", manual, flags=re.MULTILINE | re.DOTALL
    )
    assert [(name, kind.lower()) for name, kind in sections] == [(name, ontology.quad(name)) for name in ontology.TYPES]


@needs_manual
def test_valid_rows_of_the_crosswalk_stand_as_printed() -> None:
    data = plover.load("cameo.json")
    printed = (SHARED / "CAMEO2PLOVER-2021.txt").read_text(encoding="utf-8")
    seen = set()
    for code, row in re.findall(r"^(\d{2,4}): *([^#\n]*)", printed, flags=re.MULTILINE):
        seen.add(code)
        if code in data["normalised"]:
            continue
        name, mode, about = (*(part.strip() for part in row.split(",")), "", "")[:3]
        contexts = tuple(part.strip() for part in about.split(";") if part.strip())
        assert ontology.from_cameo(code) == (name, mode or None, contexts), code
    assert set(CODES) - seen == set(data["added"])
