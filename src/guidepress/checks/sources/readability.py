"""What an editor wants to know of a guide: words, reading time, readability, counts. The door to textstat."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass

from guidepress.core.model import Guide, Series
from guidepress.notation.placing import passages_named
from guidepress.notation.questions import DEPTHS
from guidepress.notation.reader import read
from guidepress.notation.records import CITATION, works_cited

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # textstat asks setuptools for its own version in a way that has grown old
    import textstat

WORDS_A_MINUTE = 200
"""A comfortable pace for reading to oneself."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A guide in numbers."""

    words: int
    """Words of the guide's own text with its shared passages and story cards, without references."""
    own_words: int
    """Words of the guide's own text alone."""
    minutes: int
    """How long reading it takes."""
    ease: float
    """Flesch reading ease of the body: 100 is very easy, 50 is fairly hard."""
    sentence_words: float
    """Words a sentence, on average."""
    stories: int
    """Stories that it prints."""
    questions: int
    """Questions that it asks."""
    blanks: int
    """Questions with a story for the facilitator to choose."""
    references: int
    """Works that it cites."""


def reading_of(series: Series, guide: Guide) -> Reading:
    """Measures one guide."""
    prose = plain_prose(guide.markdown)
    own_words = _count(prose)
    ids = [name for name in (*guide.stories, *guide.further_stories) if name in series.stories]
    named = passages_named(guide.markdown)
    shared = " ".join(plain_prose(series.blocks[name].markdown) for name in named if name in series.blocks)
    cards = " ".join(
        f"{story.title} {story.role} {story.synopsis}" for story in map(series.stories.__getitem__, ids)
    )
    words = own_words + _count(shared) + _count(cards)
    questions = _questions(guide.markdown)
    return Reading(
        words=words,
        own_words=own_words,
        minutes=max(1, round(words / WORDS_A_MINUTE)),
        ease=float(textstat.flesch_reading_ease(prose)),
        sentence_words=float(textstat.avg_sentence_length(prose)),
        stories=len(ids),
        questions=len(questions),
        blanks=sum("{story" in question for question in questions),
        references=len(
            set(works_cited(guide.markdown))
            | set(works_cited(" ".join(series.blocks[n].markdown for n in named if n in series.blocks)))
        ),
    )


_SLIDE = re.compile(r"^ {0,3}(/{3,})[ \t]*(?:slide|notes)\b.*?^ {0,3}\1[ \t]*$", re.DOTALL | re.MULTILINE)
"""A slide and its notes, which no page prints."""


def plain_prose(markdown: str) -> str:
    """Gives the sentences of a text without its notation, citations and addresses."""
    text = _SLIDE.sub("", CITATION.sub("", markdown))
    text = re.sub(r"\[\]\((?:story|guide):([\w-]+)\)", lambda match: match[1].replace("-", " "), text)
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"^/{3,}.*(?:\n(?: {4}|\t).*)*$", "", text, flags=re.MULTILINE)  # with its options
    text = re.sub(r"^\|?[-: |]+\|$|\{[^}]*\}|\[\^[^\]]*\]:?", "", text, flags=re.MULTILINE)
    text = re.sub(rf"^(\s*\d+[.)]\s+)\((?:{'|'.join(DEPTHS)})\)\s+", r"\1", text, flags=re.MULTILINE)
    text = re.sub(r"^\s*follow-up:[ \t]*", "", text, flags=re.MULTILINE)
    text = re.sub(r"^#+ +(.*)$", r"\1.", text, flags=re.MULTILINE)
    text = re.sub(r"^\s*(?:\d+[.)]|[-*+:])\s+", "", text, flags=re.MULTILINE)
    text = re.sub(r"^\|(.*)\|$", lambda match: match[1].replace("|", ". ") + ".", text, flags=re.MULTILINE)
    return re.sub(r"[ \t]+", " ", text).strip()


def _count(text: str) -> int:
    return len(re.findall(r"[\w'’-]+", text))


def _questions(markdown: str) -> list[str]:
    """Gives the questions of all blocks of them, each with all that stands in it."""
    blocks = (node for node in read(markdown).walk() if node.kind == "block" and node.name == "questions")
    items = (item for block in blocks for part in block.children if part.name == "ol" for item in part.children)
    return [" ".join(node.text for node in item.walk()) for item in items]
