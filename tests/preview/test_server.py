"""The preview's server: who is refused, what is served, and nothing else."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from guidepress.preview.server import choice_in, listening, shown_of
from release.project import lay_out

SECRET = "nobody may read this"
HOST = "127.0.0.1"


@dataclass
class Running:
    """A preview that runs, as a process of its own."""

    process: subprocess.Popen[str]
    project: Path
    port: int

    def ask(
        self, path: str, method: str = "GET", body: str | None = None, **headers: str
    ) -> tuple[int, str, dict[str, str]]:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=30)
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.putrequest(method, path, skip_host=True)
        for name, value in ({"Host": f"{HOST}:{self.port}"} | names).items():
            connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body.encode())))
        connection.endheaders()
        if body is not None:
            connection.send(body.encode())
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer.status, text, {name.lower(): value for name, value in answer.getheaders()}

    def news(self, query: str) -> Iterator[tuple[str, dict]]:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=60)
        connection.request("GET", f"/news?{query}")
        with closing(connection), closing(connection.getresponse()) as answer:
            name = ""
            for line in answer:
                text = line.decode().rstrip("\n")
                if text.startswith("event: "):
                    name = text.removeprefix("event: ")
                elif text.startswith("data: "):
                    yield name, json.loads(text.removeprefix("data: "))

    def view(self, query: str, state: str = "fresh") -> dict:
        """Waits for the document to be in a state."""
        with closing(self.news(query)) as news:
            return next(data for name, data in news if name == "view" and data["state"] == state)

    def end(self, how: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(how)
        code = self.process.wait(20)
        assert self.process.stdout
        self.process.stdout.close()
        return code

    @property
    def token(self) -> str:
        found = re.search(r'guidepress-token" content="([^"]+)"', self.ask("/")[1])
        assert found
        return found[1]


def started(project: Path, *words: str) -> Running:
    command = [sys.executable, "-m", "guidepress", "preview", "--no-open", "--project", str(project), *words]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout
    line = process.stdout.readline()
    found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
    assert found, line + process.stdout.read()
    return Running(process, project, int(found[1]))


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("preview")
    lay_out(folder / "garden")
    (folder / "secret.txt").write_text(SECRET, "utf-8")
    it = started(folder / "garden", "--port", "4900")
    yield it
    assert it.end() == 0


def test_the_page_and_its_files_are_served_with_a_strict_policy(running: Running):
    for path in ("/", "/page.css", "/page.js", "/icon.svg"):
        status, _, headers = running.ask(path)
        assert status == 200
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:4900",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.0.0.1.evil.example:4900",
        "",
        "[::1]:4900",
    ],
)
@pytest.mark.parametrize("path", ["/", "/news?guide=apples&edition=standard", "/page.js"])
def test_a_foreign_host_is_refused(running: Running, host: str, path: str):
    assert running.ask(path, Host=host)[0] in {400, 403}


def test_another_sites_page_is_refused(running: Running):
    assert running.ask("/", Sec_Fetch_Site="cross-site")[0] == 403


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt", "/..%2fsecret.txt", "/%2e%2e/secret.txt", "/page.css/../../secret.txt", "//etc/passwd",
        "/guides/apples.md", "/pictures/../../secret.txt/100.png", "/pictures/..%2f..%2fsecret.txt/300.png",
        "/web/../secret.html", "/web/..%2f..%2fsecret.html", "/web/leads-out.html", "/page.html", "/server.py",
        "/static/page.js", "/%00", "/web/%00.html", "/page.js%00.html",
    ],
)  # fmt: skip
def test_nothing_else_of_the_disk_is_served(running: Running, path: str):
    status, text, _ = running.ask(path)
    assert status in {400, 404}
    assert SECRET not in text


def test_a_link_out_of_the_project_is_told_and_not_shown(running: Running):
    link = running.project / "guides" / "leads-out.md"
    link.symlink_to(running.project.parent / "secret.txt")
    view = running.view("guide=leads-out&edition=standard", "broken")
    assert "F011" in {problem["code"] for problem in view["problems"]}
    assert SECRET not in json.dumps(view)
    status, text, _ = running.ask("/web/leads-out.html")
    assert status == 404
    assert SECRET not in text
    link.unlink()


CHOICE = {"guide": "apples", "stories": ["orchard"], "questions": ["1"], "minutes": 30, "title": "Half an hour"}


@pytest.mark.parametrize("token", ["", "wrong"])
def test_what_writes_asks_for_the_token(running: Running, token: str):
    status, *_ = running.ask("/sessions", "POST", json.dumps(CHOICE), X_Guidepress_Token=token)
    assert status == 403
    assert not (running.project / "guides" / "sessions.yaml").exists()


def test_another_origin_can_not_write_even_with_the_token(running: Running):
    status, *_ = running.ask(
        "/sessions", "POST", json.dumps(CHOICE), X_Guidepress_Token=running.token, Origin="http://evil.example"
    )
    assert status == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("path", ["/", "/page.js", "/news?guide=apples&edition=standard"])
def test_nothing_else_can_be_written(running: Running, method: str, path: str):
    assert running.ask(path, method, "", X_Guidepress_Token=running.token)[0] in {403, 405}


@pytest.mark.parametrize(
    "body", ["", "[]", "{}", "null", "{", '{"stories": 1}', json.dumps({**CHOICE, "minutes": "1"})]
)
def test_what_is_no_choice_is_refused(running: Running, body: str):
    assert running.ask("/sessions", "POST", body, X_Guidepress_Token=running.token)[0] == 400


def test_a_session_is_saved_with_the_token_and_then_shown(running: Running):
    path = running.project / "guides" / "sessions.yaml"
    status, text, _ = running.ask("/sessions", "POST", json.dumps(CHOICE), X_Guidepress_Token=running.token)
    assert (status, json.loads(text)["saved"]) == (200, "half-an-hour"), text
    assert "title: Half an hour" in path.read_text("utf-8")
    assert running.view("session=half-an-hour&edition=handout")["pages"]
    path.unlink()


def test_a_choice_that_the_rules_refuse_is_told_and_not_written(running: Running):
    wrong = {**CHOICE, "minutes": 5, "stories": ["orchard", "harvest"]}
    _, text, _ = running.ask("/sessions", "POST", json.dumps(wrong), X_Guidepress_Token=running.token)
    assert json.loads(text) == {"saved": "", "message": "2 stories need 14 minutes or more"}


def test_pages_come_as_pictures_that_never_change(running: Running):
    digest = running.view("guide=apples&edition=standard")["pages"][0][0]
    status, _, headers = running.ask(f"/pictures/{digest}/600.png")
    assert (status, headers["content-type"]) == (200, "image/png")
    assert "immutable" in headers["cache-control"]
    assert running.ask(f"/pictures/{digest}/601.png")[0] == 404


def test_a_guides_web_page_may_run_nothing(running: Running):
    status, text, headers = running.ask("/web/apples.html")
    assert status == 200
    assert "<h1>" in text
    assert "script-src" not in headers["content-security-policy"]
    assert headers["content-security-policy"].startswith("default-src 'none'")


@pytest.mark.parametrize(
    "query",
    [
        "",
        "guide=apples",
        "edition=standard",
        "guide=apples&edition=handout&minutes=4",
        "guide=apples&edition=handout&minutes=x",
    ],
)
def test_what_no_page_asks_for_is_refused(running: Running, query: str):
    assert running.ask(f"/news?{query}")[0] == 400


def test_a_port_in_use_gives_the_next_one():
    first = listening(4950)
    second = listening(first.getsockname()[1])
    assert second.getsockname()[1] > first.getsockname()[1]
    assert second.getsockname()[0] == HOST
    first.close()
    second.close()


def test_it_listens_on_this_machine_alone(running: Running):
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as other:
        other.settimeout(3)
        assert other.connect_ex(("127.0.0.2", running.port)) != 0


def descendants(pid: int) -> list[int]:
    found, waiting = [], [pid]
    while waiting:
        for task in Path(f"/proc/{waiting.pop()}/task").glob("*/children"):
            children = [int(word) for word in task.read_text().split()]
            found += children
            waiting += children
    return found


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="asks Linux for its processes")
@pytest.mark.parametrize(
    "how", [signal.SIGINT, *(pytest.param(it, marks=pytest.mark.slow) for it in (signal.SIGTERM, signal.SIGKILL))]
)
def test_whatever_ends_it_ends_its_processes_too(tmp_path: Path, how: signal.Signals):
    lay_out(tmp_path / "garden")
    it = started(tmp_path / "garden")
    assert it.view("guide=apples&edition=standard")["pages"]
    processes = descendants(it.process.pid)
    assert len(processes) >= 4  # the forkserver, and who typesets, draws and reads
    assert it.end(how) == (0 if how == signal.SIGINT else -how)
    until = time.monotonic() + 10
    while any(Path(f"/proc/{pid}").exists() for pid in processes) and time.monotonic() < until:
        time.sleep(0.05)
    assert [pid for pid in processes if Path(f"/proc/{pid}").exists()] == []


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="asks Linux for its processes")
@pytest.mark.slow
def test_whichever_process_dies_the_next_save_is_shown(tmp_path: Path):
    lay_out(tmp_path / "garden")
    it, path = started(tmp_path / "garden"), tmp_path / "garden" / "guides" / "apples.md"
    text = path.read_text("utf-8")
    before = it.view("guide=apples&edition=standard")
    [forkserver] = [
        int(word) for word in Path(f"/proc/{it.process.pid}/task/{it.process.pid}/children").read_text().split()
    ]
    for turn in range(2 * len(descendants(forkserver))):
        workers = descendants(forkserver)
        with closing(it.news("guide=apples&edition=standard")) as news:
            assert next(data for name, data in news if name == "view")["pages"]
            os.kill(workers[turn % len(workers)], signal.SIGKILL)
            path.write_text(text + f"\nSave {turn} of a page that lives on.\n", "utf-8")
            view = next(
                data
                for name, data in news
                if name == "view" and data["state"] == "fresh" and data["pages"] != before["pages"]
            )
        digest = view["pages"][-1][0]
        assert it.ask(f"/pictures/{digest}/300.png")[0] == 200
        before = view
    assert it.end() == 0


def test_an_address_names_what_is_shown():
    shown = shown_of(
        {"guide": "apples", "edition": "handout", "stories": "a,b", "questions": "1,2", "minutes": "45"}
    )
    assert (shown.guide, shown.edition) == ("apples", "handout")
    assert shown.choice is not None
    assert (shown.choice.stories, shown.choice.questions, shown.choice.minutes) == (("a", "b"), ("1", "2"), 45)


def test_a_choice_is_read_from_json():
    guide, choice = choice_in(json.dumps(CHOICE).encode())
    assert (guide, choice.title, choice.minutes) == ("apples", "Half an hour", 30)


def test_the_command_loads_none_of_its_libraries_before_it_is_called():
    wanted = "{'starlette', 'uvicorn', 'watchfiles', 'pypdfium2'}"
    code = f"import guidepress.cli, guidepress.commands.group, sys; print(*sorted({wanted} & set(sys.modules)))"
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ
    )
    assert found.stdout.strip() == ""
