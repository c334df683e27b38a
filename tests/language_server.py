"""The language server that editors run for YAML, spoken to as an editor does: the Language Server Protocol on stdio."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import IO, Any

from tests import node_tools

_SCRIPT = "yaml-language-server/bin/yaml-language-server"
_PATIENCE = 60
_YAML = {
    "validate": True,
    "completion": True,
    "hover": True,
    "schemaStore": {"enable": False},
    "kubernetesCRDStore": {"enable": False},
}
"""An editor's own settings, but for the two that would ask other hosts."""


@dataclass
class LanguageServer:
    """One running server and what it has said that nobody has read."""

    process: subprocess.Popen[bytes]
    schemas: dict[str, Any]
    """Which files have which schema, as an editor's settings say."""
    said: Queue[dict[str, Any]] = field(default_factory=Queue)
    _number: int = 0

    @classmethod
    @contextmanager
    def of(cls, workspace: Path, schemas: dict[str, Any] | None = None) -> Iterator["LanguageServer"]:
        """Give a server that has a folder open, with `yaml.schemas` of the editor; it ends when nobody needs it."""
        pipe = subprocess.PIPE
        command = node_tools.command(_SCRIPT, "--stdio")
        with subprocess.Popen(command, stdin=pipe, stdout=pipe, cwd=workspace) as process:
            server = cls(process, schemas or {})
            Thread(target=server._listen, daemon=True).start()
            try:
                server._begin(workspace)
                yield server
            finally:
                process.terminate()

    def diagnostics(self, file: Path) -> list[tuple[int, int, str]]:
        """Open a file; return what the editor underlines: line and column, both from 1, and the sentence."""
        starts = [(one["range"]["start"], one["message"]) for one in self._underlined(file)]
        return sorted((start["line"] + 1, start["character"] + 1, words) for start, words in starts)

    def judges(self, file: Path) -> set[str]:
        """Open a file with mistakes; return the schemas that found them, by their titles."""
        return {str(one["source"]).removeprefix("yaml-schema: ") for one in self._underlined(file)}

    def completions(self, file: Path, line: int, column: int) -> list[str]:
        """Return what the editor offers in a file that is open, at a line and a column, both from 1."""
        place = {"line": line - 1, "character": column - 1}
        answer = self._ask("textDocument/completion", {"textDocument": {"uri": file.as_uri()}, "position": place})
        return [str(one["label"]) for one in answer["items"]]

    def hover(self, file: Path, line: int, column: int) -> str:
        """Return what the editor says of the word at a line and a column, both from 1."""
        place = {"line": line - 1, "character": column - 1}
        answer = self._ask("textDocument/hover", {"textDocument": {"uri": file.as_uri()}, "position": place})
        return str(answer["contents"]["value"])

    def _begin(self, workspace: Path) -> None:
        folder = {"uri": workspace.as_uri(), "name": workspace.name}
        can = {"workspace": {"configuration": True}, "textDocument": {"publishDiagnostics": {}}}
        asked = {"processId": None, "rootUri": workspace.as_uri(), "workspaceFolders": [folder], "capabilities": can}
        self._ask("initialize", asked)
        self._tell("initialized", {})

    def _underlined(self, file: Path) -> list[dict[str, Any]]:
        self._open(file)
        while True:
            message = self._next()
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == file.as_uri():
                found: list[dict[str, Any]] = message["params"]["diagnostics"]
                return found

    def _open(self, file: Path) -> None:
        document = {"uri": file.as_uri(), "languageId": "yaml", "version": 1, "text": file.read_text("utf-8")}
        self._tell("textDocument/didOpen", {"textDocument": document})

    def _ask(self, method: str, params: dict[str, Any]) -> Any:  # noqa: ANN401 - an answer of any shape
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        while True:
            message = self._next()
            if message.get("id") == self._number and "method" not in message:
                return message["result"]

    def _tell(self, method: str, params: dict[str, Any]) -> None:
        self._send({"method": method, "params": params})

    def _next(self) -> dict[str, Any]:
        """Return the next thing that the server says; what it asks is answered."""
        message = self.said.get(timeout=_PATIENCE)
        if "method" in message and "id" in message:
            self._send({"id": message["id"], "result": _answer(message, self.schemas)})
        return message

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        pipe = self.process.stdin
        assert pipe is not None
        pipe.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        pipe.flush()

    def _listen(self) -> None:
        pipe = self.process.stdout
        assert pipe is not None
        while length := _length(pipe):
            self.said.put(json.loads(pipe.read(length)))


def _length(pipe: IO[bytes]) -> int:
    """Read the lines above a message; return its length in bytes, 0 at the end."""
    length = 0
    while line := pipe.readline().strip():
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    return length


def _answer(message: dict[str, Any], schemas: dict[str, Any]) -> Any:  # noqa: ANN401 - an answer of any shape
    if message["method"] == "workspace/configuration":
        said = {**_YAML, "schemas": schemas}
        return [said if item.get("section") == "yaml" else {} for item in message["params"]["items"]]
    return None
