"""A small stand-in for a CKAN site: the Action API's calls that publishing makes.

It keeps datasets in memory, records every call, and refuses what CKAN refuses (names, tags,
organizations, tokens). It is no CKAN: what CKAN's own validators and extensions add is not here.
"""

from __future__ import annotations

import email
import email.policy
import itertools
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TOKEN = "hemlig-token-51c9"
NAME = r"[a-z0-9_-]{2,100}"
TAG = r"[\w \-.]{2,100}"
WRITES = ("package_create", "package_patch", "resource_create", "resource_patch", "resource_delete")


class Refused(Exception):
    """An error of the Action API: the status, its type, and what it says."""

    def __init__(self, status: int, kind: str, **said: Any) -> None:
        super().__init__(kind)
        self.status, self.said = status, {"__type": kind, **said}


@dataclass
class Portal:
    """The state of a site, and the calls that were made."""

    organizations: dict[str, str] = field(default_factory=lambda: {"exempel": "org-0001"})
    needs_organization: bool = True
    packages: dict[str, dict[str, Any]] = field(default_factory=dict)
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    headers: list[dict[str, str]] = field(default_factory=list)
    fail: dict[str, tuple[int, str]] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    url: str = ""

    def writes(self) -> list[str]:
        """The actions that wrote, in order."""
        return [action for action, _ in self.calls if action in WRITES]

    def only(self, name: str) -> dict[str, Any]:
        """A dataset by its name."""
        return next(p for p in self.packages.values() if p["name"] == name)

    # --- the actions

    def _package(self, said: dict[str, Any]) -> dict[str, Any]:
        for package in self.packages.values():
            if said.get("id") in (package["id"], package["name"]):
                return package
        raise Refused(404, "Not Found Error", message="Not found")

    def _resource(self, said: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        for package in self.packages.values():
            for resource in package["resources"]:
                if resource["id"] == said.get("id"):
                    return package, resource
        raise Refused(404, "Not Found Error", message="Not found: Resource was not found.")

    def _checked(self, package: dict[str, Any]) -> None:
        """Refuse what CKAN's schema refuses (ckan/logic/validators.py)."""
        faults: dict[str, list[str]] = {}
        if not re.fullmatch(NAME, str(package.get("name", ""))):
            faults["name"] = ["Must be purely lowercase alphanumeric (ascii) characters"]
        for tag in package.get("tags", []):
            if not re.fullmatch(TAG, tag["name"]):
                faults["tags"] = [f'Tag "{tag["name"]}" can only contain alphanumeric characters']
        owner = package.get("owner_org")
        if owner and owner not in self.organizations.values():
            faults["owner_org"] = ["Organization does not exist"]
        if not owner and self.needs_organization:
            faults["owner_org"] = ["An organization must be provided"]
        keys = [extra["key"] for extra in package.get("extras", [])]
        if len(keys) != len(set(keys)) or set(keys) & {*package} - {"extras"}:
            faults["extras"] = ["Duplicate key"]
        if faults:
            raise Refused(409, "Validation Error", **faults)

    def organization_show(self, said: dict[str, Any]) -> dict[str, Any]:
        for name, key in self.organizations.items():
            if said.get("id") in (name, key):
                return {"id": key, "name": name}
        raise Refused(404, "Not Found Error", message="Not found")

    def package_show(self, said: dict[str, Any]) -> dict[str, Any]:
        return self._package(said)

    def package_create(self, said: dict[str, Any]) -> dict[str, Any]:
        self._checked(said)
        if any(p["name"] == said["name"] for p in self.packages.values()):
            raise Refused(409, "Validation Error", name=["That URL is already in use."])
        key = f"package-{next(self.numbers)}"
        kept = {"resources": [], "state": "active", "extras": [], "tags": []}
        self.packages[key] = {**kept, **said, "id": key}
        return self.packages[key]

    def package_patch(self, said: dict[str, Any]) -> dict[str, Any]:
        package = self._package(said)
        patched = {**package, **said, "id": package["id"]}
        self._checked(patched)
        package.update(patched)
        return package

    def _kept(self, resource: dict[str, Any], upload: tuple[str, bytes] | None) -> None:
        """As CKAN keeps a resource: sizes are numbers, an upload has an address of the site."""
        if resource.get("format", "").upper() in ("CSV", "XLSX", "ZIP", "RDF", "JSON"):
            resource["format"] = resource["format"].upper()
        if resource.get("size"):
            resource["size"] = int(resource["size"])
        if upload is not None:
            name, data = upload
            self.files[resource["id"]] = data
            resource["size"] = len(data)
            resource["url_type"] = "upload"
            resource["url"] = f"{self.url}/resource/{resource['id']}/download/{name.lower()}"

    def resource_create(
        self, said: dict[str, Any], upload: tuple[str, bytes] | None = None
    ) -> dict[str, Any]:
        package = self._package({"id": said.pop("package_id", None)})
        resource = {"url_type": None, **said, "id": f"resource-{next(self.numbers)}"}
        self._kept(resource, upload)
        package["resources"].append(resource)
        return resource

    def resource_patch(
        self, said: dict[str, Any], upload: tuple[str, bytes] | None = None
    ) -> dict[str, Any]:
        _, resource = self._resource(said)
        resource.update(said)
        self._kept(resource, upload)
        return resource

    def resource_delete(self, said: dict[str, Any]) -> None:
        package, resource = self._resource(said)
        package["resources"].remove(resource)


def _multipart(kind: str, body: bytes) -> tuple[dict[str, Any], tuple[str, bytes] | None]:
    """The fields and the file of a form."""
    head = f"Content-Type: {kind}\r\n\r\n".encode()
    parts = email.message_from_bytes(head + body, policy=email.policy.HTTP)
    said: dict[str, Any] = {}
    upload = None
    for part in parts.iter_parts():
        name = part.get_param("name", header="content-disposition")
        data = part.get_payload(decode=True)
        if part.get_filename():
            upload = (part.get_filename(), data)
        else:
            said[name] = data.decode()
    return said, upload


class _Handler(BaseHTTPRequestHandler):
    portal: Portal

    def log_message(self, *arguments: Any) -> None:
        """Say nothing."""

    def _answer(self, status: int, body: bytes, kind: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _result(self, action: str, body: bytes) -> Any:
        kind = self.headers.get("Content-Type", "")
        upload = None
        if kind.startswith("multipart/"):
            said, upload = _multipart(kind, body)
        else:
            said = json.loads(body or b"{}")
        self.portal.calls.append((action, {**said}))
        self.portal.headers.append({k.lower(): v for k, v in self.headers.items()})
        if action in WRITES and self.headers.get("Authorization") != TOKEN:
            raise Refused(403, "Authorization Error", message="Access denied")
        run = getattr(self.portal, action)
        return run(said, upload) if upload is not None else run(said)

    def do_POST(self) -> None:
        """Answer a call of the Action API."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        action = self.path.rpartition("/")[2]
        if action in self.portal.fail:
            status, text = self.portal.fail[action]
            self._answer(status, text.encode(), "text/html")
            return
        try:
            answer = {"success": True, "result": self._result(action, body)}
            status = 200
        except Refused as error:
            answer, status = {"success": False, "error": error.said}, error.status
        self._answer(status, json.dumps(answer).encode())


@contextmanager
def serving() -> Iterator[Portal]:
    """A site on the loopback interface, as long as the block lasts."""
    portal = Portal()
    handler = type("Handler", (_Handler,), {"portal": portal})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    portal.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield portal
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
