"""SFTP through fsspec and paramiko, to servers whose key is known.

fsspec's own class accepts the key of any server at first sight; this one reads `known_hosts` as ssh
does and refuses a key that is not there. The agent, the key files in ~/.ssh and ~/.ssh/config (host
name, user, port, key file) work as with ssh.
"""

from __future__ import annotations

import errno
import getpass
import logging
import socket
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import SplitResult, unquote

from socsam_opendata.errors import SocsamError
from socsam_opendata.publish.secrets import secret
from socsam_opendata.publish.store import Store, needing
from socsam_opendata.publish.targets import Target, port_of
from socsam_opendata.texts import Phrase

PASSWORD = "SOCSAM_SFTP_PASSWORD"
PORT = 22
_SYSTEM_KNOWN = Path("/etc/ssh/ssh_known_hosts")
_SECONDS = 30


class _UnknownHost(Exception):
    """The server shows a key that no file of known keys holds."""


class _Refuse:
    """What paramiko does with a server's key that it does not know: refuse it."""

    def missing_host_key(self, client: Any, hostname: str, key: Any) -> NoReturn:
        """Refuse the key."""
        raise _UnknownHost(f"{key.get_name()} {key.fingerprint}")


def _load_keys(client: Any, known: Path) -> None:
    """The keys of a known_hosts file; SocsamError for one that cannot be read."""
    from paramiko.hostkeys import InvalidHostKey

    try:
        client.load_system_host_keys(str(known))
    except (InvalidHostKey, ValueError) as error:
        raise SocsamError("sftp.known-hosts", path=known) from error


def _connect_strictly(self: Any) -> None:
    """Connect with the keys of servers that are known; stands in for fsspec's own way."""
    import paramiko

    client = paramiko.SSHClient()
    client.set_missing_host_key_policy(_Refuse())
    for known in (_SYSTEM_KNOWN, *self.ssh_kwargs.pop("known_hosts")):
        if known.is_file():
            _load_keys(client, known)
    try:
        client.connect(self.host, **self.ssh_kwargs)
    except BaseException:
        client.close()
        raise
    self.client = client
    self.ftp = client.open_sftp()


def _said_in_config(host: str) -> dict[str, Any]:
    """What ~/.ssh/config says of a host; nothing where there is no such file."""
    import paramiko

    path = Path.home() / ".ssh" / "config"
    if not path.is_file():
        return {}
    try:
        said = dict(paramiko.SSHConfig.from_path(str(path)).lookup(host))
        said["port"] = int(said.get("port", PORT))
    except (ValueError, paramiko.ConfigParseError) as error:
        raise SocsamError("sftp.config", path=path, said=error) from error
    # As ssh does, key files that are not there are passed over.
    files = said.get("identityfile", [])
    said["identityfile"] = [name for name in files if Path(name).expanduser().is_file()]
    return said


def sftp_target(parts: SplitResult) -> Target:
    """sftp://[user@]host[:port]/path, an absolute one; /~/path starts at the folder of the login.

    SocsamError where there is no host or no folder.
    """
    if not parts.hostname:
        raise SocsamError("target.no-sftp-host")
    path = unquote(parts.path).rstrip("/")
    if path == "/~" or path.startswith("/~/"):
        path = path.removeprefix("/~").removeprefix("/") or "."
    elif not path:
        raise SocsamError("target.no-folder")
    user = unquote(parts.username) if parts.username else None
    return Target("sftp", path, parts.hostname, port_of(parts), user)


class SftpStore(Store):
    """A folder of a server, over SFTP."""

    def connect(self) -> Any:
        """The file system of a server whose key is known; SocsamError says what was refused."""
        with needing("paramiko"):
            import paramiko
            from fsspec.implementations.sftp import SFTPFileSystem
        self.errors = (OSError, EOFError, paramiko.SSHException, _UnknownHost)
        strict: Any = type("StrictSftp", (SFTPFileSystem,), {"_connect": _connect_strictly})
        # paramiko logs what it also raises; without a handler that would be written to stderr.
        logging.getLogger("paramiko").addHandler(logging.NullHandler())
        said = _said_in_config(self.target.host)
        self.host = said.get("hostname", self.target.host)
        self.port = self.target.port or said.get("port", PORT)
        user = self.target.user or said.get("user") or getpass.getuser()
        password = secret(PASSWORD, self.target.account)
        self.secrets = (password,)
        known = [Path(name).expanduser() for name in said.get("userknownhostsfile", "").split()]
        options = {
            "port": self.port,
            "username": user,
            "password": password.value if password else None,
            "key_filename": said.get("identityfile") or None,
            "known_hosts": known or [Path.home() / ".ssh" / "known_hosts"],
            "timeout": _SECONDS,
            "banner_timeout": _SECONDS,
            "auth_timeout": _SECONDS,
        }
        return strict(self.host, skip_instance_cache=True, **options)

    def close(self) -> None:
        """Close the connection."""
        self.fs.client.close()

    def check(self) -> None:
        """SocsamError where the target is a file, or the folder above it is missing."""
        parent = self.root.rpartition("/")[0] or ("/" if self.root.startswith("/") else ".")
        if not self.fs.exists(self.root) and not self.fs.exists(parent):
            raise SocsamError("sftp.no-folder", folder=parent, account=self.target.account)
        if self.fs.exists(self.root) and not self.fs.isdir(self.root):
            raise SocsamError("sftp.is-file", target=self.target)

    def reason(self, error: Exception) -> Phrase:
        """One of `errors` in words."""
        import paramiko

        if isinstance(error, _UnknownHost):
            port = "" if self.port == PORT else f"-p {self.port} "
            server = f"{port}{self.host}"
            return Phrase("errors.sftp.unknown-key", {"key": str(error), "server": server})
        if isinstance(error, paramiko.BadHostKeyException):
            return Phrase("errors.sftp.other-key")
        if isinstance(error, paramiko.AuthenticationException):
            account = self.target.account
            return Phrase("errors.sftp.refused", {"variable": PASSWORD, "account": account})
        if isinstance(error, socket.gaierror):
            return Phrase("errors.sftp.no-host", {"host": self.host})
        return super().reason(error)

    def put(self, local: Path, path: str) -> None:
        """Send a file; paramiko compares the size afterwards."""
        self.fs.ftp.put(str(local), self.at(path), confirm=True)

    def keep(self, path: str) -> None:
        """Nothing to do: SFTP has no common way to force files to the disk."""

    def move(self, old: str, new: str) -> None:
        """Rename a file over another; where the server cannot do that in one, in two steps."""
        try:
            self.fs.ftp.posix_rename(self.at(old), self.at(new))
        except OSError as error:
            if error.errno == errno.ENOENT:
                raise
            if self.fs.exists(self.at(new)):
                self.fs.ftp.remove(self.at(new))
            self.fs.ftp.rename(self.at(old), self.at(new))

    def remove(self, path: str) -> None:
        """Remove a file."""
        self.fs.ftp.remove(self.at(path))


def sftp_store(target: Target) -> Store:
    """The folder of the server."""
    return SftpStore(target)
