"""Where a package is published: the addresses that `socsam publish` takes.

A folder (a path or file://), `s3://bucket/prefix`, `sftp://[user@]host[:port]/path`, and
`ckan+https://host/`. No address holds a secret: one that does is refused, and is not printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import SplitResult, unquote, urlsplit
from urllib.request import url2pathname

from socsam_opendata.errors import SocsamError
from socsam_opendata.texts import Phrase

TargetKind = Literal["folder", "s3", "sftp", "ckan"]
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
# S3's own rule for names of buckets (https://docs.aws.amazon.com/AmazonS3/latest/userguide/
# bucketnamingrules.html), and what older buckets were allowed.
_BUCKET = r"[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]"
_FORMS = Phrase("errors.target.forms")


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart; `str()` of it may be printed.

    `host` is the host or the bucket, `path` the folder or prefix there (no slash at its end, "" for
    the top), and for CKAN the whole address of the site.
    """

    kind: TargetKind
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
        return f"{self.kind}://{user}{_bracketed(self.host)}{port}"

    def __str__(self) -> str:
        if self.kind == "folder":
            return self.path
        if self.kind == "ckan":
            return self.account
        return f"{self.account}/{self.path.removeprefix('/')}".removesuffix("/")


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _refuse_secrets(parts: SplitResult) -> None:
    """SocsamError, without the address, where it holds a password or anything after a ?."""
    if parts.password is not None or (parts.username and parts.scheme not in ("sftp", "ssh")):
        raise SocsamError("target.secret")
    if parts.query or parts.fragment:
        raise SocsamError("target.query")


def _folder(path: Path) -> Target:
    return Target("folder", str(path.absolute()))


def _s3(parts: SplitResult) -> Target:
    if not re.fullmatch(_BUCKET, parts.netloc):
        raise SocsamError("target.no-bucket")
    segments = [segment for segment in parts.path.split("/") if segment]
    if ".." in segments or "." in segments:
        raise SocsamError("target.dots")
    return Target("s3", "/".join(segments), parts.netloc)


def _sftp(parts: SplitResult) -> Target:
    """SFTP: the path is absolute; what follows /~/ starts at the folder of the login."""
    if not parts.hostname:
        raise SocsamError("target.no-sftp-host")
    path = unquote(parts.path).rstrip("/")
    if path == "/~" or path.startswith("/~/"):
        path = path.removeprefix("/~").removeprefix("/") or "."
    elif not path:
        raise SocsamError("target.no-folder")
    user = unquote(parts.username) if parts.username else None
    return Target("sftp", path, parts.hostname, _port(parts), user)


def _ckan(parts: SplitResult) -> Target:
    if not parts.hostname:
        raise SocsamError("target.no-ckan-host")
    scheme = parts.scheme.removeprefix("ckan+")
    if scheme == "http" and parts.hostname not in LOOPBACK:
        raise SocsamError("target.open-http")
    port = _port(parts)
    site = f"{scheme}://{_bracketed(parts.hostname)}{f':{port}' if port else ''}"
    return Target("ckan", site + parts.path.rstrip("/"), parts.hostname, port)


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError:
        raise SocsamError("target.port") from None


def parse_target(text: str) -> Target:
    """An address taken apart; SocsamError, which repeats no secret, for one that cannot be used."""
    text = text.strip()
    if not text:
        raise SocsamError("target.empty", forms=_FORMS)
    scheme, found, _ = text.partition("://")
    if not found:
        if re.match(r"[^/\\]+@[^/\\]+:", text) and not Path(text).exists():
            raise SocsamError("target.scp")
        return _folder(Path(text))
    try:
        parts = urlsplit(text)
    except ValueError:
        raise SocsamError("target.no-address", forms=_FORMS) from None
    _refuse_secrets(parts)
    match scheme.lower():
        case "file" if parts.netloc in ("", "localhost"):
            return _folder(Path(url2pathname(parts.path)))
        case "s3":
            return _s3(parts)
        case "sftp":
            return _sftp(parts)
        case "ckan+https" | "ckan+http":
            return _ckan(parts)
    raise SocsamError("target.unknown-kind", forms=_FORMS)
