from socsam_opendata.errors import BuildError as BuildError
from socsam_opendata.errors import PackageError as PackageError
from socsam_opendata.errors import Place as Place
from socsam_opendata.errors import QueryError as QueryError
from socsam_opendata.errors import SettingsError as SettingsError
from socsam_opendata.errors import SocsamError as SocsamError
from socsam_opendata.errors import SourceError as SourceError
from socsam_opendata.errors import VocabularyError as VocabularyError
from socsam_opendata.minutes.interpret import read as read
from socsam_opendata.minutes.reading import Reading as Reading
from socsam_opendata.model.problems import Problem as Problem
from socsam_opendata.package.build import Report as Report
from socsam_opendata.package.build import build as build
from socsam_opendata.package.linked.questions import Answer as Answer
from socsam_opendata.package.package import Package as Package
from socsam_opendata.package.package import open_package as open_package
from socsam_opendata.release.compare import Difference as Difference
from socsam_opendata.release.release import ReleaseReport as ReleaseReport
from socsam_opendata.settings.dataset_toml import Settings as Settings
from socsam_opendata.settings.dataset_toml import read_settings as read_settings

__version__: str
