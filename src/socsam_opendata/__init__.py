"""Minutes to open data: CSV, Parquet and linked data with the same facts, tied to their lines.

`import socsam_opendata as so` loads nothing heavy; a name below is fetched when it is first used.

    so.read(path)                    one document -> Reading, before the publication policy
    so.read_settings(folder)         dataset.toml and what lies beside it -> Settings
    so.build(minutes, out)           a folder of minutes -> a package in its place, and a Report
    so.write_package(rows, out)      rows in place of minutes -> the same package, and a Report
    so.open_package(folder)          a built package -> Package: its tables, SPARQL, SQL
    so.diff(old, new)                what differs between two packages -> Difference
    so.make_release(minutes, out)    a build that gets a version and a history -> ReleaseReport
    so.publish_package(package, to)  a release to a folder, S3, SFTP or CKAN -> PublishReport

The eleven rooms, from the ground up; a module imports only from rooms below its own:

    model     what the data is: kinds, codes, tables, keys, problem codes
    settings  what a publisher keeps beside the minutes
    minutes   one document becomes rows
    privacy   what may be published about whom
    rows      what somebody hands over as rows becomes a reading too
    dataset   all documents together, checked, in batches, with the views for people
    package   a dataset becomes files, and a built package is opened and read back
    release   what changed since the last one, and which version that makes it
    publish   a released package goes to a folder, S3, SFTP or CKAN
    writing   the second door: rows in, a package out
    cli       the command line `socsam`

Under them lie `errors` and `texts`: exceptions, and every sentence for people in two languages.
"""

from importlib import import_module

__version__ = "0.1.0"

# Where each public name stands, and what it is called there.
_HOMES = {
    "build": ("package.build", "build"),
    "diff": ("release.compare", "diff"),
    "make_release": ("release.release", "make_release"),
    "open_package": ("package.package", "open_package"),
    "publish_package": ("publish.publish", "publish_package"),
    "read": ("minutes.interpret", "read"),
    "read_settings": ("settings.dataset_toml", "read_settings"),
    "write_package": ("writing", "write_package"),
    # What they give.
    "Answer": ("package.linked.questions", "Answer"),
    "Difference": ("release.compare", "Difference"),
    "Package": ("package.package", "Package"),
    "Place": ("errors", "Place"),
    "Problem": ("model.problems", "Problem"),
    "PublishReport": ("publish.publish", "PublishReport"),
    "Reading": ("minutes.reading", "Reading"),
    "ReleaseReport": ("release.release", "ReleaseReport"),
    "Report": ("package.build", "Report"),
    "Settings": ("settings.dataset_toml", "Settings"),
    # What stands in what they give, and what they are given.
    "Body": ("settings.dataset_toml", "Body"),
    "Catalogue": ("settings.dataset_toml", "Catalogue"),
    "ColumnText": ("package.described", "ColumnText"),
    "Contact": ("settings.dataset_toml", "Contact"),
    "FileChange": ("publish.transfer", "FileChange"),
    "GivenKey": ("model.release_records", "GivenKey"),
    "KnownOrganization": ("settings.known", "KnownOrganization"),
    "KnownPerson": ("settings.known", "KnownPerson"),
    "NamedPerson": ("settings.dataset_toml", "NamedPerson"),
    "StatedDocument": ("settings.dataset_toml", "StatedDocument"),
    "LeftOut": ("dataset.documents", "LeftOut"),
    "Limits": ("settings.limits", "Limits"),
    "Organization": ("model.records", "Organization"),
    "Owner": ("minutes.layout.owners", "Owner"),
    "Parameter": ("package.linked.parameters", "Parameter"),
    "Phrase": ("errors", "Phrase"),
    "Piece": ("release.compare", "Piece"),
    "ProblemRow": ("model.records", "ProblemRow"),
    "Progress": ("dataset.progress", "Progress"),
    "Publication": ("settings.dataset_toml", "Publication"),
    "Publisher": ("settings.dataset_toml", "Publisher"),
    "Question": ("package.linked.questions", "Question"),
    "Refusal": ("release.refusals", "Refusal"),
    "Release": ("model.release_records", "Release"),
    "Rename": ("release.renames", "Rename"),
    "ReviewReport": ("package.build", "ReviewReport"),
    "RowChange": ("release.compare", "RowChange"),
    "SchemaChange": ("release.compare", "SchemaChange"),
    "Stated": ("minutes.reading", "Stated"),
    "TableDifference": ("release.compare", "TableDifference"),
    "TableFile": ("package.described", "TableFile"),
    "Tables": ("package.package", "Tables"),
    "Texts": ("rows.readings", "Texts"),
    "Verdict": ("package.judges", "Verdict"),
    # Errors.
    "ArgumentError": ("errors", "ArgumentError"),
    "BuildError": ("errors", "BuildError"),
    "PackageError": ("errors", "PackageError"),
    "QueryError": ("errors", "QueryError"),
    "RowsError": ("errors", "RowsError"),
    "SettingsError": ("errors", "SettingsError"),
    "SocsamError": ("errors", "SocsamError"),
    "SourceError": ("errors", "SourceError"),
    "VocabularyError": ("errors", "VocabularyError"),
}

__all__ = ["__version__", *_HOMES]  # noqa: PLE0604


def __getattr__(name: str) -> object:
    """A public name, fetched from its room when it is first asked for (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _HOMES[name]
    found: object = getattr(import_module(f"{__name__}.{module}"), attribute)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
