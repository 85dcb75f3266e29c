"""Publishing to real servers: rclone's S3 server, and OpenSSH's sshd, both on loopback."""

from __future__ import annotations

import getpass
import os
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from clients import HOME, ROOT, free_port, listening, needed, needed_path, wait_until

pytest.importorskip("paramiko")
pytest.importorskip("s3fs")

import small_package as small
from small_package import contents, make_package
from socsam_opendata.errors import SocsamError
from socsam_opendata.package import judges
from socsam_opendata.publish.manifest import MANIFEST
from socsam_opendata.publish.publish import opened, publish_package
from socsam_opendata.publish.store import INCOMING
from socsam_opendata.publish.targets import parse_target

pytestmark = pytest.mark.conformance

KEY, HUSH = "AKIAEXEMPEL", "hemlig-nyckel-8812"
# Publishes in a process of its own, which is killed when it has sent some files.
KILLED = """
    import os, signal, sys
    from pathlib import Path
    from socsam_opendata.package import judges
    from socsam_opendata.publish import publish
    from socsam_opendata.publish import store as storage
    judges.judge = lambda folder: []
    sent = 0
    target = publish.parse_target(sys.argv[2])
    store = publish.of_kind(target.kind, "store")(target)
    put = type(store).put
    def counted(self, local, path):
        global sent
        put(self, local, path)
        sent += 1
        if sent == int(sys.argv[3]):
            os.kill(os.getpid(), signal.SIGKILL)
    type(store).put = counted
    publish.publish_package(Path(sys.argv[1]), sys.argv[2])
"""


@dataclass(frozen=True)
class Server:
    """A server: the address to publish to, and the folder where it keeps what arrives."""

    address: str
    folder: Path
    port: int


@contextmanager
def running(command: list[str], port: int, log: Path) -> Iterator[None]:
    """A server process, as long as the block lasts."""
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out)
    try:
        wait_until(lambda: listening(port) or process.poll() is not None)
        assert process.poll() is None, log.read_text(encoding="utf-8", errors="replace")
        yield
    finally:
        process.terminate()
        process.wait(10)


@contextmanager
def s3(tmp_path: Path, patch: pytest.MonkeyPatch) -> Iterator[Server]:
    """`rclone serve s3` over a folder, with one bucket."""
    rclone = needed_path(HOME / "rclone" / "bin" / "rclone", "rclone")
    root, port = tmp_path / "s3", free_port()
    (root / "open").mkdir(parents=True)
    for name in ("AWS_SESSION_TOKEN", "AWS_PROFILE", "AWS_ENDPOINT_URL_S3"):
        patch.delenv(name, raising=False)
    patch.setenv("AWS_ACCESS_KEY_ID", KEY)
    patch.setenv("AWS_SECRET_ACCESS_KEY", HUSH)
    patch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
    patch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    patch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    patch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    command = [str(rclone), "serve", "s3", "--config", str(tmp_path / "rclone.conf")]
    command += ["--addr", f"127.0.0.1:{port}", "--auth-key", f"{KEY},{HUSH}", str(root)]
    with running(command, port, tmp_path / "rclone.log"):
        yield Server("s3://open/data/socsam", root / "open" / "data" / "socsam", port)


@contextmanager
def sftp(tmp_path: Path, patch: pytest.MonkeyPatch, *more: str) -> Iterator[Server]:
    """sshd with a key of its own; the login is by a key file of a home of its own."""
    sshd, keygen, port = needed("sshd"), needed("ssh-keygen"), free_port()
    ssh = tmp_path / "home" / ".ssh"
    ssh.mkdir(parents=True, mode=0o700)
    for path in (tmp_path / "host_key", ssh / "id_ed25519"):
        command = [keygen, "-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", str(path)]
        subprocess.run(command, check=True)
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # sshd of root wants it; Debian makes it at boot
    lines = [
        f"ListenAddress 127.0.0.1:{port}",
        f"HostKey {tmp_path / 'host_key'}",
        f"AuthorizedKeysFile {ssh / 'id_ed25519.pub'}",
        f"PidFile {tmp_path / 'sshd.pid'}",
        "StrictModes no",
        "UsePAM no",
        "PasswordAuthentication no",
        "KbdInteractiveAuthentication no",
        *(more or ("Subsystem sftp internal-sftp",)),
    ]
    (tmp_path / "sshd_config").write_text("\n".join(lines) + "\n", encoding="utf-8")
    key = " ".join((tmp_path / "host_key.pub").read_text(encoding="utf-8").split()[:2])
    (ssh / "known_hosts").write_text(f"[127.0.0.1]:{port} {key}\n", encoding="utf-8")
    patch.setenv("HOME", str(tmp_path / "home"))
    patch.delenv("SSH_AUTH_SOCK", raising=False)
    patch.delenv("SOCSAM_SFTP_PASSWORD", raising=False)
    root = tmp_path / "srv" / "socsam"
    root.parent.mkdir()
    with running(
        [sshd, "-D", "-e", "-f", str(tmp_path / "sshd_config")], port, tmp_path / "sshd.log"
    ):
        user = getpass.getuser()
        yield Server(f"sftp://{user}@127.0.0.1:{port}{root}", root, port)


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(judges, "judge", lambda folder: [])
    return make_package(tmp_path / "package")


@pytest.fixture(params=[s3, sftp], ids=["s3", "sftp"])
def server(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Server]:
    with request.param(tmp_path, monkeypatch) as found:
        yield found


@pytest.fixture
def s3_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with s3(tmp_path, monkeypatch) as found:
        yield found


@pytest.fixture
def sftp_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with sftp(tmp_path, monkeypatch) as found:
        yield found


def there(server: Server) -> dict[str, bytes]:
    found = contents(server.folder)
    found.pop(MANIFEST, None)
    return found


def test_first_second_changed_and_removed(package: Path, server: Server) -> None:
    assert publish_package(package, server.address).sent == len(contents(package))
    assert there(server) == contents(package)
    again = publish_package(package, server.address)
    assert (again.changes, again.sent) == ((), 0)
    make_package(package, small.SECOND, "1.1.0")
    dry = publish_package(package, server.address, dry_run=True)
    done = publish_package(package, server.address)
    assert dry.changes == done.changes
    assert {c.name for c in done.changes if c.action == "remove"} == {"years/2031/decisions.csv"}
    assert done.sent == 8
    assert there(server) == contents(package)
    assert publish_package(package, server.address).changes == ()


def test_others_files_stand_and_stop_what_would_replace_them(package: Path, server: Server) -> None:
    with opened(parse_target(server.address)) as store:
        store.make_folder("data")
        for name, data in (("README.md", b"theirs"), ("data/other.csv", b"a\n")):
            store.fs.pipe_file(store.at(name), data)
    with pytest.raises(SocsamError, match=r"did not put there: README\.md"):
        publish_package(package, server.address)
    assert there(server) == {"README.md": b"theirs", "data/other.csv": b"a\n"}
    publish_package(package, server.address, overwrite=True)
    assert there(server) == contents(package) | {"data/other.csv": b"a\n"}


def test_a_file_there_that_others_changed_is_sent_again(package: Path, server: Server) -> None:
    publish_package(package, server.address)
    with opened(parse_target(server.address)) as store:
        store.fs.pipe_file(store.at("data/decisions.csv"), b"changed by hand")
    assert [c.name for c in publish_package(package, server.address).changes] == [
        "data/decisions.csv"
    ]
    assert there(server) == contents(package)


def test_a_killed_run_is_continued(package: Path, server: Server) -> None:
    many = {f"rdf/meeting-{n:03}.ttl": f"# {n}\n".encode() * 500 for n in range(60)}
    make_package(package, small.FIRST | many)
    command = [sys.executable, "-c", textwrap.dedent(KILLED), str(package), server.address, "20"]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    killed = subprocess.run(command, env=env, capture_output=True, check=False, timeout=120)
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    assert "datapackage.json" not in there(server)
    total = len(contents(package))
    assert publish_package(package, server.address).sent <= total - 19
    assert there(server) == contents(package)
    assert not (server.folder / INCOMING).exists()
    assert publish_package(package, server.address).changes == ()


def test_many_files_go_up_and_the_second_time_none(package: Path, server: Server) -> None:
    many = {f"rdf/meeting-{n:04}.ttl": f"# {n}\n".encode() for n in range(600)}
    make_package(package, small.FIRST | many)
    heard: list[tuple[str, int, int]] = []
    publish_package(package, server.address, progress=lambda *step: heard.append(step))
    assert heard[-1] == ("publish", 610, 610)
    assert there(server) == contents(package)
    assert publish_package(package, server.address).sent == 0


def refused(package: Path, address: str) -> str:
    """Why publishing stops: one line, and no secret in it or in the traceback."""
    with pytest.raises(SocsamError) as caught:
        publish_package(package, address)
    whole = "".join(traceback.format_exception(caught.value))
    assert HUSH not in whole
    assert "\n" not in str(caught.value)
    return str(caught.value)


# --- S3 -------------------------------------------------------------------------------------


def test_objects_carry_their_media_type(package: Path, s3_server: Server) -> None:
    publish_package(package, s3_server.address)
    with opened(parse_target(s3_server.address)) as store:
        for name, kind in (
            ("data/decisions.csv", "text/csv; charset=utf-8"),
            ("data/decisions.parquet", "application/vnd.apache.parquet"),
            ("catalogue.rdf", "application/rdf+xml; charset=utf-8"),
        ):
            head = store.fs.call_s3("head_object", Bucket="open", Key=f"data/socsam/{name}")
            assert head["ContentType"] == kind
            assert head["CacheControl"] == "public, max-age=300"


def test_a_file_of_several_parts_arrives_whole(package: Path, s3_server: Server) -> None:
    # No digits in a row: the last look before an upload takes them for a telephone number.
    large = bytes(range(128, 256)) * 860_000
    make_package(package, small.FIRST | {"data/large.parquet": large})
    publish_package(package, s3_server.address)
    assert there(s3_server) == contents(package)
    assert publish_package(package, s3_server.address).changes == ()


def test_wrong_keys_and_missing_buckets_are_said(
    package: Path, s3_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "there is no bucket none-such" in refused(package, "s3://none-such/x")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", f"{HUSH}-wrong")
    assert "refuses these keys" in refused(package, s3_server.address)
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    assert "no keys for S3" in refused(package, s3_server.address)
    assert there(s3_server) == {}


def test_a_bucket_itself_may_be_the_target(package: Path, s3_server: Server) -> None:
    publish_package(package, "s3://open")
    assert publish_package(package, "s3://open").changes == ()
    assert "datapackage.json" in contents(s3_server.folder.parents[1])


# --- SFTP -----------------------------------------------------------------------------------


def test_a_server_whose_key_is_unknown_is_refused(package: Path, sftp_server: Server) -> None:
    known = Path(os.environ["HOME"]) / ".ssh" / "known_hosts"
    said = known.read_text(encoding="utf-8")
    known.unlink()
    words = refused(package, sftp_server.address)
    assert f"ssh-keyscan -p {sftp_server.port} 127.0.0.1" in words
    assert "ssh-ed25519 SHA256:" in words
    assert not known.exists()
    head, _, key = said.strip().rpartition(" ")
    other = key[:-8] + ("AAAAAAAA" if not key.endswith("AAAAAAAA") else "BBBBBBBB")
    known.write_text(f"{head} {other}\n", encoding="utf-8")
    assert "another key than known_hosts" in refused(package, sftp_server.address)
    assert not sftp_server.folder.exists()


def test_a_refused_login_is_said(
    package: Path, sftp_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOCSAM_SFTP_PASSWORD", HUSH)
    (Path(os.environ["HOME"]) / ".ssh" / "id_ed25519").unlink()
    assert "refuses the login" in refused(package, sftp_server.address)


def test_a_missing_folder_and_a_missing_server_are_said(package: Path, sftp_server: Server) -> None:
    assert "there is no folder" in refused(package, f"{sftp_server.address}/no/such")
    port = free_port()
    assert "Unable to connect" in refused(package, f"sftp://127.0.0.1:{port}/srv")


def test_a_server_that_speaks_no_ssh_is_said(
    package: Path, sftp_server: Server, capfd: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.sendall(b"HTTP/1.0 400 Bad Request\r\n\r\n")

        thread = threading.Thread(target=answer)
        thread.start()
        words = refused(package, f"sftp://127.0.0.1:{listener.getsockname()[1]}/srv")
        thread.join()
    assert "banner" in words
    assert capfd.readouterr().err == ""


def test_names_of_hosts_come_from_the_configuration_of_ssh(
    package: Path, sftp_server: Server
) -> None:
    config = Path(os.environ["HOME"]) / ".ssh" / "config"
    config.write_text(
        f"Host portal\n  HostName 127.0.0.1\n  Port {sftp_server.port}\n", encoding="utf-8"
    )
    publish_package(package, f"sftp://portal{sftp_server.folder}")
    assert there(sftp_server) == contents(package)


def test_a_server_that_cannot_rename_over_a_file_gets_the_package_too(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = "Subsystem sftp internal-sftp -P posix-rename"
    with sftp(tmp_path, monkeypatch, plain) as server:
        publish_package(package, server.address)
        make_package(package, small.SECOND, "1.1.0")
        publish_package(package, server.address)
        assert there(server) == contents(package)
        assert publish_package(package, server.address).changes == ()
