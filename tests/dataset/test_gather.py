"""A folder of minutes as one dataset: order, duplicates, second meetings, references, workers.

The further meetings are the seed's text with other dates; they are made up.
"""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from crowded_day import sitting_text
from socsam_opendata.dataset import gather as gathering
from socsam_opendata.dataset import inputs_read, sittings
from socsam_opendata.dataset.gather import Gathered, gather
from socsam_opendata.errors import SettingsError, SourceError
from socsam_opendata.model.records import Organization
from socsam_opendata.model.release_records import GivenKey, Release
from socsam_opendata.settings.dataset_toml import Publisher, Settings, read_settings
from socsam_opendata.settings.history import History, keep_history
from socsam_opendata.settings.known import KnownOrganization

ROOT = Path(__file__).resolve().parents[2]
SEED = (ROOT / "minutes" / "2025-06-02-socsam.md").read_text(encoding="utf-8")
SETTINGS = read_settings(ROOT / "minutes")
MARCH = SEED.replace("måndag 2 juni 2025", "fredag 7 mars 2025").replace(
    "måndag 16 juni 2025", "fredag 21 mars 2025"
)


def run(tmp_path: Path, settings: Settings = SETTINGS, workers: int = 1, **texts: str) -> Gathered:
    folder, scratch = tmp_path / "minutes", tmp_path / "scratch"
    shutil.rmtree(scratch, ignore_errors=True)
    folder.mkdir(exist_ok=True, parents=True)
    scratch.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return gather(settings, folder, scratch, workers=workers)


def test_the_seed_as_a_dataset(tmp_path: Path) -> None:
    found = run(tmp_path, june=SEED)
    assert [m.key for m in found.dataset.meetings] == ["socsam-2025-06-02"]
    assert found.withheld == {"official-without-role": 8, "guest": 5, "publisher-decision": 1}
    assert found.severities["error"] == 0
    tables = found.dataset.shared_tables()
    assert tables["municipalities"].num_rows == 8
    assert tables["parties"]["id"].to_pylist() == ["afr-2303", "c", "kd", "m", "s", "v"]
    assert tables["memberships"].num_rows == 18
    (meeting,) = found.dataset.meetings
    assert len(meeting.rows["decision_overview"]) == 11
    assert meeting.rows["problems"][0].id == "socsam-2025-06-02-problem-01"


def test_meetings_come_in_key_order_and_again_and_again(tmp_path: Path) -> None:
    found = run(tmp_path, a_june=SEED, b_march=MARCH)
    keys = ["socsam-2025-03-07", "socsam-2025-06-02"]
    assert [m.key for m in found.dataset.meetings] == keys
    assert [m.key for m in found.dataset.meetings] == keys
    (batch,) = found.dataset.batches(8_000)
    assert batch.keys == tuple(keys)
    assert found.dataset.shared_tables()["memberships"]["first_seen"][0].as_py().month == 3


def test_a_citation_resolves_to_a_meeting_that_is_in_the_dataset(tmp_path: Path) -> None:
    found = run(tmp_path, june=SEED, march=MARCH)
    june = list(found.dataset.meetings)[1]
    cited = {r.date: r.resolves_to_meeting for r in june.rows["citations"]}
    assert cited["2025-03-07"] == "socsam-2025-03-07"
    assert cited["2025-05-09"] is None


def test_a_cited_paragraph_of_another_meeting_resolves_to_its_item(tmp_path: Path) -> None:
    text = SEED.replace("sammanträde 7 mars 2025 fördes", "sammanträde 7 mars 2025 § 13 fördes")
    found = run(tmp_path, june=text, march=MARCH)
    june = list(found.dataset.meetings)[1]
    (row,) = [r for r in june.rows["citations"] if r.date == "2025-03-07"]
    assert row.resolves_to_item == "socsam-2025-03-07-13"


def test_a_citation_of_a_day_with_two_sittings_resolves_to_neither(tmp_path: Path) -> None:
    found = run(tmp_path, june=SEED, march=MARCH, later=sitting_text(MARCH, 1))
    meetings = {m.key: m for m in found.dataset.meetings}
    assert list(meetings) == ["socsam-2025-03-07", "socsam-2025-03-07b", "socsam-2025-06-02"]
    cited = [r for r in meetings["socsam-2025-06-02"].rows["citations"] if r.date == "2025-03-07"]
    assert cited
    assert {(r.resolves_to_meeting, r.resolves_to_item) for r in cited} == {(None, None)}


def test_a_second_meeting_of_the_day_gets_a_letter_by_its_time(tmp_path: Path) -> None:
    found = run(tmp_path, a=sitting_text(SEED, 1), b=SEED)
    meetings = list(found.dataset.meetings)
    assert [m.key for m in meetings] == ["socsam-2025-06-02", "socsam-2025-06-02b"]
    assert [m.rows["meetings"][0].starts_at.hour for m in meetings] == [9, 13]
    assert all(r.id.startswith("socsam-2025-06-02b-") for r in meetings[1].rows["participants"])
    assert "socsam-2025-06-02b-23b" in {r.id for r in meetings[1].rows["agenda_items"]}
    (source,) = meetings[1].rows["sources"]
    assert (source.id, source.path) == ("socsam-2025-06-02b", "sources/socsam-2025-06-02b.txt")


def test_a_third_meeting_gets_the_next_letter(tmp_path: Path) -> None:
    found = run(tmp_path, c=SEED, a=sitting_text(SEED, 2), b=sitting_text(SEED, 1))
    hours = {m.key: m.rows["meetings"][0].starts_at.hour for m in found.dataset.meetings}
    assert hours == {
        "socsam-2025-06-02": 9, "socsam-2025-06-02b": 13, "socsam-2025-06-02c": 16,
    }  # fmt: skip


def test_a_key_that_a_release_gave_stays_with_its_meeting(tmp_path: Path) -> None:
    afternoon = GivenKey(
        id="1.0.0-key-0001", release="1.0.0", date=dt.date(2026, 1, 1), table_name="meetings",
        row="socsam-2025-06-02", body="socsam", day=dt.date(2025, 6, 2),
        starts_at=dt.time(13), first_paragraph="21", last_paragraph="29",
    )  # fmt: skip
    (tmp_path / "minutes").mkdir()
    keep_history(
        tmp_path / "minutes",
        History((Release(id="1.0.0", date=dt.date(2026, 1, 1), data_sha256="a" * 64),),
                keys=(afternoon,)),
    )  # fmt: skip
    found = run(tmp_path, morning=SEED, later=sitting_text(SEED, 1))
    hours = {m.key: m.rows["meetings"][0].starts_at.hour for m in found.dataset.meetings}
    assert hours == {"socsam-2025-06-02": 13, "socsam-2025-06-02b": 9}


def test_more_sittings_than_letters_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sittings, "LETTERS", ("", "b"))
    with pytest.raises(SourceError, match="more than there are letters for on 2025-06-02"):
        run(tmp_path, a=SEED, b=sitting_text(SEED, 1), c=sitting_text(SEED, 2))


def test_workers_give_the_same_dataset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs_read, "PARALLEL_FROM", 2)
    texts = {"june": SEED, "march": MARCH}
    one = [m.rows for m in run(tmp_path, **texts).dataset.meetings]
    two = [m.rows for m in run(tmp_path, workers=2, **texts).dataset.meetings]
    assert one == two


def test_a_bad_document_among_many_is_named_by_a_worker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inputs_read, "PARALLEL_FROM", 2)
    found = run(tmp_path, workers=2, june=SEED, march=MARCH, bad="\n")
    assert [(one.document, one.code) for one in found.left_out] == [("bad.md", "source.empty")]
    assert found.meetings == 2


def test_a_folder_in_a_folder_of_minutes_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "minutes" / "2024").mkdir(parents=True)
    with pytest.raises(SourceError, match="is a folder") as caught:
        run(tmp_path, june=SEED)
    assert "2024" in str(caught.value.place)


def test_a_readme_and_the_settings_are_no_minutes(tmp_path: Path) -> None:
    folder = tmp_path / "minutes"
    shutil.copytree(ROOT / "minutes", folder)
    (folder / "README.md").write_text("# Protokoll\n", encoding="utf-8")
    assert [m.key for m in run(tmp_path).dataset.meetings] == ["socsam-2025-06-02"]


def test_no_minutes_and_no_folder(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="holds no minutes"):
        run(tmp_path)
    with pytest.raises(SourceError, match="is not a folder of minutes"):
        gather(SETTINGS, tmp_path / "missing", tmp_path)


def test_a_withheld_name_is_in_no_batch(tmp_path: Path) -> None:
    found = run(tmp_path, june=SEED)
    for batch in found.dataset.batches():
        for table in batch.tables.values():
            text = str(table.to_pylist())
            assert "Anna Lindestig" not in text
            assert "Martin Söderström" not in text


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"title": "Protokoll, sekreterare {name}"}, "title in [dataset]"),
        ({"title_en": "Minutes by {name}"}, "title_en in [dataset]"),
        ({"description": "Frågor besvaras av {name}s kollegor."}, "description in [dataset]"),
        ({"description_en": "Ask {name}."}, "description_en in [dataset]"),
        ({"keywords": ("protokoll", "{name}")}, "keywords in [dataset]"),
        ({"keywords_en": ("{name}",)}, "keywords_en in [dataset]"),
        ({"publisher": Publisher("{name}")}, "name in [publisher]"),
        ({"name": "Stiftelsen {name}"}, "a name of 'ny'"),
        ({"name_en": "{name} Foundation"}, "a name of 'ny'"),
        ({"short_name": "{name}"}, "a name of 'ny'"),
    ],
)
@pytest.mark.parametrize("name", ["Anna Lindestig", "Martin Söderström"])
def test_a_withheld_name_in_the_settings_is_refused_without_repeating_it(
    tmp_path: Path, changed: dict[str, Any], says: str, name: str
) -> None:
    def named(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(named(v) for v in value)
        if isinstance(value, Publisher):
            return Publisher(named(value.name))
        return value.format(name=name)

    values = {key: named(value) for key, value in changed.items()}
    if "'ny'" in says:
        row = Organization(**{"id": "ny", "name": "Ny", "kind": "association", **values})
        values = {"organizations": (*SETTINGS.organizations, KnownOrganization(row))}
    with pytest.raises(SettingsError) as caught:
        run(tmp_path, settings=replace(SETTINGS, **values), june=SEED)
    assert says in caught.value.message
    assert not set(name.split()) & set(caught.value.message.split())


def test_the_place_of_a_withheld_name_in_the_settings(tmp_path: Path) -> None:
    folder = tmp_path / "minutes"
    shutil.copytree(ROOT / "minutes", folder)
    table, toml = folder / "organizations.csv", folder / "dataset.toml"
    row = "ny,Ny,Anna Lindestig Foundation,,association,,,,,\n"
    with table.open("a", encoding="utf-8") as file:
        file.write(row)
    with pytest.raises(SettingsError) as caught:
        run(tmp_path, read_settings(folder))
    lines = table.read_text(encoding="utf-8").splitlines()
    assert str(caught.value.place) == f"{table}:{len(lines)}"
    text = toml.read_text(encoding="utf-8").replace('"minutes", "dec', '"A. Lindestig", "dec')
    toml.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        run(tmp_path, read_settings(folder))
    at = next(n for n, line in enumerate(text.splitlines(), 1) if line.startswith("keywords_en"))
    assert str(caught.value.place) == f"{toml}:{at}"


def test_a_published_name_may_stand_in_the_settings(tmp_path: Path) -> None:
    name = next(
        row["name"]
        for row in run(tmp_path, june=SEED).dataset.shared_tables()["persons"].to_pylist()
    )
    row = Organization(id="ny", name=f"Stiftelsen {name}", kind="association")
    settings = replace(
        SETTINGS,
        title=f"Protokoll med {name}",
        organizations=(*SETTINGS.organizations, KnownOrganization(row, ("Anna Lindestig",))),
    )
    assert run(tmp_path, settings=settings, june=SEED).dataset.settings.title.endswith(name)


def test_errors_come_before_other_problems_when_there_are_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "SHOWN", 1)
    decided = replace(SETTINGS.publication, mask=(), unknown_names="stop")
    found = run(tmp_path, settings=replace(SETTINGS, publication=decided), june=SEED)
    assert "name-undecided" in {p.code for p in found.problems}
    assert sum(found.severities.values()) > len(found.problems)
