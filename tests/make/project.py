"""A tiny project of two guides and three stories, and the command run on it in this process."""

from __future__ import annotations

import json
import shutil
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path

import pytest

from guidepress.commands.group import run
from guidepress.core.theme import DEFAULT_THEME

LANGUAGES = DEFAULT_THEME / "languages"

FILES = {
    "guides/series.yaml": """\
title: A Small Series
short_title: Small
description: A series for tests.
language: en-GB
release: {version: "1.0", date: 2025-03-01}
publisher: A Publisher
copyright_holder: A Publisher
licence: {name: A Licence, short: AL}
website: https://example.org/
download_page: https://example.org/guides
authors: [{name: An Author, email: author@example.org}]
contact: {name: A Contact, email: contact@example.org, phone: 01234 567890}
collection: tales
guides: [apples, pears]
""",
    "guides/stories.yaml": """\
stories:
  - {id: orchard, title: Orchard, role: gardener, collection: tales, themes: [trees], synopsis: Trees in a row.}
  - {id: harvest, title: Harvest, role: picker, collection: tales, themes: [work], synopsis: Baskets fill up.}
  - {id: winter, title: Winter, role: gardener, collection: tales, themes: [cold], synopsis: All is still.}
""",
    "guides/references.yaml": """\
references:
  - {id: smith-2020, type: book, title: On Apples, author: [{family: Smith, given: Ann}], issued: {year: 2020}}
  - {id: jones-2021, type: book, title: On Pears, author: [{family: Jones, given: Bob}], issued: {year: 2021}}
""",
    "guides/blocks/closing.md": "With thanks to all.\n",
    "guides/apples.md": """\
---
title: Apples
summary: All about apples.
keywords: [apples]
stories: [orchard]
---

## Growing

Apples grow slowly [@smith-2020].

![A square](square.png)

/// stories
///

/// block | closing
///
""",
    "guides/pears.md": """\
---
title: Pears
summary: All about pears.
keywords: [pears]
stories: [harvest]
---

## Picking

Pears ripen late [@jones-2021]. Compare [](story:orchard) and [](guide:apples).

/// stories
///

/// block | closing
///
""",
    "styles/templates/guide.html.jinja": """\
<!DOCTYPE html>
<html lang="{{ series.language }}"><head><meta charset="utf-8"><title>{{ guide.title }}</title></head>
<body><h1>{{ guide.title }}</h1>
{{ body }}
<ul>{% for reference in references %}
<li id="reference-{{ reference.id }}">{{ reference.html }}</li>
{% endfor %}</ul>
<ol>{% for other in series.guides %}<li>{{ other.title }}</li>{% endfor %}</ol>
<p>{{ say('publisher') }}: {{ series.publisher }}</p>
</body></html>
""",
    "styles/templates/story-cards.html.jinja": """\
{% for story in stories %}<h3 id="story-{{ story.id }}">{{ story.title }}</h3>
<div>{{ story.synopsis|short_markdown }}</div>{% endfor %}
""",
    "styles/fonts.css": 'html { font-family: "Source Sans Pro" }\n',
    "styles/tokens.css": "html { color: #000 }\n",
    "styles/page.css": "@page { size: A5 }\n",
    "styles/text.css": "p { margin: 0 }\n",
    "styles/parts.css": "h1 { font-size: 20pt }\n",
    "styles/editions/standard.css": "p { font-size: 11pt }\n",
    "styles/editions/paper.css": "p { color: #111 }\n",
    "styles/editions/print.css": "p { font-size: 10pt }\n",
    "styles/editions/large-print.css": "p { font-size: 18pt }\n",
    "styles/editions/booklet.css": "p { font-size: 9pt }\n",
}


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


SQUARE = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\0\0"))
    + _chunk(b"IEND", b"")
)
"""A picture of one black pixel."""


def lay_out(folder: Path) -> None:
    """Writes the project's files into a folder."""
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    (folder / "guides" / "square.png").write_bytes(SQUARE)
    shutil.copytree(LANGUAGES, folder / "styles" / "languages")


@dataclass(frozen=True)
class Project:
    """A project's folder, and what the command says about it."""

    folder: Path
    capture: pytest.CaptureFixture[str]

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        text = (self.folder / name).read_text("utf-8")
        assert text.count(old) >= 1
        self.write(name, text.replace(old, new))

    def pdf(self, guide: str, edition: str = "standard") -> Path:
        return self.folder / "output" / edition / f"{guide}.pdf"

    def run(self, *words: str) -> tuple[int, str]:
        """Runs the command; gives its exit code and all that it says."""
        self.capture.readouterr()
        code = run([words[0], "--project", str(self.folder), *words[1:]])
        said = self.capture.readouterr()
        return code, said.out + said.err

    def build(self, *words: str) -> str:
        """Builds what has to go well; gives what the command says."""
        code, said = self.run("build", "--jobs", "1", *words)
        assert code == 0, said
        return said

    def made(self, *words: str) -> list[str]:
        """Builds; gives the outputs that were made rather than kept, such as `standard/apples`."""
        outputs = json.loads(self.build("--format", "json", *words))["outputs"]
        paths = [Path(output["file"]) for output in outputs if output["made"]]
        return [f"{path.parent.name}/{path.stem}" for path in paths]
