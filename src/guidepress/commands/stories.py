"""`guidepress stories`: what the catalogue holds, and which guides use it."""

from __future__ import annotations

import textwrap
from pathlib import Path

import click

from guidepress.commands.options import folders, format_option, project_options
from guidepress.commands.printing import exit_code, print_problems, say
from guidepress.core.model import Series, Story

EPILOG = """\b
Examples:
  guidepress stories
  guidepress stories --theme "second victim"
  guidepress stories --search midwife
"""


@click.command(epilog=EPILOG)
@click.option("--theme", metavar="T", help="Only stories with this theme, or in this guide.")
@click.option("--search", metavar="TEXT", help="Only stories that hold this text anywhere.")
@project_options
@format_option
def stories(theme: str | None, search: str | None, project: Path, styles: Path | None, form: str) -> int:
    """List the stories of the catalogue, with the guides that use each."""
    from guidepress.checks.sources.project import examine_sources

    examined = examine_sources(*folders(project, styles))
    if examined.series is None:
        print_problems(examined.problems, form)
        return exit_code(examined.problems)
    series = examined.series
    found = [story for story in series.stories.values() if _fits(series, story, theme, search)]
    if form == "json":
        print_problems(examined.problems, form, {"stories": [_as_data(series, story) for story in found]})
    else:
        for story in found:
            say(_card(series, story))
        say(f"{len(found)} of {len(series.stories)} stories")
        print_problems(examined.problems, form)
    return exit_code(examined.problems)


def users(series: Series, story: Story) -> tuple[str, ...]:
    """Gives the ids of the guides that print a story."""
    return tuple(str(guide.id) for guide in series.guides if story.id in (*guide.stories, *guide.further_stories))


def _fits(series: Series, story: Story, theme: str | None, search: str | None) -> bool:
    if theme and theme.lower() not in [name.lower() for name in (*story.themes, *users(series, story))]:
        return False
    fields = (story.id, story.title, story.storyteller or "", story.role, story.synopsis, *story.themes)
    return not search or search.lower() in "\n".join(fields).lower()


def _card(series: Series, story: Story) -> str:
    teller = ", ".join(part for part in (story.storyteller, story.role) if part)
    guides = ", ".join(users(series, story)) or "no guide"
    synopsis = textwrap.fill(" ".join(story.synopsis.split()), 90, initial_indent="    ", subsequent_indent="    ")
    return (
        f"{story.id}: {story.title} ({teller})\n{synopsis}\n"
        f"    themes: {', '.join(story.themes)}\n    used in: {guides}\n"
    )


def _as_data(series: Series, story: Story) -> dict[str, object]:
    return {
        "id": story.id,
        "title": story.title,
        "storyteller": story.storyteller,
        "role": story.role,
        "url": story.url,
        "themes": list(story.themes),
        "synopsis": story.synopsis,
        "guides": list(users(series, story)),
    }
