"""What a newcomer reads on the way from an empty folder to a site: each command at a terminal names the next one."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

DOCUMENT = (
    "# Incident response\n\n## Payments fail\n\n### Symptoms\n\n- Refused\n\n### Resolution\n\n- Call the provider\n"
)


def said_at_a_terminal(folder: Path, *arguments: str) -> tuple[int, list[str]]:
    """Run our command with a terminal for its messages; return the exit code and the lines that a person reads."""
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "generator", *arguments]
    with subprocess.Popen(
        command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=follower
    ) as run:
        os.close(follower)
        said = b"".join(iter(lambda: _read(leader), b""))
        run.communicate(timeout=120)
    os.close(leader)
    # What tells of the progress is written over itself.
    lines = [line.rsplit("\r", 1)[-1] for line in said.decode().replace("\r\n", "\n").split("\n")]
    return run.returncode, [re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", line) for line in lines if line.strip()]


def _read(leader: int) -> bytes:
    try:
        return os.read(leader, 4096)
    except OSError:
        # Linux says so when nobody writes to the terminal any more.
        return b""


@pytest.mark.parametrize("name", ["ours", "our runbooks"])
def test_each_command_names_the_next(tmp_path: Path, name: str) -> None:
    """As one may type it, also where a folder's name has a space."""
    (tmp_path / "old.md").write_text(DOCUMENT, "utf-8")
    shown = f"'{name}'" if " " in name else name
    init = said_at_a_terminal(
        tmp_path, "init", name, "--bare", "--name", "Ours", "--handbook", "team", "--repository", ""
    )
    following = f"runbook-site import FILE… --into {shown} --handbook team"
    assert init == (0, [f"Now read README.md there, then run: {following}"])
    code, lines = said_at_a_terminal(tmp_path, "import", "old.md", "--into", name, "--handbook", "team")
    assert (code, lines[-1]) == (0, f"Now look through these files, then run: runbook-site build {shown}")
    code, lines = said_at_a_terminal(tmp_path, "build", name)
    site = f"'{name}/site'" if " " in name else f"{name}/site"
    assert (code, lines[-2:]) == (
        0,
        [
            f"Look at it with: python3 -m http.server --bind 127.0.0.1 --directory {site} 8000",
            "and http://127.0.0.1:8000/ in a browser.",
        ],
    )
    code, lines = said_at_a_terminal(tmp_path / name, "build", "--config", "mkdocs.offline.yml")
    assert (code, lines[-1]) == (0, "Open site-offline/index.html in a browser.")


def test_paths_can_be_opened_from_where_one_is(tmp_path: Path) -> None:
    """What a command says of a project below the current folder begins with the project's folder."""
    said_at_a_terminal(tmp_path, "init", "ours/site", "--name", "Ours", "--handbook", "team", "--repository", "")
    at = ("--root", "ours/site")
    command = [sys.executable, "-m", "generator", "new", "runbook", "--title", "Door", "--handbook", "team", *at]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    path = tmp_path / done.stdout.strip()
    assert done.stdout == "ours/site/content/team/runbooks/door.yaml\n"
    path.write_text("titel: Door\nresolution: [Wait]\n", "utf-8")
    for folder, before in ((tmp_path, "ours/site/"), (tmp_path / "ours/site/content", "")):
        root = "ours/site" if before else ".."
        code, lines = said_at_a_terminal(folder, "check", root)
        sentence = 'error: unknown key "titel"; did you mean "title"? [unknown-key]'
        assert (code, lines[0]) == (1, f"{before}content/team/runbooks/door.yaml:1:1: {sentence}")


def test_wrong_turns_say_the_way_back(tmp_path: Path) -> None:
    """No site yet, no handbook yet."""
    code, lines = said_at_a_terminal(tmp_path, "build")
    way_out = "name the folder that does, or begin a site with: runbook-site init ."
    assert (code, lines[-1]) == (2, f"Error: Invalid value for '[ROOT]': . holds no mkdocs.yml; {way_out}")
    said_at_a_terminal(tmp_path, "init", ".", "--bare", "--name", "Ours", "--handbook", "team", "--repository", "")
    code, lines = said_at_a_terminal(tmp_path, "build")
    begin = "begin one with: runbook-site new handbook, or bring in documents with: runbook-site import"
    sentence = f"mkdocs.yml:1:1: warning: there is no handbook in content/ yet; {begin} [missing-handbook]"
    assert (code, lines[0]) == (1, sentence)
    code, lines = said_at_a_terminal(tmp_path, "new", "runbook", "--title", "A", "--handbook", "team")
    assert (code, lines[-1]) == (2, 'Error: there is no handbook "team"; begin one with: runbook-site new handbook')
