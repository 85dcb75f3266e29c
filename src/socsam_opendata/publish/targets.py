"""Where a package is published: the addresses that `socsam publish` takes.

A folder (a path or file://), `s3://bucket/prefix`, `sftp://[user@]host[:port]/path`, and
`ckan+https://host/`. No address holds a secret: one that does is refused, and is not printed.

A kind of target is a module beside this one. Its function `{kind}_target` takes an address apart,
its `{kind}_store` gives the store that files are sent to; a line of SCHEMES names it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from socsam_opendata.errors import SocsamError
from socsam_opendata.texts import Phrase

FORMS = Phrase("errors.target.forms")


@dataclass(frozen=True, slots=True)
class Scheme:
    """What an address begins with: the kind of target, and whether a user may be named in it."""

    kind: str
    user: bool = False


SCHEMES: dict[str, Scheme] = {
    "file": Scheme("folder"),
    "s3": Scheme("s3"),
    "sftp": Scheme("sftp", user=True),
    "ckan+https": Scheme("ckan"),
    "ckan+http": Scheme("ckan"),
}


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart; `str()` of it may be printed.

    `host` is the host or the bucket, `path` the folder or prefix there (no slash at its end, "" for
    the top), and for CKAN the whole address of the site.
    """

    kind: str
    path: str
    host: str = ""
    port: int | None = None
    user: str | None = None

    @property
    def account(self) -> str:
        """The name under which the keyring keeps the secret of this target."""
        if self.kind == "ckan":
            return f"ckan+{self.path}"
        user = f"{self.user}@" if self.user else ""
        port = f":{self.port}" if self.port else ""
        return f"{self.kind}://{user}{bracketed(self.host)}{port}"

    def __str__(self) -> str:
        if self.kind == "folder":
            return self.path
        if self.kind == "ckan":
            return self.account
        return f"{self.account}/{self.path.removeprefix('/')}".removesuffix("/")


def bracketed(host: str) -> str:
    """A host as it stands in an address: IPv6 in brackets."""
    return f"[{host}]" if ":" in host else host


def port_of(parts: SplitResult) -> int | None:
    """The port of an address; SocsamError for one that is none."""
    try:
        return parts.port
    except ValueError:
        raise SocsamError("target.port") from None


def of_kind(kind: str, what: str) -> Any:
    """The function `{kind}_target` or `{kind}_store` of the module of a kind."""
    return getattr(import_module(f"socsam_opendata.publish.{kind}"), f"{kind}_{what}")


def _refuse_secrets(parts: SplitResult, user: bool) -> None:
    """SocsamError, without the address, where it holds a password or anything after a ?."""
    if parts.password is not None or (parts.username and not user):
        raise SocsamError("target.secret")
    if parts.query or parts.fragment:
        raise SocsamError("target.query")


def parse_target(text: str) -> Target:
    """An address taken apart; SocsamError, which repeats no secret, for one that cannot be used."""
    text = text.strip()
    if not text:
        raise SocsamError("target.empty", forms=FORMS)
    name, found, _ = text.partition("://")
    if not found:
        if re.match(r"[^/\\]+@[^/\\]+:", text) and not Path(text).exists():
            raise SocsamError("target.scp")
        return Target("folder", str(Path(text).absolute()))
    try:
        parts = urlsplit(text)
    except ValueError:
        raise SocsamError("target.no-address", forms=FORMS) from None
    scheme = SCHEMES.get(name.lower())
    _refuse_secrets(parts, scheme is not None and scheme.user)
    if scheme is None:
        raise SocsamError("target.unknown-kind", forms=FORMS)
    target: Target = of_kind(scheme.kind, "target")(parts)
    return target
