"""A session ready to be put on paper or on a screen: what it names, looked up and filled in."""

from __future__ import annotations

from dataclasses import dataclass

from guidepress.core.document import Document, Plan, Question
from guidepress.core.model import Session, Story


@dataclass(frozen=True, slots=True)
class PlannedSession:
    """A session with all that it names."""

    session: Session
    """As its author wrote it."""
    document: Document
    """The guide that it belongs to."""
    stories: tuple[Story, ...]
    """Its stories in the order of showing."""
    questions: tuple[Question, ...]
    """Its questions in the order of asking, their blanks filled with titles of stories; links are plain words."""
    plan: Plan
    """Its plan, the guide's own or one made of its steps; links are plain words."""
