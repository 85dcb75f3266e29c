from socsam_opendata.errors import (
    BuildError,
    PackageError,
    Place,
    QueryError,
    SettingsError,
    SocsamError,
    SourceError,
    VocabularyError,
)
from socsam_opendata.minutes.interpret import read
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.model.problems import Problem
from socsam_opendata.package.build import Report, build
from socsam_opendata.package.linked.questions import Answer
from socsam_opendata.package.package import Package, open_package
from socsam_opendata.publish.publish import PublishReport, publish_package
from socsam_opendata.release.compare import Difference, diff
from socsam_opendata.release.release import ReleaseReport, make_release
from socsam_opendata.settings.dataset_toml import Settings, read_settings

__version__: str

__all__ = [
    "Answer",
    "BuildError",
    "Difference",
    "Package",
    "PackageError",
    "Place",
    "Problem",
    "PublishReport",
    "QueryError",
    "Reading",
    "ReleaseReport",
    "Report",
    "Settings",
    "SettingsError",
    "SocsamError",
    "SourceError",
    "VocabularyError",
    "__version__",
    "build",
    "diff",
    "make_release",
    "open_package",
    "publish_package",
    "read",
    "read_settings",
]
