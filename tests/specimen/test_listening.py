"""What a listener gets of the specimen."""

from pathlib import Path

import pytest

from guidepress.checks.pdf.accessibility import check_reading
from guidepress.checks.pdf.report import report_of
from guidepress.compose.templates import Templates
from guidepress.pdfread.dump import dump_tags
from projects import edition_named

from .conftest import STYLES, Specimen

GOLDEN = Path(__file__).parent / "golden"
TAGGED = ["standard", "large-print"]


@pytest.mark.parametrize("edition", TAGGED)
def test_no_rule_of_the_standards_or_of_ours_fails(specimen: Specimen, edition: str) -> None:
    read = specimen.examined(edition).read
    assert read is not None
    assert [(result.profile, result.failures) for result in read.validated[:2]] == [("ua1", ()), ("2a", ())]
    assert min(result.rules for result in read.validated) > 100
    assert check_reading(read) == ()


@pytest.mark.parametrize("edition", TAGGED)
def test_the_tags_read_as_the_golden_file_does(specimen: Specimen, edition: str, update_golden: bool) -> None:
    """A listener's guide changes only when somebody means it to."""
    dump = dump_tags(specimen.pdfs[edition])
    path = GOLDEN / f"{edition}.tags.txt"
    if update_golden:
        path.write_text(dump, "utf-8")
    assert dump.splitlines() == path.read_text("utf-8").splitlines()


@pytest.mark.parametrize("edition", TAGGED)
def test_running_heads_and_folios_are_not_read_out(specimen: Specimen, edition: str) -> None:
    read = specimen.examined(edition).read
    assert read is not None
    artifacts = " ".join(text for _, _, text in read.document.artifacts)
    assert str(specimen.series.short_title) in artifacts
    assert "NonStruct" not in {element.kind for element in read.elements}


def test_lists_tables_and_quotations_run_over_page_breaks_as_one_element(specimen: Specimen) -> None:
    """Without these the comparison with the HTML would prove little."""
    read = specimen.examined("large-print").read
    assert read is not None
    broken = {element.kind: len(element.pages) for element in read.elements if len(element.pages) >= 3}
    assert {"L", "Table", "BlockQuote"} <= set(broken)


def test_the_report_says_what_was_tested_and_what_a_person_must_judge(specimen: Specimen) -> None:
    edition = edition_named("standard")
    read = specimen.examined("standard").read
    assert edition is not None
    assert read is not None
    html, problems = report_of(read, specimen.series, specimen.series.guides[0], edition, Templates(STYLES))
    assert problems == ()
    assert "PDF/UA-1 (ISO 14289-1)" in html
    assert "PDF/A-2a (ISO 19005-2)" in html
    assert "Every test passed." in html
    assert "What still needs a person" in html
