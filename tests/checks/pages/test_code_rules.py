from .specimen import ADDRESS, a_story, card, codes, edition, found, lines


def test_a_card_whose_code_decodes_to_its_address_is_right():
    assert found(lines(5) + card() + lines(5, "Telling"), stories=(a_story(),)) == ()


def test_a_code_is_read_from_half_a_side_of_a_booklet():
    style = (
        "@page { size: A5; margin: 15mm } html { font-size: 10.5pt; line-height: 16pt }"
        "svg.qr { width: 24mm; height: 24mm }"
    )
    html = lines(5) + f'<div style="break-before: page">{card()}{lines(5, "Telling")}</div>'
    assert found(html, style, edition=edition("booklet"), stories=(a_story(),)) == ()


def test_a_code_that_leads_elsewhere_is_reported_with_what_it_decodes_to():
    html = lines(5) + card(address="https://elsewhere.example.org/") + lines(5, "Telling")
    problems = found(html, stories=(a_story(),))
    assert [(problem.code, problem.message) for problem in problems] == [
        ("P016", "no QR code decodes to the address of the story 'Stay'"),
        ("P017", "a QR code on page 1 decodes to 'https://elsewhere.example.org/'"),
    ]
    assert problems[0].hint == f"it should lead to {ADDRESS}"


def test_a_code_covered_by_a_box_is_reported():
    box = "display: block; background: black; margin-top: -38mm; width: 30mm; height: 20mm"
    style = f".code::after {{ content: ''; {box} }}"
    html = lines(5) + card() + f'<div style="break-before: page">{lines(5, "Telling")}</div>'
    assert codes(found(html, style, stories=(a_story(),))) == ["P016"]


def test_a_story_without_an_address_needs_no_code():
    html = lines(5) + '<article class="story" id="story-stay"><h3>Stay</h3>' + lines(5, "Telling") + "</article>"
    assert found(html, stories=(a_story(address=None),)) == ()


def test_a_code_that_is_too_small_is_reported_with_its_width():
    # 12 mm hold 29 modules and 4 modules of quiet zone on either side: the symbol is 12 × 29 / 37 = 9.4 mm wide.
    html = lines(5) + card() + lines(5, "Telling")
    problems = found(html, "svg.qr { width: 12mm; height: 12mm }", stories=(a_story(),))
    assert codes(problems) == ["P018"]
    assert problems[0].message.startswith("a QR code on page 1 is 9.")


def test_large_print_asks_for_codes_of_30_mm():
    style = (
        "html { font-size: 18pt; line-height: 27pt } @page { margin: 15mm; @bottom-right { font-size: 18pt } }"
        "h2, h3 { font-size: 20pt; line-height: 30pt } svg.qr { width: 36mm; height: 36mm }"
    )
    html = lines(5) + card() + lines(5, "Telling")
    # 36 × 29 / 37 = 28.2 mm.
    problems = found(html, style, edition=edition("large-print"), stories=(a_story(),))
    assert [(problem.code, problem.hint) for problem in problems] == [
        ("P018", "this edition asks for 30 mm or more")
    ]
