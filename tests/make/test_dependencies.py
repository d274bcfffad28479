"""What one change makes again, and nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .project import Project

BOTH = ["standard/apples", "standard/pears"]
APPLES, PEARS = ["standard/apples"], ["standard/pears"]


def test_nothing_is_made_again_when_nothing_has_changed(built: Project) -> None:
    assert built.made() == []


def test_a_word_in_one_guide_makes_that_guide_again(built: Project) -> None:
    built.change("guides/apples.md", "slowly", "quickly")
    assert built.made() == APPLES


def test_the_title_of_a_guide_makes_all_again_since_each_lists_the_others(built: Project) -> None:
    built.change("guides/apples.md", "title: Apples", "title: Apple Trees")
    assert built.made() == BOTH


def test_the_summary_of_a_guide_makes_that_guide_alone_again(built: Project) -> None:
    built.change("guides/apples.md", "All about apples.", "Much about apples.")
    assert built.made() == APPLES


def test_the_synopsis_of_a_story_makes_the_guides_that_print_it_again(built: Project) -> None:
    built.change("guides/stories.yaml", "Baskets fill up.", "Baskets run over.")
    assert built.made() == PEARS


def test_the_title_of_a_story_makes_guides_that_only_link_to_it_again_too(built: Project) -> None:
    built.change("guides/stories.yaml", "title: Orchard", "title: The Orchard")
    assert built.made() == BOTH


def test_a_story_that_no_guide_names_makes_nothing_again(built: Project) -> None:
    built.change("guides/stories.yaml", "All is still.", "All is white.")
    assert built.made() == []


def test_a_story_named_in_a_block_counts_for_every_guide(project: Project) -> None:
    project.write("guides/blocks/closing.md", "See [](story:winter).\n")
    project.build()
    project.change("guides/stories.yaml", "title: Winter", "title: Midwinter")
    assert project.made() == BOTH


def test_every_story_counts_for_every_guide_once_a_template_goes_through_them_all(project: Project) -> None:
    name = "styles/templates/guide.html.jinja"
    project.change(
        name, "</body>", "{% for story in series.stories.values() %}{{ story.title }}{% endfor %}</body>"
    )
    project.build()
    project.change("guides/stories.yaml", "title: Winter", "title: Midwinter")
    assert project.made() == BOTH


def test_what_a_template_says_of_other_guides_counts_for_every_guide(project: Project) -> None:
    project.change("styles/templates/guide.html.jinja", "{{ other.title }}", "{{ other.summary }}")
    project.build()
    project.change("guides/apples.md", "All about apples.", "Much about apples.")
    assert project.made() == BOTH


def test_a_work_makes_the_guides_that_cite_it_again(built: Project) -> None:
    built.change("guides/references.yaml", "On Pears", "Of Pears")
    assert built.made() == PEARS


def test_a_picture_makes_the_guides_that_show_it_again(built: Project) -> None:
    path = built.folder / "guides" / "square.png"
    path.write_bytes(path.read_bytes() + b"\n")
    assert built.made() == APPLES


def test_a_picture_beside_the_guides_folder_makes_the_guides_that_show_it_again(project: Project) -> None:
    picture = project.folder / "pictures" / "square.png"
    picture.parent.mkdir()
    (project.folder / "guides" / "square.png").rename(picture)
    project.change("guides/apples.md", "square.png", "../pictures/square.png")
    project.build()
    assert project.made() == []
    picture.write_bytes(picture.read_bytes() + b"\n")
    assert project.made() == APPLES


def test_a_block_makes_all_again(built: Project) -> None:
    built.change("guides/blocks/closing.md", "thanks", "many thanks")
    assert built.made() == BOTH


def test_a_word_of_the_language_file_makes_all_again(built: Project) -> None:
    built.change("styles/languages/en-GB.yaml", "publisher: ", "publisher: The ")
    assert built.made() == BOTH


def test_a_template_makes_all_again(built: Project) -> None:
    built.change("styles/templates/story-cards.html.jinja", "<div>", '<div class="card">')
    assert built.made() == BOTH


def test_the_series_makes_all_again(built: Project) -> None:
    built.change("guides/series.yaml", "title: A Small Series", "title: A Little Series")
    assert built.made() == BOTH


def test_the_order_of_the_guides_makes_all_again(built: Project) -> None:
    built.change("guides/series.yaml", "[apples, pears]", "[pears, apples]")
    assert sorted(built.made()) == BOTH


def test_the_style_sheet_of_one_edition_makes_that_edition_again(built: Project) -> None:
    built.build("--edition", "print")
    built.change("styles/editions/print.css", "10pt", "12pt")
    assert built.made("--edition", "standard", "--edition", "print") == ["print/apples", "print/pears"]


def test_a_style_sheet_that_editions_share_makes_all_of_them_again(built: Project) -> None:
    built.build("apples", "--edition", "print")
    built.change("styles/text.css", "margin: 0", "margin: 1pt")
    both = built.made("apples", "--edition", "standard", "--edition", "print")
    assert both == ["standard/apples", "print/apples"]


def test_a_file_that_a_style_sheet_imports_makes_all_again(project: Project) -> None:
    project.change("styles/text.css", "p {", '@import "more.css";\np {')
    project.write("styles/more.css", "p { color: #111 }\n")
    project.build()
    project.write("styles/more.css", "p { color: #222 }\n")
    assert project.made() == BOTH


@pytest.mark.parametrize(
    "name", ["styles/web/site.css", "styles/templates/web/page.html.jinja", "guides/notes.txt"]
)
def test_a_new_file_that_nothing_reads_makes_nothing_again(built: Project, name: str) -> None:
    built.write(name, "p { color: #111 }\n")
    assert built.made() == []
    assert "up to date" in built.build()


def test_a_file_over_one_of_the_default_theme_makes_those_that_read_that_again(project: Project) -> None:
    text = (project.folder / "styles" / "fonts.css").read_text("utf-8")
    (project.folder / "styles" / "fonts.css").unlink()
    project.build()
    project.write("styles/fonts.css", text)
    assert project.made() == BOTH


def test_a_template_that_is_looked_for_and_appears_later_makes_all_again(project: Project) -> None:
    project.change(
        "styles/templates/guide.html.jinja", "</body>", '{% include "foot.html.jinja" ignore missing %}</body>'
    )
    project.build()
    project.write("styles/templates/foot.html.jinja", "<p>The end</p>\n")
    assert project.made() == BOTH


def test_a_template_that_sets_another_id_makes_all_again_since_headings_leave_it_to_that(built: Project) -> None:
    built.write("styles/templates/web/page.html.jinja", '<p id="growing"></p>\n')
    assert "an id that templates set has changed" in built.build("--explain")


ALL_SUMMARIES = {
    "a variable": "{% set all = series.guides %}{% for g in all %}{{ g.summary }}{% endfor %}",
    "a filter": '{{ series.guides|map(attribute="summary")|join(", ") }}',
    "a macro": "{% macro of(g) %}{{ g['summary'] }}{% endmacro %}{{ of(series.guides[0]) }}",
    "a slice": "{{ series.guides[0].summary }}",
    "a comparison": "{% if series.guides|selectattr('summary', 'equalto', 'x')|list %}x{% endif %}",
    "an order": "{% for g in series.guides|sort(attribute='summary') %}{{ g.number }}{% endfor %}",
}


@pytest.mark.parametrize("template", ALL_SUMMARIES.values(), ids=ALL_SUMMARIES)
def test_however_a_template_comes_to_a_summary_a_change_of_it_makes_all_again(
    project: Project, template: str
) -> None:
    project.change("styles/templates/guide.html.jinja", "</body>", template + "</body>")
    project.build()
    project.change("guides/apples.md", "All about apples.", "Much about apples.")
    said = project.build("--explain")
    assert "the summary of apples, which this guide prints, has changed" in said
    assert "the summary of the guide has changed" in said
    assert project.made() == []


def test_a_template_that_counts_stories_depends_on_their_number_and_not_on_their_words(project: Project) -> None:
    project.change("styles/templates/guide.html.jinja", "</body>", "{{ series.stories|length }}</body>")
    project.build()
    project.change("guides/stories.yaml", "title: Winter", "title: Midwinter")
    assert project.made() == []
    project.change("guides/stories.yaml", "{id: winter", "{id: snow")
    assert project.made() == BOTH


def test_a_story_with_a_hyphen_in_its_id_counts_where_it_is_linked_and_nowhere_else(project: Project) -> None:
    project.change("guides/stories.yaml", "id: winter", "id: late-winter")
    project.change("guides/pears.md", "Compare", "See [](story:late-winter). Compare")
    project.build()
    project.change("guides/stories.yaml", "title: Winter", "title: Midwinter")
    assert project.made() == PEARS


def test_a_synopsis_makes_nothing_again_where_only_the_title_is_printed(project: Project) -> None:
    project.change("guides/pears.md", "Compare", "See [](story:winter). Compare")
    project.build()
    project.change("guides/stories.yaml", "All is still.", "All is white.")
    assert project.made() == []


def test_a_word_that_no_template_says_makes_nothing_again(built: Project) -> None:
    built.change("styles/languages/en-GB.yaml", "contents: ", "contents: The ")
    assert built.made() == []


def test_a_picture_that_is_a_link_counts_by_its_own_name_and_by_what_it_leads_to(project: Project) -> None:
    guides = project.folder / "guides"
    (guides / "square.png").rename(guides / "one.png")
    (guides / "other.png").write_bytes((guides / "one.png").read_bytes() + b"\n")
    (guides / "square.png").symlink_to("one.png")
    project.build()
    (guides / "one.png").write_bytes((guides / "one.png").read_bytes() + b"\n\n")
    assert project.made() == APPLES
    (guides / "square.png").unlink()
    (guides / "square.png").symlink_to("other.png")
    assert project.made() == APPLES


def test_explain_names_three_values_and_how_many_more(built: Project) -> None:
    for name, old in (("title: A Small", "title: A Tiny"), ("A Publisher", "Publishers"), ("Small\n", "Tiny\n")):
        built.change("guides/series.yaml", name, old)
    built.change("guides/apples.md", "slowly", "late")
    built.change("guides/blocks/closing.md", "all", "you all")
    said = built.build("apples", "--explain").strip()
    assert "the text of the guide has changed; the shared passage 'closing' has changed; " in said
    assert said.endswith(" more")


def test_a_new_version_of_guidepress_or_of_a_library_makes_all_again(
    built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("guidepress.make.freshness.tool_fingerprint", lambda: "weasyprint-71.0")
    assert "guidepress or a library that it uses is another version" in built.build("--explain")
    assert built.made() == []


def test_another_library_of_the_system_makes_all_again(built: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("guidepress.make.freshness.libraries_are_the_same", lambda libraries: False)  # noqa: ARG005
    assert built.build("--explain").count("a library of the system is another version") == 2


def test_a_library_of_the_system_is_another_one_once_its_file_is_another(tmp_path: Path) -> None:
    from guidepress.core.system_libraries import libraries_are_the_same, state_of

    path = tmp_path / "libpango-1.0.so.0"
    path.write_bytes(b"one")
    known = {str(path): state_of(str(path))}
    assert libraries_are_the_same(known)
    path.write_bytes(b"three")
    assert not libraries_are_the_same(known)


def test_touching_files_makes_nothing_again(built: Project) -> None:
    for path in (built.folder / "guides").rglob("*"):
        os.utime(path, (1, 1))
    assert built.made() == []


def test_a_change_that_is_taken_back_makes_nothing_again(built: Project) -> None:
    built.change("guides/apples.md", "slowly", "quickly")
    built.change("guides/apples.md", "quickly", "slowly")
    assert built.made() == []


def test_a_deleted_output_is_made_again(built: Project) -> None:
    whole = built.pdf("pears").read_bytes()
    built.pdf("pears").unlink()
    assert built.made() == PEARS
    assert built.pdf("pears").read_bytes() == whole


def test_an_output_that_was_tampered_with_is_made_again(built: Project) -> None:
    whole = built.pdf("pears").read_bytes()
    built.pdf("pears").write_bytes(whole[:-1] + b"x")
    assert built.made() == PEARS
    assert built.pdf("pears").read_bytes() == whole


def test_building_one_guide_after_a_shared_change_leaves_the_others_to_be_made(built: Project) -> None:
    built.change("guides/blocks/closing.md", "thanks", "many thanks")
    assert built.made("apples") == APPLES
    assert built.made() == PEARS


def test_a_new_guide_is_made_and_the_others_too_since_they_list_it(built: Project) -> None:
    built.write("guides/plums.md", "---\ntitle: Plums\nsummary: Plums.\nkeywords: [plums]\n---\n\nPlums.\n")
    built.change("guides/series.yaml", "[apples, pears]", "[apples, pears, plums]")
    assert built.made() == [*BOTH, "standard/plums"]


@pytest.mark.parametrize(
    ("name", "old", "new", "reason"),
    [
        ("guides/apples.md", "slowly", "late", "the text of the guide has changed"),
        (
            "guides/stories.yaml",
            "in a row",
            "in rows",
            "the synopsis of orchard, which this guide prints, has changed",
        ),
        (
            "guides/references.yaml",
            "On Apples",
            "Of Apples",
            "the work smith-2020, which this guide cites, has changed",
        ),
        ("guides/blocks/closing.md", "all", "you all", "the shared passage 'closing' has changed"),
        ("guides/series.yaml", "title: A Small", "title: A Tiny", "the title of the series has changed"),
        (
            "styles/languages/en-GB.yaml",
            "publisher: ",
            "publisher: The ",
            "the words for 'publisher' have changed",
        ),
        (
            "styles/templates/guide.html.jinja",
            "<h1>",
            '<h1 class="x">',
            "styles/templates/guide.html.jinja has changed",
        ),
        ("styles/editions/standard.css", "11pt", "12pt", "styles/editions/standard.css has changed"),
    ],
)
def test_explain_says_why_an_output_was_made(built: Project, name: str, old: str, new: str, reason: str) -> None:
    built.change(name, old, new)
    said = built.build("apples", "--explain")
    assert said.strip().endswith(f"): {reason}")


def test_explain_says_that_an_output_was_left(built: Project) -> None:
    assert built.build("--explain").count("nothing that shapes it has changed") == 2


def test_explain_names_files_of_guides_that_are_gone(built: Project) -> None:
    built.change("guides/series.yaml", "[apples, pears]", "[apples]")
    built.change("guides/pears.md", "", "")
    (built.folder / "guides" / "pears.md").unlink()
    assert "pears.pdf: no guide or edition asks for it now" in built.build("--explain")
    assert "removed 2 files" in built.run("clean")[1]
    assert not built.pdf("pears").exists()


def test_the_record_forgets_a_guide_that_is_gone_once_its_file_is_gone(built: Project) -> None:
    built.change("guides/series.yaml", "[apples, pears]", "[apples]")
    (built.folder / "guides" / "pears.md").unlink()
    built.pdf("pears").unlink()
    built.build()
    assert "pears" not in (built.folder / "output" / ".guidepress.json").read_text("utf-8")
