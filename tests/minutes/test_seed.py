"""The seed minutes against the facts found by hand in tests/facts/2025-06-02-socsam.toml."""

from __future__ import annotations

import codecs
import hashlib
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from expectations import Plain, Sameness, differences, plain_rows, shown
from socsam_opendata.minutes.interpret import read_minutes
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.model.problems import Problem
from socsam_opendata.settings.dataset_toml import read_settings

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "minutes" / "2025-06-02-socsam.md"
SETTINGS = read_settings(ROOT / "minutes")
FACTS = tomllib.loads((ROOT / "tests" / "facts" / "2025-06-02-socsam.toml").read_text("utf-8"))
SAME = Sameness.of(FACTS, SETTINGS)

TABLES_OF_ROWS = (
    "body_members", "participants", "roles", "agenda_items", "item_texts", "decisions", "clauses",
    "addressees", "assignments", "amounts", "documents", "citations",
)  # fmt: skip


@lru_cache(maxsize=1)
def seed() -> Reading:
    """The seed as read with the settings beside it."""
    return read_minutes(SEED, SETTINGS)


@lru_cache(maxsize=1)
def rows() -> dict[str, list[Plain]]:
    """Its rows as plain values."""
    return plain_rows(seed())


def unlike(table: str, row: Plain, fact: dict[str, Any]) -> list[str]:
    """What of a row is not as a fact says."""
    return differences(table, row, fact, SAME)


@pytest.mark.parametrize("table", TABLES_OF_ROWS)
def test_every_fact_found_by_hand_is_a_row(table: str) -> None:
    """Each hand-found row is read, with its values and on its lines."""
    missing = []
    for fact in FACTS[table]["rows"]:
        against = sorted((unlike(table, row, fact) for row in rows()[table]), key=len)
        if not against or against[0]:
            nearest = "; ".join(against[0]) if against else "the table is empty"
            missing.append(f"  {fact}\n    nearest row: {nearest}")
    assert not missing, f"{table}: {len(missing)} facts are not read:\n" + "\n".join(missing)


@pytest.mark.parametrize("table", TABLES_OF_ROWS)
def test_no_row_is_read_that_is_not_a_fact(table: str) -> None:
    """Each row is one of the hand-found facts or one of those that may be there."""
    known = [*FACTS[table]["rows"], *FACTS[table].get("allowed", [])]
    extra = [r for r in rows()[table] if all(unlike(table, r, fact) for fact in known)]
    assert not extra, f"{table}: {len(extra)} rows are no facts:\n{shown(extra)}"


@pytest.mark.parametrize("table", [*TABLES_OF_ROWS, "votes", "ballots", "dissents"])
def test_rows_are_as_many_as_counted_by_hand(table: str) -> None:
    """No fact is read twice."""
    allowed = FACTS[table].get("allowed", [])
    counted = [r for r in rows()[table] if all(unlike(table, r, fact) for fact in allowed)]
    if "count" in FACTS[table]:
        assert len(counted) == FACTS[table]["count"], f"{table}:\n{shown(counted)}"
    found = {str(row) for row in map(_without_key, rows()[table])}
    assert len(found) == len(rows()[table]), f"{table}: the same row twice"


def _without_key(row: Plain) -> Plain:
    return {c: v for c, v in row.items() if c != "id"}


def test_the_meeting_is_as_the_cover_says() -> None:
    """Body, time, place, adjustment, next meeting and the paragraphs."""
    (meeting,) = rows()["meetings"]
    fact = {c: v for c, v in FACTS["meeting"].items() if c in meeting or c in ("line", "last_line")}
    assert not unlike("meetings", meeting, fact)
    (body,) = (o for o in seed().rows["organizations"] if o.name == meeting["body"])
    assert body.short_name == FACTS["meeting"]["body_short_name"]


@pytest.mark.parametrize("role", ["chair", "secretary", "adjuster"])
def test_the_signatures_give_one(role: str) -> None:
    """Chair, secretary and adjuster are the ones who sign."""
    named = [r["person"] for r in rows()["roles"] if r["role"] == role and r["item"] is None]
    assert named == [FACTS["meeting"][role]]


def test_participants_are_counted_as_by_hand() -> None:
    """Members, substitutes and others, present and absent, with and without paragraphs."""
    people, fact = rows()["participants"], FACTS["participants"]
    capacity = Counter(p["capacity"] for p in people)
    elected = [p for p in people if p["capacity"] in ("member", "substitute")]
    others = [p for p in people if p["capacity"] in ("official", "guest")]
    present = Counter(p["capacity"] for p in elected if p["status"] == "present")
    counted = {
        "elected": len(elected), "others": len(others), "members": capacity["member"],
        "members_present": present["member"], "substitutes": capacity["substitute"],
        "substitutes_present": present["substitute"], "officials": capacity["official"],
        "guests": capacity["guest"],
        "from_municipalities": sum(p["municipality"] is not None for p in others),
        "from_organizations": sum(p["organization"] is not None for p in others),
        "with_paragraphs": sum(p["paragraphs"] is not None for p in people),
        "serving": sum(p["serves_for"] is not None for p in people),
    }  # fmt: skip
    assert counted == {name: fact[name] for name in counted}


def test_presenters_and_preparers_are_counted_as_by_hand() -> None:
    """One role for each person or organization printed under the headings."""
    counted = Counter(r["role"] for r in rows()["roles"])
    assert counted["presenter"] == FACTS["roles"]["count_presenters"]
    assert counted["preparer"] == FACTS["roles"]["count_preparers"]


@pytest.mark.parametrize("fact", FACTS["clauses"]["rows"], ids=lambda fact: fact["clause"])
def test_a_clause_acts_as_its_verbs_say(fact: dict[str, Any]) -> None:
    """The acts of each clause in their order, with the act within each."""
    acts = sorted(
        (r for r in rows()["clause_actions"] if r["clause"] == fact["clause"]),
        key=lambda r: r["position"],
    )
    assert [a["position"] for a in acts] == list(range(1, len(acts) + 1))
    assert [a["action"] for a in acts] == fact["actions"]
    inner = [a["inner_action"] or "" for a in acts]
    assert inner == fact.get("inner", inner)


@pytest.mark.parametrize("clause", ["17-1", "17-2"])
def test_kommunerna_are_the_eight_members(clause: str) -> None:
    """`kommunerna` is one addressee a member municipality."""
    found = [a["municipality"] for a in rows()["addressees"] if a["clause"] == clause]
    assert len(set(found)) == len(found) == FACTS["addressees"][f"count_{clause.replace('-', '_')}"]


def test_the_quoted_decision_keeps_its_points() -> None:
    """The points another body decided are the quoted text of the citation, in order."""
    (fact,) = (f for f in FACTS["citations"]["rows"] if "quoted" in f)
    (row,) = (r for r in rows()["citations"] if not unlike("citations", r, fact))
    quoted = row["quoted_text"]
    for point in fact["quoted"]:
        assert point["first_words"] in quoted
        assert point["last_words"].rstrip(".") in quoted
    assert quoted.index(fact["quoted"][0]["first_words"]) < quoted.index(
        fact["quoted"][1]["first_words"]
    )


def test_items_of_one_case_share_it_and_no_others_do() -> None:
    """§ 16 and its decision point § 17 are one case; every other item has its own."""
    case = {row.id: row.case for row in seed().rows["agenda_items"]}
    of = {
        item: case[f"{seed().meeting}-{item}"]
        for item in (r["item"] for r in rows()["agenda_items"])
    }
    for together in FACTS["cases"]["shared"]:
        assert len({of[item] for item in together}) == 1
    apart = [of[item] for item in FACTS["cases"]["apart"]]
    assert len(set(apart)) == len(apart)
    title = FACTS["cases"]["title"]
    (named,) = (c for c in seed().rows["cases"] if c.id == of[title["item"]])
    assert named.title.startswith(title["first_words"])
    assert all(c.diary_number is None for c in seed().rows["cases"])


def test_every_organization_is_one_row_in_all_its_forms() -> None:
    """Each organization that rows refer to is there once, however it is printed."""
    for fact in FACTS["organizations"]["rows"]:
        same = [o for o in rows()["organizations"] if SAME.same(o["name"], fact["name"])]
        assert len(same) == 1, f"{fact['name']}:\n{shown(same, ['id', 'name'])}"
    known = [fact["name"] for fact in FACTS["organizations"]["rows"]]
    extra = [o for o in rows()["organizations"] if not any(SAME.same(o["name"], k) for k in known)]
    assert not extra, shown(extra, ["id", "name", "kind"])


def test_the_parties_are_those_printed() -> None:
    """Every party designation is known, and no other party is used."""
    found = {r["party"] for r in rows()["participants"]} - {None}
    assert sorted(found) == FACTS["parties"]["printed"]


@pytest.mark.parametrize("table", sorted({f["table"] for f in FACTS["never"]["rows"]}))
def test_lines_that_only_look_like_a_fact_are_none(table: str) -> None:
    """What another body decided, what is proposed and what is told gives no row of the table."""
    never = {n for f in FACTS["never"]["rows"] if f["table"] == table for n in f["lines"]}
    wrong = [r for r in rows()[table] if never & {r["first_line"], r["last_line"]}]
    if table == "agenda_items":  # an item's lines hold all that stands under it
        wrong = [r for r in rows()[table] if r["first_line"] in never]
    assert not wrong, shown(wrong)


def covered(problem: Problem) -> set[int]:
    """The lines that a problem stands on."""
    first = problem.first_line
    return set() if first is None else set(range(first, (problem.last_line or first) + 1))


# Who is named in a text only is the publication policy's to find; the reader finds the titles.
@pytest.mark.parametrize("fact", FACTS["problems"]["rows"], ids=lambda fact: fact["what"][:60])
def test_what_is_doubtful_is_a_problem(fact: dict[str, Any]) -> None:
    """A problem covers a line of each thing found doubtful by hand."""
    lines = set().union(*map(covered, seed().problems))
    assert lines & set(fact["lines"]), f"no problem covers a line of {fact['lines']}"


def test_nothing_else_is_called_doubtful() -> None:
    """Every problem stands on a line of something found doubtful by hand."""
    known = [*FACTS["problems"]["rows"], *FACTS["problems"]["allowed"]]
    lines = {n for fact in known for n in fact["lines"]}
    for fact in FACTS["documents"]["rows"]:  # a title over two lines is joined by inference
        lines |= {fact["line"], fact["last_line"]} if fact["last_line"] > fact["line"] else set()
    for fact in FACTS["citations"]["rows"]:  # and a § that stands elsewhere is taken to a citation
        lines |= set(fact.get("also_lines", ()))
    alarms = [problem for problem in seed().problems if not lines & covered(problem)]
    assert not alarms, "\n".join(map(str, alarms))


def test_every_line_has_one_owner() -> None:
    """Each line is read or ignored for a reason; none is unread, and the counts add up."""
    owners = seed().owners
    (source,) = seed().rows["sources"]
    assert len(owners) == len(seed().lines) == source.lines == FACTS["source"]["lines"]
    states = Counter(owner.state for owner in owners)
    unread = [n for n, owner in enumerate(owners, 1) if owner.state == "unread"]
    assert not unread, f"unread lines: {unread}"
    assert source.lines_unread == FACTS["source"]["lines_unread"]
    assert (source.lines_read, source.lines_ignored) == (states["read"], states["ignored"])
    assert states["read"] + states["ignored"] == source.lines


def test_every_ignored_line_has_a_reason_and_only_blank_ones_are_ignored() -> None:
    """The seed has no page headers or footers: whatever is printed is read."""
    for line, owner in zip(seed().lines, seed().owners, strict=True):
        assert owner.what
        assert (owner.state == "ignored") == (not line.strip()), (owner, line)


def test_every_fact_points_at_lines_of_the_source() -> None:
    """Lines of rows and problems lie within the source, first before last."""
    total = len(seed().lines)
    for table, found in seed().rows.items():
        for row in found:
            if hasattr(row, "first_line"):
                assert 1 <= row.first_line <= row.last_line <= total, (table, row)
                assert row.source == seed().meeting


PINNED = {
    "meetings": ["socsam-2025-06-02"],
    "agenda_items": [
        f"socsam-2025-06-02-{n}"
        for n in ["12", "13", "14", "14a", "14b", "15", "16", "17", "18", "19", "20"]
    ],
    "decisions": [f"socsam-2025-06-02-{n}" for n in ["12", "14b", "17", "18", "19"]],
    "clauses": [
        f"socsam-2025-06-02-{n}"
        for n in [
            "12-a", "12-b", "12-c", "12-d", "14b-1", "14b-2", "14b-3", "17-1", "17-2", "17-3",
            "18-1", "19-1",
        ]
    ],
    "participants": [f"socsam-2025-06-02-participant-{n:02}" for n in range(1, 35)],
    "body_members": [f"socsam-{m['municipality']}" for m in FACTS["body_members"]["rows"]],
    "cases": [
        "socsam-upprop-protokollets-justering-foregaende-protokoll-samt-faststallande-415a82",
        "socsam-valdsforebyggande-arbete",
        "socsam-kvinnojouren-jamtland-lan-verksamhetsberattelse-2024-och-oversyn-avtal",
        "socsam-kvinnojouren-verksamhetsberattelse-2024",
        "socsam-oversyn-av-samverkansavtal-mellan-jamtlands-kommuner-och-kvinnojouren-1ae22a",
        "socsam-uppfoljning-yrkesresan-2024",
        "socsam-ansokan-om-utokat-grundbidrag-brottsofferjouren-jamtland",
        "socsam-oversyn-av-modell-for-fordelning-av-kostnader",
        "socsam-utredning-samverkan-avseende-hvb-skyddat-boende-och-eller-andra-0e1a0b",
        "socsam-infor-svom",
    ],
}  # fmt: skip


@pytest.mark.parametrize("table", PINNED)
def test_keys_promised_for_ever_are_what_they_were(table: str) -> None:
    """A key that changes breaks every link to it: change this test only with the promise."""
    assert [row.id for row in seed().rows[table]] == PINNED[table]


def test_the_keys_of_persons_are_what_they_were() -> None:
    """A person's key is `p-` and ten hex digits over the body and the folded name."""
    keys = {row.name: row.id for row in seed().rows["persons"]}
    folded = "socsam\nmargareta winberg"
    assert keys["Margareta Winberg"] == f"p-{hashlib.sha256(folded.encode()).hexdigest()[:10]}"
    assert keys["Margareta Winberg"] == "p-567803f4c4"
    assert keys["Elin Ring"] == "p-7c2f3fe4e7"
    assert len(set(keys.values())) == len(keys) == 34


def test_no_two_rows_of_a_table_share_a_key() -> None:
    """The id of a table is unique in it."""
    for table, found in seed().rows.items():
        keys = [row.id for row in found]
        assert len(set(keys)) == len(keys), table


def _as_bytes(text: str) -> dict[str, bytes]:
    nfd = unicodedata.normalize("NFD", text)
    return {
        "decomposed accents": nfd.encode(),
        "Windows-1252": text.encode("cp1252"),
        "a byte order mark": codecs.BOM_UTF8 + text.encode(),
        "Windows line ends": text.replace("\n", "\r\n").encode(),
        "old Macintosh line ends": text.replace("\n", "\r").encode(),
        "all of it at once": codecs.BOM_UTF8 + nfd.replace("\n", "\r\n").encode(),
    }


@pytest.mark.parametrize("how", list(_as_bytes("")))
def test_the_same_text_written_otherwise_gives_the_same_rows(how: str, tmp_path: Path) -> None:
    """Encoding, accents and line ends are no facts: only the checksum tells the files apart."""
    path = tmp_path / SEED.name
    path.write_bytes(_as_bytes(SEED.read_text("utf-8"))[how])
    other = read_minutes(path, SETTINGS)
    assert other.rows["sources"][0].sha256 != seed().rows["sources"][0].sha256
    same = replace(other.rows["sources"][0], sha256=seed().rows["sources"][0].sha256)
    assert {**other.rows, "sources": [same]} == seed().rows
    assert (other.problems, other.owners, other.lines) == (
        seed().problems, seed().owners, seed().lines
    )  # fmt: skip


def test_reading_twice_gives_the_same() -> None:
    """Nothing depends on hash order or on what was read before."""
    assert read_minutes(SEED, SETTINGS) == seed()


_CHANGES: dict[str, Callable[[str], str]] = {
    "trailing spaces": lambda text: text.replace("\n", "  \n"),
    "no-break spaces": lambda text: text.replace(" 2025", "\u00a02025").replace(" kr", "\u00a0kr"),
    "blank lines at the end": lambda text: text + "\n\n\n",
    "soft hyphens": lambda text: text.replace("samråds", "sam\u00adråds"),
}


@pytest.mark.parametrize("change", list(_CHANGES))
def test_invisible_differences_are_no_facts(change: str, tmp_path: Path) -> None:
    """What nobody sees on paper changes no row."""
    path = tmp_path / SEED.name
    path.write_text(_CHANGES[change](SEED.read_text("utf-8")), "utf-8", newline="")
    other = read_minutes(path, SETTINGS)
    for table, found in seed().rows.items():
        if table != "sources":
            assert other.rows[table] == found, table
