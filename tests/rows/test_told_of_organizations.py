"""What a problem is about comes back with it. Everybody and every body here is invented."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_round import differing, files
from test_rows_beside_minutes import built, save, settings_folder

from socsam_opendata.package.package import Package, open_package
from socsam_opendata.settings.dataset_toml import read_settings
from socsam_opendata.writing import write_package

pytestmark = pytest.mark.usefixtures("lean_packages")

DAYS = ("2031-02-12", "2031-09-03", "2032-04-07")


def years(minutes: Path, secret: bool) -> None:
    """A folder of rows for each day, each of which says otherwise of what a meeting never means."""
    for number, day in enumerate(DAYS, 1):
        items = [
            {"id": "a", "meeting": "m", "number": "1", "title": "Drakar", "kind": "information",
             "confidential": "nej"},
            {"id": "b", "meeting": "m", "number": "2", "title": "Ormgropen", "kind": "information",
             "confidential": "ja" if secret else "nej"},
        ]  # fmt: skip
        save(
            minutes / f"{number}.rows",
            {
                "organizations": [
                    {"name": "Sagorådet", "kind": "body"},
                    {"name": "Hittepåförbundet", "kind": "association"},
                ],
                "meetings": [
                    {"id": "m", "body": "Sagorådet", "date": day, "adjusted_on": day},
                ],
                "agenda_items": items,
            },
        )


def about(package: Package) -> list[tuple[str, str, str]]:
    return [
        (row["source"], row["table_name"], row["row"])
        for row in package.table("problems").to_pylist()
        if row["code"] == "organization-differs"
    ]


@pytest.mark.parametrize("secret", [True, False])
def test_a_problem_about_an_organization_that_its_meeting_never_means_comes_back(
    secret: bool, tmp_path: Path
) -> None:
    minutes, out = settings_folder(tmp_path), tmp_path / "out"
    years(minutes, secret)
    built(minutes, out)
    package = open_package(out)
    assert about(package) == [
        (f"sagoradet-{day}", "organizations", "forbundet") for day in DAYS
    ]  # fmt: skip
    rows = {name: package.table(name) for name in package.tables}
    texts = {source: package.texts[source] for source in package.texts}
    again = tmp_path / "again"
    write_package(rows, again, settings=read_settings(minutes), texts=texts, workers=1)
    assert differing(files(out), files(again)) == []


def test_what_is_told_of_an_organization_of_a_confidential_item_alone_says_not_which(
    tmp_path: Path,
) -> None:
    minutes, out = settings_folder(tmp_path), tmp_path / "out"
    years(minutes, secret=True)
    known = minutes / "organizations.csv"
    with known.open("a", encoding="utf-8") as file:
        file.write("ormvakten,Ormvakten,,,other,,,,,\n")
    folder = minutes / "1.rows"
    given = (folder / "organizations.csv").read_bytes() + b"Ormvakten,company\r\n"
    (folder / "organizations.csv").write_bytes(given)
    save(folder, {"roles": [{"meeting": "m", "item": "b", "role": "presenter",
                             "organization": "Ormvakten", "text": "föredrar"}]})  # fmt: skip
    built(minutes, out)
    told = [
        (row["table_name"], row["row"])
        for row in open_package(out).table("problems").to_pylist()
        if row["code"] == "organization-differs" and row["source"] == f"sagoradet-{DAYS[0]}"
    ]
    assert sorted(told, key=str) == [("organizations", "forbundet"), (None, None)]
