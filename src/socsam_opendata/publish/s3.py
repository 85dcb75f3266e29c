"""S3, and what speaks S3, through s3fs: s3://bucket/prefix."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import SplitResult

from socsam_opendata.errors import SocsamError, others_words
from socsam_opendata.package.contents import media_of
from socsam_opendata.publish.secrets import Secret, secret
from socsam_opendata.publish.store import Store, needing
from socsam_opendata.publish.targets import Target
from socsam_opendata.texts import Phrase

# Names stay and content changes, so a copy is asked about after five minutes.
CACHE = "public, max-age=300"
# S3's own rule for names of buckets (https://docs.aws.amazon.com/AmazonS3/latest/userguide/
# bucketnamingrules.html), and what older buckets were allowed.
_BUCKET = r"[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]"


def s3_target(parts: SplitResult) -> Target:
    """s3://bucket/prefix; SocsamError where there is no bucket, or dots lead elsewhere."""
    if not re.fullmatch(_BUCKET, parts.netloc):
        raise SocsamError("target.no-bucket")
    segments = [segment for segment in parts.path.split("/") if segment]
    if ".." in segments or "." in segments:
        raise SocsamError("target.dots")
    return Target("s3", "/".join(segments), parts.netloc)


class S3Store(Store):
    """A bucket, or a prefix in it, through s3fs: each object is written whole, none is renamed.

    Keys come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, else from the keyring (the two with
    a colon between), else from wherever botocore finds them; AWS_ENDPOINT_URL names another
    server than Amazon's.
    """

    staged: ClassVar[bool] = False
    workers: ClassVar[int] = 8

    def connect(self) -> Any:
        """The file system of s3fs, with no cache of what stands there."""
        with needing("s3fs"):
            import s3fs
            from botocore.exceptions import BotoCoreError, ClientError
        # botocore raises ValueError for an AWS_ENDPOINT_URL that is no address.
        self.errors = (OSError, ValueError, BotoCoreError, ClientError)
        self.root = "/".join(filter(None, (self.target.host, self.target.path)))
        return s3fs.S3FileSystem(skip_instance_cache=True, use_listings_cache=False, **self._keys())

    def _keys(self) -> dict[str, str]:
        """The keys that the keyring has; none where the environment gives them to botocore."""
        names = ("AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_ACCESS_KEY_ID")
        said = [Secret(os.environ[name]) for name in names if os.environ.get(name)]
        self.secrets = tuple(said)
        kept = None if said else secret("AWS_SECRET_ACCESS_KEY", self.target.account)
        if kept is None:
            return {}
        key, colon, value = kept.value.partition(":")
        if not colon:
            raise SocsamError("s3.keyring", account=self.target.account)
        self.secrets = (Secret(value), Secret(key), kept)
        return {"key": key, "secret": value}

    def reason(self, error: Exception) -> Phrase:
        """One of `errors` in words; refusals say where keys come from."""
        if isinstance(error, PermissionError):
            return Phrase("errors.s3.refused", {"said": others_words(error)})
        if type(error).__name__ in ("NoCredentialsError", "PartialCredentialsError"):
            return Phrase("errors.s3.no-keys", {"account": self.target.account})
        return super().reason(error)

    def check(self) -> None:
        """SocsamError where there is no such bucket: buckets are made by their owner."""
        try:
            # Only under the prefix: keys may be good for that and for nothing else.
            self.fs.ls(self.root, detail=False)
        except FileNotFoundError as error:
            said = getattr(error.__cause__, "response", {}).get("Error", {})
            if said.get("Code") == "NoSuchBucket":
                raise SocsamError("s3.no-bucket", bucket=self.target.host) from None

    def stamp(self, info: dict[str, Any]) -> str:
        """What changes when an object does: its ETag."""
        return str(info.get("ETag", "")).strip('"')

    def write(self, path: str, data: bytes) -> None:
        """Write a small object."""
        kind = media_of(path).content_type
        self.fs.pipe_file(self.at(path), data, ContentType=kind, CacheControl="no-cache")

    def put(self, local: Path, path: str) -> None:
        """Send a file with its media type; its SHA-256 travels with it, as metadata."""
        with local.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        self.fs.put_file(
            str(local),
            self.at(path),
            ContentType=media_of(path).content_type,
            CacheControl=CACHE,
            Metadata={"sha256": digest},
        )

    def sha256(self, path: str) -> str:
        """The SHA-256 in the metadata of an object, else of its content."""
        head = self.fs.call_s3("head_object", Bucket=self.target.host, Key=self._key(path))
        said = head.get("Metadata", {}).get("sha256")
        return str(said) if said else super().sha256(path)

    def _key(self, path: str) -> str:
        return "/".join(filter(None, (self.target.path, path)))

    def keep(self, path: str) -> None:
        """Nothing to do: an object that was accepted is kept."""

    def make_folder(self, folder: str) -> None:
        """Nothing to do: S3 has no folders."""

    def remove_folder(self, folder: str) -> None:
        """Nothing to do: S3 has no folders."""


def s3_store(target: Target) -> Store:
    """The bucket."""
    return S3Store(target)
