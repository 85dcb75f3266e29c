"""A folder of this machine as a target: a path, or file://."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import SplitResult
from urllib.request import url2pathname

from socsam_opendata.errors import SocsamError
from socsam_opendata.publish.store import Store
from socsam_opendata.publish.targets import FORMS, Target


def folder_target(parts: SplitResult) -> Target:
    """file:///path; SocsamError where it names another machine."""
    if parts.netloc not in ("", "localhost"):
        raise SocsamError("target.unknown-kind", forms=FORMS)
    return Target("folder", str(Path(url2pathname(parts.path)).absolute()))


def folder_store(target: Target) -> Store:
    """The folder."""
    return Store(target)
