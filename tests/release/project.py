"""A project of two short guides that can be released, and the command run on it."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from guidepress.commands.group import run

FILES = {
    "series.yaml": """\
title: Talking About Gardens
short_title: Gardens
description: Guides for people who lead talks about gardens.
language: en-GB
release: {version: "1.0", date: 2025-03-01}
publisher: A Publisher
copyright_holder: A Publisher
licence: {name: A Licence, short: AL}
website: https://example.org/
download_page: https://example.org/guides/
authors: [{name: An Author, email: author@example.org}]
contact: {name: The Office, email: contact@example.org, phone: 01234 567890}
collection: tales
guides: [apples, pears]
""",
    "stories.yaml": """\
stories:
  - id: orchard
    title: Orchard
    storyteller: Ada
    role: gardener
    url: https://example.org/orchard
    collection: tales
    themes: [trees, patience]
    synopsis: Trees in a row, and one that nobody planted.
    content_note: A tree is lost.
  - id: harvest
    title: Harvest
    role: picker
    url: https://example.org/harvest
    collection: tales
    themes: [work]
    synopsis: Baskets fill up while the light lasts.
  - id: winter
    title: Winter
    role: gardener
    collection: tales
    themes: [cold, patience]
    synopsis: All is still, and a robin keeps company.
""",
    "references.yaml": """\
references:
  - {id: smith-2020, type: book, title: On Apples, author: [{family: Smith, given: Ann}], issued: {year: 2020}}
""",
    "blocks/licence.md": "You may share these guides if you say where they come from and leave them whole.\n",
    "blocks/other-formats.md": "For another format write to [{contact.email}](mailto:{contact.email}).\n",
    "blocks/about-the-series.md": "Each of these guides helps a group to talk about a garden.\n",
    "blocks/contact.md": "Tell us how your session went: {contact.email}, {contact.phone}.\n",
    "apples.md": """\
---
title: Apples
summary: How to talk about apples with people who grow them.
keywords: [apples]
stories: [orchard, winter]
---

## Before you begin

Apples grow slowly [@smith-2020], and so does a good talk. Sit in a circle and let each person say a name.

Nobody has to speak. Bring a basket, so that hands have something to do while ears are busy.

## Stories

/// stories
///

## Questions

/// questions
1. What did you notice first?
2. How does {story} differ from your own garden?
3. What would you keep of {story 1}, and what of {story 2}?
///
""",
    "pears.md": """\
---
title: Pears
summary: How to talk about pears with people who pick them.
keywords: [pears]
stories: [harvest]
---

## Before you begin

Pears ripen late. Compare [](story:orchard) and [](guide:apples), and leave time for a walk between the trees.

## Stories

/// stories
///

## Questions

/// questions
1. Who taught you to pick?
///
""",
}


@dataclass(frozen=True)
class Garden:
    """The project's folder, and what the command says about it."""

    folder: Path
    capture: pytest.CaptureFixture[str]

    def change(self, name: str, old: str, new: str) -> None:
        path = self.folder / "guides" / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    def run(self, *words: str) -> tuple[int, str]:
        """Runs the command; gives its exit code and all that it says."""
        self.capture.readouterr()
        code = run([words[0], "--project", str(self.folder), *words[1:]])
        said = self.capture.readouterr()
        return code, said.out + said.err

    def release(self, version: str = "1.0", *words: str) -> Path:
        """Releases what has to go well; gives the folder."""
        code, said = self.run("release", version, "--jobs", "1", *words)
        assert code == 0, said
        return self.folder / "output" / "releases" / version

    def refused(self, code: str, version: str = "1.0", *words: str) -> str:
        """Asks for a release that has to be refused; gives what the command says."""
        found, said = self.run("release", version, "--jobs", "1", *words)
        assert found == 1, said
        assert f"error {code}" in said, said
        assert not (self.folder / "output" / "releases" / version).exists() or code == "L006"
        return said

    def git(self, *words: str) -> None:
        names = ["-c", "user.name=An Editor", "-c", "user.email=editor@example.org", "-c", "commit.gpgsign=false"]
        command = ["git", *names, *words]
        subprocess.run(command, cwd=self.folder, check=True, capture_output=True)


def lay_out(folder: Path) -> None:
    """Writes the project's files."""
    for name, text in FILES.items():
        path = folder / "guides" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
