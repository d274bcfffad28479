"""A session written into `sessions.yaml`: an entry below those that are there, which stay as they are.

Takes the file's text and a record; gives the new text. What a person wrote, comments and order too, is kept byte
for byte. Raises ValueError for a file that an entry can't be put below.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from guidepress.core.model import COMPANIONS, Session, Step, Text
from guidepress.sources.sessions import ALL, sessions_of
from guidepress.sources.shape import check_shape
from guidepress.sources.text import source_text
from guidepress.sources.yaml_tree import parse_yaml

HEAD = "sessions:\n"
_ENTRY = re.compile(r"^(?P<indent> *)- ", re.MULTILINE)
_EMPTY = re.compile(r"^sessions:[ \t]*(?:\[[ \t]*\][ \t]*)?(?P<comment>#[^\n]*)?$", re.MULTILINE)
_PLAIN = re.compile(r"[A-Za-zÀ-ÿ][\w À-ÿ,.;!?()/‘’“”–-]*")
_NOT_TEXT = re.compile(r"(?:true|false|null|yes|no|on|off|~)", re.IGNORECASE)


def with_session(text: str, session: Session) -> str:
    """Gives the text with the session as its last entry; an empty text is a file that is not there yet."""
    before = _sessions_in(text) if text.strip() else ()
    ending = "\r\n" if "\r\n" in text else "\n"
    body = text if text.strip() else HEAD
    if not before:
        body = _EMPTY.sub(
            lambda match: f"sessions:{'  ' + match['comment'] if match['comment'] else ''}", body, count=1
        )
    found = _ENTRY.search(body)
    indent = found["indent"] if found else "  "
    entry = ("\n" if before else "") + "".join(_lines(session, indent))
    new = body.rstrip("\r\n") + ending + entry.replace("\n", ending)
    after = _sessions_in(new)
    if after[:-1] != before or not after or after[-1].id != session.id:
        raise ValueError("the list of sessions is not the last thing in the file, or is written in another form")
    return new


def _sessions_in(text: str) -> tuple[Session, ...]:
    source = source_text("guides/sessions.yaml", text)
    tree, problems = parse_yaml(source)
    if tree is not None and tree.data == {"sessions": None}:
        return ()
    if tree is None or problems or check_shape("sessions", tree, source):
        raise ValueError("the file has problems of its own; see `guidepress check`")
    return sessions_of(tree)


def _lines(session: Session, indent: str) -> Iterator[str]:
    inner = f"{indent}  "
    yield f"{indent}- id: {session.id}\n"
    for key, value in (("guide", session.guide), ("title", session.title), ("about", session.about)):
        if value:
            yield f"{inner}{key}: {_scalar(value)}\n"
    yield f"{inner}minutes: {session.minutes}\n"
    yield f"{inner}stories: [{', '.join(session.stories)}]\n"
    yield f"{inner}questions: {ALL if session.questions is None else '[' + ', '.join(session.questions) + ']'}\n"
    if session.blanks:
        yield f"{inner}blanks:\n"
        for filling in session.blanks:
            names = ", ".join(filling.stories)
            yield f"{inner}  {filling.question}: {names if len(filling.stories) == 1 else f'[{names}]'}\n"
    if session.plan:
        yield f"{inner}plan: {_scalar(session.plan)}\n"
    else:
        yield f"{inner}plan:\n"
        for step in session.steps:
            yield from _step_lines(step, f"{inner}  ")
    if len(session.companions) < len(COMPANIONS):
        yield f"{inner}companions: [{', '.join(session.companions)}]\n"
    if session.publish:
        yield f"{inner}publish: true\n"
    for key, value in (("date", session.date), ("place", session.where), ("who", session.who)):
        if value:
            yield f"{inner}{key}: {value if key == 'date' else _scalar(value)}\n"


def _step_lines(step: Step, indent: str) -> Iterator[str]:
    yield f"{indent}- minutes: {step.minutes}\n"
    fields = (
        ("part", step.part),
        ("story", step.story),
        ("you_do", step.you_do),
        ("they_do", step.they_do),
        ("say", step.say),
        ("need", step.need),
    )
    for key, value in fields:
        if value:
            yield f"{indent}  {key}: {_scalar(value)}\n"


def _scalar(value: Text) -> str:
    """Gives a text as YAML: as it is where nothing in it has a meaning there, else in double quotation marks."""
    value = Text(value.replace("\t", " "), value.place)  # within quotation marks a tab would have to be escaped
    is_plain = _PLAIN.fullmatch(value) and not _NOT_TEXT.fullmatch(value) and not value.endswith(" ")
    return str(value) if is_plain else json.dumps(str(value), ensure_ascii=False)
