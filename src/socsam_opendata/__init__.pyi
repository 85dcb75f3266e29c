from socsam_opendata.dataset.documents import LeftOut
from socsam_opendata.dataset.progress import Progress
from socsam_opendata.errors import (
    ArgumentError,
    BuildError,
    PackageError,
    Place,
    QueryError,
    RowsError,
    SettingsError,
    SocsamError,
    SourceError,
    VocabularyError,
)
from socsam_opendata.minutes.interpret import read
from socsam_opendata.minutes.layout.owners import Owner
from socsam_opendata.minutes.reading import Reading, Stated
from socsam_opendata.model.problems import Problem
from socsam_opendata.model.records import Organization, ProblemRow
from socsam_opendata.model.release_records import GivenKey, Release
from socsam_opendata.package.build import Report, ReviewReport, build
from socsam_opendata.package.described import ColumnText, TableFile
from socsam_opendata.package.judges import Verdict
from socsam_opendata.package.linked.parameters import Parameter
from socsam_opendata.package.linked.questions import Answer, Question
from socsam_opendata.package.package import Package, Tables, open_package
from socsam_opendata.publish.publish import PublishReport, publish_package
from socsam_opendata.publish.transfer import FileChange
from socsam_opendata.release.compare import (
    Difference,
    Piece,
    RowChange,
    SchemaChange,
    TableDifference,
    diff,
)
from socsam_opendata.release.refusals import Refusal
from socsam_opendata.release.release import ReleaseReport, make_release
from socsam_opendata.release.renames import Rename
from socsam_opendata.rows.readings import Texts
from socsam_opendata.settings.dataset_toml import (
    Body,
    Catalogue,
    Contact,
    NamedPerson,
    Publication,
    Publisher,
    Settings,
    StatedDocument,
    read_settings,
)
from socsam_opendata.settings.known import KnownOrganization, KnownPerson
from socsam_opendata.settings.limits import Limits
from socsam_opendata.texts import Phrase
from socsam_opendata.writing import write_package

__version__: str

__all__ = [
    "Answer",
    "ArgumentError",
    "Body",
    "BuildError",
    "Catalogue",
    "ColumnText",
    "Contact",
    "Difference",
    "FileChange",
    "GivenKey",
    "KnownOrganization",
    "KnownPerson",
    "LeftOut",
    "Limits",
    "NamedPerson",
    "Organization",
    "Owner",
    "Package",
    "PackageError",
    "Parameter",
    "Phrase",
    "Piece",
    "Place",
    "Problem",
    "ProblemRow",
    "Progress",
    "Publication",
    "PublishReport",
    "Publisher",
    "QueryError",
    "Question",
    "Reading",
    "Refusal",
    "Release",
    "ReleaseReport",
    "Rename",
    "Report",
    "ReviewReport",
    "RowChange",
    "RowsError",
    "SchemaChange",
    "Settings",
    "SettingsError",
    "SocsamError",
    "SourceError",
    "Stated",
    "StatedDocument",
    "TableDifference",
    "TableFile",
    "Tables",
    "Texts",
    "Verdict",
    "VocabularyError",
    "__version__",
    "build",
    "diff",
    "make_release",
    "open_package",
    "publish_package",
    "read",
    "read_settings",
    "write_package",
]
