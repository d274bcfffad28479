"""The page of all stories, with the guides that use each, and the page that makes a handout of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from guidepress.compose.cards import cards_of
from guidepress.compose.punctuation import curl
from guidepress.compose.templates import safe
from guidepress.core.document import Document, Question
from guidepress.core.model import Story
from guidepress.release.site.frame import HANDOUT, STORIES, Frame, choices

_LINK = re.compile(r"</?a\b[^>]*>")


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a story is used."""

    guide: str
    """The guide's id."""
    page: int
    """The page of the standard edition, from 1; 0 where that is not known."""


def stories_page(
    frame: Frame, stories: Sequence[Story], uses: Mapping[str, Sequence[Use]], page_of: Mapping[str, str]
) -> bytes:
    """Gives the page; `page_of` holds the web page of each guide by its id."""
    say = frame.words.say
    titles = {str(guide.id): curl(guide.title) for guide in frame.series.guides}
    with_note, without_note = say("site_with_note"), say("site_without_note")
    listed = []
    for story in stories:
        own = uses.get(story.id, ())
        facts = {
            "theme": [curl(theme) for theme in story.themes],
            "teller": [curl(story.storyteller)] if story.storyteller else [],
            "role": [curl(story.role)],
            "guide": [titles[use.guide] for use in own],
            "note": ["yes" if story.content_note else "no"],
        }
        listed.append(
            {
                **{name: getattr(story, name) for name in Story.__dataclass_fields__},
                "facts": [(name, "|".join(values)) for name, values in facts.items()],
                "values": facts,
                "uses": [
                    {
                        "address": f"{page_of[use.guide]}#story-{story.id}",
                        "title": titles[use.guide],
                        "page": use.page,
                    }
                    for use in own
                ],
            }
        )
    filters = [
        {"name": name, "title": say(f"site_{name}"), "choices": choices(_all(listed, name))}
        for name in ("theme", "teller", "role", "guide")
    ]
    notes = [{"value": "yes", "title": with_note}, {"value": "no", "title": without_note}]
    filters.append({"name": "note", "title": say("site_note"), "choices": notes})
    values = {"stories": listed, "filters": filters, "script": frame.script("stories.js")}
    return frame.page("site-stories.html.jinja", STORIES, say("site_stories"), values)


def _all(listed: Iterable[Mapping[str, object]], name: str) -> Iterable[str]:
    for story in listed:
        facts = story["values"]
        assert isinstance(facts, dict)
        yield from facts[name]


def handout_page(frame: Frame, documents: Sequence[Document]) -> bytes:
    """Gives the page that makes a handout, with the stories and questions of all guides in it."""
    used = dict.fromkeys(name for document in documents for block in document.blocks for name in block.stories)
    guides = []
    for document in documents:
        own = [name for block in document.blocks for name in block.stories]
        guides.append(
            {
                "id": str(document.guide.id),
                "title": curl(document.guide.title),
                "stories": own,
                "questions": [_question(frame, question) for question in document.questions],
            }
        )
    data = {"guides": guides, "stories": {name: _story(frame, name) for name in used}}
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    values = {
        "guides": [{"id": it["id"], "title": it["title"]} for it in guides],
        "data": safe(text),
        "script": frame.script("handout.js"),
    }
    return frame.page("site-handout.html.jinja", HANDOUT, frame.words.say("site_handout"), values)


def _question(frame: Frame, question: Question) -> dict[str, object]:
    say = frame.words.say
    follow_up = f'<p class="follow-up">{question.follow_up}</p>' if question.follow_up else ""
    return {
        "number": question.number,
        "text": question.text,
        "html": _LINK.sub("", question.html + follow_up),
        "blanks": [say("blank_numbered", number=it) if it else say("blank") for it in question.blanks],
    }


def _story(frame: Frame, name: str) -> dict[str, str]:
    story = frame.series.stories[name]
    teller = ", ".join(curl(part) for part in (story.storyteller, story.role) if part)
    card, problems = cards_of(frame.series, [name], frame.words, frame.templates)
    frame.problems += problems
    inner = re.sub(r'^\s*<div class="stories">|</div>\s*$', "", card)
    return {"title": curl(story.title), "label": f"{curl(story.title)} ({teller})", "card": inner}
