"""The preview's page and what it asks for: the door to Starlette and uvicorn.

Listens on 127.0.0.1 alone. Answers nobody who calls it by another name (DNS rebinding). Serves its own few files,
pictures by their digest, web pages of guides and what is known of the project, and nothing else of the disk. What
writes asks for a token that only the page has.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import socket
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import asdict
from html import escape
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from guidepress.compose.session_choice import TYPED, Choice
from guidepress.core.problems import HINTS, Problem
from guidepress.preview.editors import link_to
from guidepress.preview.house import Document, House
from guidepress.preview.records import Known, Shown, StoryCard
from guidepress.preview.state import Broken, Fresh, View, Working
from guidepress.sources.characters import visible

ADDRESS = "127.0.0.1"
TOKEN_HEADER = "x-guidepress-token"
_FILES = {"page.css": "text/css", "page.js": "text/javascript", "icon.svg": "image/svg+xml"}
_FOLDER = Path(__file__).parent / "page"
_POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_POLICY_OF_WEB_PAGES = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
}
_FOR_EVER = "private, max-age=31536000, immutable"
_LONGEST_QUERY, _LONGEST_CHOICE = 8000, 100_000
SHORTEST, LONGEST = 5, 480
"""Minutes that a session may take, as `session --minutes` has it."""
MOST_PORTS = 100
"""How many ports are tried, from the one asked for."""


class Guard:
    """Refuses what no page of ours asks for, before anybody looks at it; says how browsers must treat answers."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str], token: str) -> None:
        self._app = app
        self._hosts = hosts
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                there = {name for name, _ in message["headers"]}
                message["headers"] += [
                    (name.encode(), value.encode())
                    for name, value in _HEADERS.items()
                    if name.encode() not in there
                ]
            await send(message)

        refusal = self._refusal(scope)
        app: ASGIApp = refusal if refusal is not None else self._app
        await app(scope, receive, with_headers)

    def _refusal(self, scope: Scope) -> Response | None:
        headers: dict[bytes, list[bytes]] = {}
        for name, value in scope["headers"]:
            headers.setdefault(name, []).append(value)
        hosts = [value.decode("latin-1").lower() for value in headers.get(b"host", [])]
        if len(hosts) != 1 or hosts[0] not in self._hosts:
            return PlainTextResponse("This page is for this computer alone.\n", 403)
        if len(scope["query_string"]) > _LONGEST_QUERY:
            return PlainTextResponse("This question is too long.\n", 414)
        if headers.get(b"sec-fetch-site", [b"none"])[0] == b"cross-site":
            return PlainTextResponse("Another site has no business here.\n", 403)
        if scope["method"] in {"GET", "HEAD"}:
            return None
        origins = [value.decode("latin-1").lower() for value in headers.get(b"origin", [])]
        ours = [f"http://{host}" for host in self._hosts]
        given = headers.get(TOKEN_HEADER.encode(), [b""])[0]
        if any(origin not in ours for origin in origins) or not secrets.compare_digest(
            given, self._token.encode()
        ):
            return PlainTextResponse("Only the preview's own page may write.\n", 403)
        return None


class Site:
    """What the page asks for."""

    def __init__(self, house: House, token: str, editor: str, first: Shown) -> None:
        self._house = house
        self._token = token
        self._editor = editor
        self._first = first

    def routes(self) -> list[Route]:
        """Gives all addresses there are."""
        return [
            Route("/", self.page),
            *(Route(f"/{name}", self.file) for name in _FILES),
            Route("/news", self.news),
            Route("/places", self.places),
            Route("/pictures/{digest:str}/{width:int}.png", self.picture),
            Route("/web/{guide:str}.html", self.web_page),
            Route("/sessions", self.save, methods=["POST"]),
        ]

    async def page(self, request: Request) -> Response:
        """Gives the page itself, with the token and what it shows first."""
        del request
        html = (_FOLDER / "page.html").read_text("utf-8")
        html = html.replace("{{ token }}", escape(self._token)).replace("{{ guide }}", escape(self._first.guide))
        html = html.replace("{{ edition }}", escape(self._first.edition))
        return Response(html, media_type="text/html")

    async def file(self, request: Request) -> Response:
        """Gives the page's style sheet or script."""
        name = request.url.path.lstrip("/")
        return Response((_FOLDER / name).read_bytes(), media_type=_FILES[name])

    async def news(self, request: Request) -> Response:
        """Gives, for as long as somebody listens, what the project holds and how the document stands."""
        try:
            shown = shown_of(request.query_params)
        except ValueError as error:
            return PlainTextResponse(f"{error}\n", 400)
        document = self._house.open(shown)
        if document is None:
            return PlainTextResponse("Too many documents are looked at at once.\n", 503)
        return StreamingResponse(self._news(document), media_type="text/event-stream")

    async def _news(self, document: Document) -> AsyncIterator[bytes]:
        try:
            yield b"retry: 500\n\n"
            async for item in self._house.news(document):
                name, data = ("view", self._view(item)) if isinstance(item, View) else ("known", self._known(item))
                yield f"event: {name}\ndata: {json.dumps(data, separators=(',', ':'))}\n\n".encode()
        finally:
            self._house.leave(document)

    async def places(self, request: Request) -> Response:
        """Gives what stands where on one page of an open document."""
        try:
            document = self._house.find(shown_of(request.query_params))
            number = int(request.query_params.get("page", ""))
        except ValueError as error:
            return PlainTextResponse(f"{error}\n", 400)
        if document is None or not 0 < number <= len(document.view.pages):
            return JSONResponse([])
        return JSONResponse(
            [
                [it.left, it.top, it.width, it.height, *self._place(it.path, it.line, 1)]
                for it in document.view.pages[number - 1].regions
            ]
        )

    async def picture(self, request: Request) -> Response:
        """Gives a page's picture, which never changes."""
        png = await self._house.picture(request.path_params["digest"], request.path_params["width"])
        if png is None:
            return PlainTextResponse("This page is not shown any more.\n", 404)
        return Response(png, media_type="image/png", headers={"cache-control": _FOR_EVER})

    async def web_page(self, request: Request) -> Response:
        """Gives a guide as a web page."""
        html = await self._house.web_page(request.path_params["guide"])
        if html is None:
            return PlainTextResponse("There is no such guide now, or it can't be made.\n", 404)
        return Response(html, media_type="text/html", headers={"content-security-policy": _POLICY_OF_WEB_PAGES})

    async def save(self, request: Request) -> Response:
        """Writes a session that was chosen into `sessions.yaml`."""
        if int(request.headers.get("content-length", "0") or 0) > _LONGEST_CHOICE:
            return PlainTextResponse("This is no session.\n", 413)
        try:
            guide, choice = choice_in(await request.body())
        except ValueError as error:
            return JSONResponse({"saved": "", "message": str(error)}, 400)
        saved = await self._house.save(guide, choice)
        return JSONResponse({"saved": saved.id, "message": saved.message})

    def _known(self, known: Known) -> dict[str, Any]:
        return {
            "title": known.title,
            "language": known.language,
            "guides": known.guides,
            "sessions": known.sessions,
            "editions": known.editions,
            "stories": [self._story(story) for story in known.stories],
            "questions": {guide: [asdict(it) for it in asked] for guide, asked in known.questions.items()},
            "problems": [self._problem(problem) for problem in known.problems],
        }

    def _story(self, story: StoryCard) -> dict[str, Any]:
        data = asdict(story)
        data["place"], data["open"] = self._place(story.path, story.line, 1)
        return data

    def _view(self, view: View) -> dict[str, Any]:
        names = {Fresh: "fresh", Working: "working", Broken: "broken"}
        return {
            "number": view.number,
            "state": names[type(view.state)],
            "done": view.state.done if isinstance(view.state, Working) else 0,
            "pages": [
                [leaf.picture.digest, round(leaf.picture.width, 2), round(leaf.picture.height, 2)]
                for leaf in view.pages
            ],
            "headings": [[it.text, it.level, it.page] for it in view.headings],
            "problems": [self._problem(problem) for problem in view.problems],
        }

    def _problem(self, problem: Problem) -> dict[str, Any]:
        place = problem.place
        where, link = self._place(place.path, place.line, place.column)
        start = max(0, place.column - 1)
        return {
            "code": problem.code,
            "severity": str(problem.severity),
            "message": visible(problem.message),
            "hint": visible(problem.hint or HINTS.get(problem.code, "")),
            "place": where,
            "open": link,
            "excerpt": [
                visible(part)
                for part in (
                    place.excerpt[:start],
                    place.excerpt[start : start + place.length] if place.column else "",
                    place.excerpt[start + place.length :] if place.column else place.excerpt[start:],
                )
            ],
        }

    def _place(self, path: str, line: int, column: int) -> tuple[str, str]:
        """Gives a place in words, and the link that opens it; empty where the editor can't be asked for it."""
        if path == TYPED.path:
            return "the session that you choose", ""
        where = f"{path}:{line}" if line else path
        bundle = self._house.bundle
        file = (
            bundle.styles / path.removeprefix("styles/") if path.startswith("styles/") else bundle.project / path
        )
        if ".." in Path(path).parts or not file.is_file():
            return visible(where), ""
        return visible(where), link_to(file, line or 1, column or 1, self._editor)


def shown_of(query: Mapping[str, str]) -> Shown:
    """Gives what an address asks for; raises ValueError for what none of ours does."""

    def names(key: str) -> tuple[str, ...]:
        return tuple(name for name in query.get(key, "").split(",") if name)

    choice = None
    if "minutes" in query:
        minutes = int(query["minutes"]) if query["minutes"].isdecimal() else 0
        if not SHORTEST <= minutes <= LONGEST:
            raise ValueError(f"a session takes between {SHORTEST} and {LONGEST} minutes")
        words = {key: query.get(key, "")[:200] for key in ("title", "date", "where", "who")}
        choice = Choice(names("stories"), names("questions"), minutes, **words)
    shown = Shown(
        query.get("guide", "")[:200], query.get("session", "")[:200], query.get("edition", "")[:200], choice
    )
    if not (shown.guide or shown.session) or not shown.edition:
        raise ValueError("name a guide or a session, and an edition")
    return shown


def choice_in(body: bytes) -> tuple[str, Choice]:
    """Gives the guide and the choice of a request's JSON; raises ValueError for what the page does not send."""
    if len(body) > _LONGEST_CHOICE:
        raise ValueError("this is no session")
    data = json.loads(body)
    if not isinstance(data, dict):
        raise ValueError("this is no session")

    def names(key: str) -> tuple[str, ...]:
        found = data.get(key)
        return tuple(str(name)[:200] for name in found) if isinstance(found, list) else ()

    stories, questions, minutes = names("stories"), names("questions"), data.get("minutes")
    if not stories or not questions:
        raise ValueError("Tick one story and one question, or more.")
    if not isinstance(minutes, int) or not SHORTEST <= minutes <= LONGEST:
        raise ValueError(f"A session takes between {SHORTEST} and {LONGEST} minutes.")
    return str(data.get("guide", ""))[:200], Choice(stories, questions, minutes, str(data.get("title", ""))[:200])


class _Server(uvicorn.Server):
    """uvicorn, which ends everybody's waiting before it waits for them to go."""

    def __init__(self, config: uvicorn.Config, house: House) -> None:
        super().__init__(config)
        self._house = house

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Ends."""
        self._house.close()
        await super().shutdown(sockets)


def listening(port: int) -> socket.socket:
    """Gives a socket on this port or, where that is in use, on the next one that is free; on any for port 0.

    Raises OSError where none of the next hundred is.
    """
    for number in range(port, min(port + MOST_PORTS, 65536)):
        made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            made.bind((ADDRESS, number))
            made.listen(64)
        except OSError:
            made.close()
            continue
        return made
    raise OSError(f"no port from {port} to {port + MOST_PORTS - 1} is free")


def app_of(house: House, port: int, token: str, editor: str, first: Shown) -> ASGIApp:
    """Gives the whole site, with its guard."""
    hosts = frozenset(f"{name}:{port}" for name in (ADDRESS, "localhost"))
    return Guard(Starlette(routes=Site(house, token, editor, first).routes()), hosts, token)


def serve(
    house_of: Callable[[], House], made: socket.socket, editor: str, first: Shown, ready: Callable[[], None]
) -> None:
    """Serves until Ctrl-C; `house_of` is called in the event loop, and `ready` once requests are answered."""
    asyncio.run(_serve(house_of, made, editor, first, ready))


async def _serve(
    house_of: Callable[[], House], made: socket.socket, editor: str, first: Shown, ready: Callable[[], None]
) -> None:
    house = house_of()
    app = app_of(house, made.getsockname()[1], secrets.token_urlsafe(32), editor, first)
    config = uvicorn.Config(
        app, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=2, server_header=False
    )
    running = asyncio.create_task(house.run())
    asyncio.get_running_loop().call_soon(ready)
    try:
        await _Server(config, house).serve([made])
    finally:
        house.close()
        running.cancel()
