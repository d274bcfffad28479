"""Sources as git keeps them, and nothing run that a repository names."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidepress.make.inputs import source_digests
from guidepress.release.revisions import GitError, contents, files_at, revision_named, uncommitted

from .project import Garden


@pytest.fixture
def kept(garden: Garden) -> Garden:
    garden.git("init", "-q")
    garden.git("add", "guides")
    garden.git("commit", "-qm", "First")
    return garden


def changed(kept: Garden) -> tuple[str, ...]:
    return uncommitted(kept.folder, source_digests(kept.folder, kept.folder / "styles"))


def test_files_of_a_revision_have_the_bytes_that_were_committed(kept: Garden):
    before = (kept.folder / "guides/pears.md").read_bytes()
    kept.change("pears.md", "Pears", "Quinces")
    files = files_at(kept.folder, revision_named(kept.folder, "HEAD"))
    assert contents(kept.folder, [files["guides/pears.md"]])[files["guides/pears.md"]] == before


def test_what_is_changed_new_or_gone_is_not_committed(kept: Garden):
    assert changed(kept) == ()
    kept.change("pears.md", "Pears", "Quinces")
    (kept.folder / "guides/plums.md").write_text("new", "utf-8")
    (kept.folder / "guides/blocks/contact.md").unlink()
    assert changed(kept) == ("guides/blocks/contact.md", "guides/pears.md", "guides/plums.md")


def test_line_endings_are_no_change(kept: Garden):
    path = kept.folder / "guides/pears.md"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert changed(kept) == ()


def test_a_repository_s_filters_and_hooks_are_never_run(kept: Garden, tmp_path: Path):
    trap = tmp_path / "trapped"
    kept.git("config", "filter.trap.clean", f"touch {trap}")
    kept.git("config", "filter.trap.smudge", f"touch {trap}")
    kept.git("config", "core.fsmonitor", f"touch {trap}")
    kept.git("config", "diff.external", f"touch {trap}")
    (kept.folder / ".gitattributes").write_text("* filter=trap\n", "utf-8")
    (kept.folder / ".git" / "info" / "attributes").write_text("* filter=trap\n", "utf-8")
    kept.change("pears.md", "Pears", "Quinces")
    assert changed(kept) == ("guides/pears.md",)
    code, said = kept.run("changes", "HEAD")
    assert (code, "Quinces" in said) == (0, True), said
    assert not trap.exists()


@pytest.mark.parametrize("name", ["nothing", "--output=x", "HEAD~99", ""])
def test_a_revision_that_is_none_is_told(kept: Garden, name: str):
    with pytest.raises(GitError):
        revision_named(kept.folder, name)
