from guidepress.checks.pdf.pages.expected import Kind, passage_of

from .specimen import ADDRESS, a_story, expected


def texts(html: str) -> list[str]:
    return [passage.text for passage in expected(html).passages]


def test_every_innermost_block_is_a_passage():
    html = "<p>One</p><ul><li>Two<p>Three</p>Four</li></ul><table><tr><td>Five</td><th>Six</th></tr></table>"
    assert texts(html) == ["One", "Two", "Three", "Four", "Five", "Six"]


def test_white_space_is_one_space_and_a_break_is_one_too():
    assert texts("<p>One\n   two<br>three &amp; four</p>") == ["One two three & four"]


def test_what_is_not_drawn_as_text_is_left_out():
    html = (
        "<head><title>No</title><style>p { }</style></head><p aria-hidden='true'>No</p><p>Yes"
        "<svg><title>No</title></svg> and yes <span data-page-of='x'>00</span></p><p hidden>No</p><td>42</td>"
    )
    assert texts(html) == ["Yes and yes"]


def test_headings_terms_and_captions_belong_to_what_follows():
    html = "<h2>One <b>two</b></h2><dl><dt>Three</dt><dd>Four</dd></dl><caption>Five</caption>"
    kinds = [passage.kind for passage in expected(html).passages]
    assert kinds == [Kind.HEADING, Kind.HEADING, Kind.TEXT, Kind.HEADING]


def test_a_passage_knows_the_card_it_stands_in():
    html = '<p>Before</p><article class="story" id="story-stay"><h3>Stay</h3><p>It</p></article><p>After</p>'
    assert [passage.card for passage in expected(html).passages] == ["", "stay", "stay", ""]


def test_cards_and_their_addresses_come_from_the_catalogue():
    cards = expected("<p>No card</p>", a_story()).cards
    assert [(card.story_id, card.title, card.address) for card in cards] == [("stay", "Stay", ADDRESS)]


def test_the_addresses_of_links_and_of_the_series_are_known():
    html = '<p><a href="https://example.org/x">x</a> <a href="#y">y</a> <a href="mailto:a@example.org">z</a></p>'
    of_series = {"https://example.org/", "https://example.org/guides"}
    assert expected(html).addresses == {"https://example.org/x", *of_series}


def test_letters_know_their_places_and_the_seams_between_inline_elements():
    # "A ﬁg, (2)" has the letters a f i g 2; the ligature at place 2 stands for two of them.
    passage = passage_of(["A ", "ﬁg", ", (2)"])
    assert passage.letters == "afig2"
    assert passage.places == (0, 2, 2, 3, 7)
    assert passage.seams == (1, 4)
