"""The synthetic minutes are what they say: texts that are read whole, rows without a fault."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from bench_faults import FAULTS, ours, plant

import synthetic
from plain_quads import plain_quads
from socsam_opendata.dataset.batches import batch_of
from socsam_opendata.dataset.check import check_facts
from socsam_opendata.dataset.gather import gather
from socsam_opendata.minutes.interpret import read_minutes
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.model.records import MEETING_TABLES
from socsam_opendata.package.linked import quads as graph
from socsam_opendata.privacy.policy import apply
from synthetic_world import settings

# Meeting and seed; later terms have other persons.
SOME = ((0, 0), (1, 1), (77, 2), (1_039, 3), (1_040, 3), (5_555, 4))


def read(folder: Path, number: int, seed: int) -> tuple[synthetic.MeetingText, Reading]:
    """A text and its reading."""
    found = synthetic.meeting_text(number, seed)
    (folder / found.file).write_text(found.text, encoding="utf-8")
    return found, read_minutes(folder / found.file, settings())


@pytest.mark.parametrize(("number", "seed"), SOME)
def test_a_text_is_read_whole_and_may_be_published(tmp_path: Path, number: int, seed: int) -> None:
    _, reading = read(tmp_path, number, seed)
    assert [o for o in reading.owners if o.state == "unread"] == []
    published = apply(settings(), reading, settings().release_date).reading
    assert [p for p in published.problems if p.severity == "error"] == []


@pytest.mark.parametrize(("number", "seed"), SOME)
def test_the_facts_put_into_a_text_are_read(tmp_path: Path, number: int, seed: int) -> None:
    put, reading = read(tmp_path, number, seed)
    rows = reading.rows
    (meeting,) = rows["meetings"]
    assert (meeting.date, meeting.starts_at, meeting.ends_at, meeting.place) == (
        put.date, put.starts_at, put.ends_at, put.place,
    )  # fmt: skip
    assert (meeting.adjusted_on, meeting.next_meeting_on) == (put.adjusted_on, put.next_meeting_on)
    stated = (int(meeting.first_paragraph), int(meeting.last_paragraph))
    assert stated == (put.first_paragraph, put.last_paragraph)
    names = {p.id: p.name for p in rows["persons"]}
    listed = [(names[p.person], p.capacity, p.status) for p in rows["participants"]]
    assert listed == list(put.participants)
    assert [item.title for item in rows["agenda_items"]] == list(put.titles)
    assert [clause.text for clause in rows["clauses"]] == list(put.clauses)
    assert sorted((a.value, a.per) for a in rows["amounts"]) == sorted(put.amounts)


def test_texts_vary_and_are_of_the_size_of_the_real_minutes() -> None:
    found = list(synthetic.texts(60))
    assert len({f.date for f in found}) == 60
    assert len({f.text for f in found}) == 60
    assert 15_000 < sum(len(f.text.encode()) for f in found) / 60 < 20_000
    assert 270 < sum(f.text.count("\n") for f in found) / 60 < 350


def test_the_same_seed_gives_the_same_and_another_gives_another() -> None:
    assert synthetic.meeting_text(5, 1) == synthetic.meeting_text(5, 1)
    assert synthetic.meeting_text(5, 1) != synthetic.meeting_text(5, 2)
    assert synthetic.meeting(5, 1) == synthetic.meeting(5, 1)
    assert synthetic.meeting(5, 1) != synthetic.meeting(5, 2)


def test_a_folder_of_texts_is_gathered_without_an_error(tmp_path: Path) -> None:
    synthetic.write_texts(tmp_path / "minutes", 6)
    (tmp_path / "scratch").mkdir()
    found = gather(settings(), tmp_path / "minutes", tmp_path / "scratch", workers=1)
    assert found.severities["error"] == 0
    assert len(list(found.dataset.meetings)) == 6
    assert list(check_facts(found.dataset)) == []


def test_rows_pass_our_checks_and_fill_every_table() -> None:
    dataset = synthetic.dataset(60)
    assert list(check_facts(dataset)) == []
    found = list(dataset.meetings)
    assert [m.key for m in found] == sorted(m.key for m in dataset.meetings)
    counts = {t.name: sum(len(m.rows[t.name]) for m in found) for t in MEETING_TABLES}
    assert all(counts.values())
    assert 220 < sum(counts.values()) / 60 < 280


def test_rows_over_a_change_of_terms_pass_our_checks() -> None:
    dataset = synthetic.dataset(1_060)
    late = [synthetic.meeting(number) for number in range(1_030, 1_060)]
    unresolved = [
        replace(m, rows={**m.rows, "citations": []}) for m in late
    ]  # their citations point at meetings that are left out here
    assert list(check_facts(replace(dataset, meetings=unresolved))) == []


def test_every_planted_fault_is_found() -> None:
    dataset = synthetic.dataset(30)
    spoilt, places = plant(list(dataset.meetings))
    assert len(places) == len(FAULTS)
    assert places <= ours(replace(dataset, meetings=spoilt))


def test_a_plain_loop_says_what_the_column_batches_say() -> None:
    some, base = list(synthetic.meetings(4)), settings().base
    said = b"".join(graph.quads(batch_of(some), base)).decode().splitlines(keepends=True)
    assert sorted(said) == sorted(set(plain_quads(some, base)))
