from guidepress.checks.pdf.pages.expected import passage_of
from guidepress.checks.pdf.pages.lines import lines_of
from guidepress.checks.pdf.pages.placing import place_passages
from guidepress.checks.pdf.pages.records import Line, Row, Run
from guidepress.targets.pdf.impose.sheet import Box


def run(text: str, left: float = 0, baseline: float = 0, size: float = 10) -> Run:
    """Makes a run whose letters are 5 points wide."""
    box = Box(left, baseline - 2, left + 5 * len(text), baseline + 7)
    return Run(text, box, baseline, size, "Font")


def page(*texts: str) -> tuple[Line, ...]:
    """Makes a page of lines; a bar parts the runs of a line."""
    return tuple(Line(tuple(run(text) for text in line.split("|"))) for line in texts)


def rows(pieces: list[str], *pages: tuple[Line, ...]) -> tuple[Row, ...] | None:
    placed = place_passages([passage_of(pieces)], pages)
    return placed[0].rows if placed else None


def test_a_passage_is_found_line_by_line_whatever_its_punctuation():
    assert rows(["‘We’ listen, well."], page("Title", "'We' list-", "en well", "Folio 1")) == (
        Row(page=0, line=1, start=0, end=6),
        Row(page=0, line=2, start=6, end=12),
    )


def test_a_passage_goes_on_after_the_folio_of_the_page_before():
    assert rows(["one two three"], page("one", "two", "head", "1"), page("three", "head", "2")) == (
        Row(0, 0, 0, 3),
        Row(0, 1, 3, 6),
        Row(1, 0, 6, 11),
    )


def test_a_passage_is_not_found_in_the_middle_of_a_run():
    assert rows(["grief"], page("no grief here")) is None


def test_text_of_the_styles_may_stand_at_a_seam():
    found = rows(["see ", "the site", " today"], page("see |the site| (example.org)| today"))
    assert found == (Row(0, 0, 0, 15),)


def test_a_break_at_a_seam_is_found():
    assert rows(["see ", "the site"], page("see", "1"), page("the site", "2")) == (
        Row(0, 0, 0, 3),
        Row(1, 0, 3, 10),
    )


def test_the_same_words_twice_are_found_in_their_order():
    placed = place_passages([passage_of(["Stay"]), passage_of(["Stay"])], [page("Stay", "x"), page("Stay")])
    assert [it.rows[0].page for it in placed] == [0, 1]


def test_a_passage_that_is_not_there_does_not_hide_the_next():
    placed = place_passages([passage_of(["gone"]), passage_of(["here"])], [page("here")])
    assert [it.passage.text for it in placed] == ["here"]


def test_runs_beside_each_other_make_a_line_and_a_step_back_starts_the_next():
    runs = [
        run("one"),
        run("two", left=20),
        run("2", left=36, baseline=4, size=6),
        run("three", baseline=-12),
    ]
    assert [line.text for line in lines_of(runs)] == ["onetwo2", "three"]


def test_a_run_far_below_starts_a_line_though_it_stands_to_the_right():
    assert len(lines_of([run("one"), run("two", left=20, baseline=-14)])) == 2


def test_a_short_passage_that_fills_a_line_is_not_found_in_a_sentence():
    title, sentence = passage_of(["Stay"]), passage_of(["See ", "Stay", " again."])
    placed = place_passages([title, sentence], [page("See |Stay| again.", "Stay")])
    assert [(it.rows[0].line, it.rows[0].end) for it in placed] == [(1, 4), (0, 12)]


def test_a_passage_that_was_found_in_another_one_has_to_go_elsewhere():
    """No line holds the first alone; its place is the sentence until that wants it."""
    title, sentence = passage_of(["Stay"]), passage_of(["Stay", " again."])
    placed = place_passages([title, sentence], [page("Stay| again.", "1.|Stay|(film)")])
    assert [(it.passage.text, it.rows[0].line) for it in placed] == [("Stay", 1), ("Stay again.", 0)]


def test_what_follows_a_passage_over_many_pages_is_looked_for_behind_its_end():
    long = " ".join(f"line{number}" for number in range(6))
    pages = [page(f"line{number}") for number in range(6)]
    placed = place_passages([passage_of([long]), passage_of(["Last"])], [*pages, page("Last")])
    assert [it.rows[-1].page for it in placed] == [5, 6]
