"""QR codes, read here by hand as ISO/IEC 18004:2015 describes them, so that nothing rests on the library alone."""

import re
from collections.abc import Callable, Iterator

import pytest

from guidepress.compose.qr import QUIET_ZONE, qr_path, qr_svg

LEVEL_M = 0b00  # 7.9.1, table 25
FORMAT_MASK = 0b101010000010010
FORMAT_GENERATOR = 0b10100110111
MASKS: tuple[Callable[[int, int], int], ...] = (  # 7.8.2, table 20: row, column; 0 where a module is turned
    lambda i, j: (i + j) % 2,
    lambda i, j: (i + 0 * j) % 2,
    lambda i, j: (0 * i + j) % 3,
    lambda i, j: (i + j) % 3,
    lambda i, j: (i // 2 + j // 3) % 2,
    lambda i, j: i * j % 2 + i * j % 3,
    lambda i, j: (i * j % 2 + i * j % 3) % 2,
    lambda i, j: ((i + j) % 2 + i * j % 3) % 2,
)
BLOCKS = {1: (1, 16, 10), 2: (1, 28, 16), 3: (1, 44, 26), 4: (2, 32, 18), 5: (2, 43, 24), 6: (4, 27, 16)}
"""For level M of a version: blocks, data and error correction codewords of each (7.5.1, table 9)."""
ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"

Modules = list[list[int]]


def modules_of(address: str) -> Modules:
    """Reads the path's strokes back into rows of dark (1) and light (0) modules, without the quiet zone."""
    side, path = qr_path(address)
    inner = side - 2 * QUIET_ZONE
    rows = [[0] * inner for _ in range(inner)]
    for x, y, end in re.findall(r"M(\d+) (\d+)H(\d+)", path):
        for column in range(int(x), int(end)):
            rows[int(y) - QUIET_ZONE][column - QUIET_ZONE] = 1
    return rows


def format_of(modules: Modules) -> tuple[int, int]:
    """Gives level and mask from both copies of the format information, which BCH code proves (7.9.1)."""
    side = len(modules)
    first = [modules[8][x] for x in (0, 1, 2, 3, 4, 5, 7, 8)] + [modules[y][8] for y in (7, 5, 4, 3, 2, 1, 0)]
    second = [modules[side - 1 - y][8] for y in range(7)] + [modules[8][side - 8 + x] for x in range(8)]
    assert first == second
    value = int("".join(map(str, first)), 2) ^ FORMAT_MASK
    rest = value
    for shift in range(4, -1, -1):
        if rest >> (shift + 10) & 1:
            rest ^= FORMAT_GENERATOR << shift
    assert rest == 0
    return value >> 13, value >> 10 & 7


def is_function_module(side: int, y: int, x: int) -> bool:
    """Tells finder, timing, alignment and format modules of versions 1 to 6 from data (6.3)."""
    finder = (y < 9 and (x < 9 or x >= side - 8)) or (y >= side - 8 and x < 9)
    alignment = side > 21 and abs(y - (side - 7)) <= 2 and abs(x - (side - 7)) <= 2
    return finder or alignment or 6 in (y, x)


def bits_of(modules: Modules, mask: int) -> Iterator[int]:
    """Gives the unmasked bits in the order of 7.7.3: two columns at a time, from the right, up and down."""
    side = len(modules)
    columns = [x for x in range(side - 1, 0, -2) if x > 6] + [5, 3, 1]
    for turn, right in enumerate(columns):
        for y in range(side - 1, -1, -1) if turn % 2 == 0 else range(side):
            for x in (right, right - 1):
                if not is_function_module(side, y, x):
                    yield modules[y][x] ^ (MASKS[mask](y, x) == 0)


def times(one: int, other: int) -> int:
    """Multiplies in GF(2^8) with the polynomial 100011101 (7.5.2)."""
    product = 0
    while other:
        product ^= one if other & 1 else 0
        one = one << 1 ^ (0b100011101 if one & 0x80 else 0)
        other >>= 1
    return product


def data_of(modules: Modules) -> str:
    """Gives the data bits of a symbol of level M, once every block's error correction codewords prove right."""
    level, mask = format_of(modules)
    assert level == LEVEL_M
    blocks, data, correction = BLOCKS[(len(modules) - 17) // 4]
    bits = "".join(map(str, bits_of(modules, mask)))
    words = [int(bits[at : at + 8], 2) for at in range(0, blocks * (data + correction) * 8, 8)]
    found = []
    for block in range(blocks):  # 7.6: codewords of the blocks take turns
        own = words[block : blocks * data : blocks] + words[blocks * data + block :: blocks]
        root = 1
        for _ in range(correction):  # the codewords are a multiple of (x - 1)(x - a)(x - a^2) …
            remainder = 0
            for word in own:
                remainder = times(remainder, root) ^ word
            assert remainder == 0
            root = times(root, 2)
        found += own[:data]
    return "".join(f"{word:08b}" for word in found)


def text_of(data: str) -> str:
    """Reads the segments (7.4) and sees that nothing but the standard's padding follows them (7.4.9, 7.4.10)."""
    at, text = 0, ""

    def take(count: int) -> int:
        nonlocal at
        at += count
        return int(data[at - count : at], 2)

    while mode := take(4):
        if mode == 0b0001:  # numeric
            for digits in groups_of(3, take(10)):
                text += f"{take(1 + 3 * digits):0{digits}d}"
        elif mode == 0b0010:  # letters and digits
            for letters in groups_of(2, take(9)):
                value = take(11 if letters == 2 else 6)
                text += "".join(ALPHANUMERIC[part] for part in (divmod(value, 45) if letters == 2 else (value,)))
        else:
            assert mode == 0b0100  # bytes
            text += bytes(take(8) for _ in range(take(8))).decode()
    padding = data[at + -at % 8 :]
    assert padding == ("1110110000010001" * len(padding))[: len(padding)]
    return text


def groups_of(most: int, count: int) -> list[int]:
    return [most] * (count // most) + ([count % most] if count % most else [])


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/",
        "https://example.org/films/1019pv384.htm",
        "https://www.example.org/watch?v=0123456789012345&list=STORIES",
        "HTTPS://EXAMPLE.ORG/A1",
        "https://example.org/a-rather-long-address/of-a-story/that-fills-version-six",
        "https://example.org/" + "stories/" * 9,
    ],
)
def test_a_code_holds_its_address_with_error_correction_of_level_m(address: str) -> None:
    assert text_of(data_of(modules_of(address))) == address


def test_four_light_modules_lie_around_a_code() -> None:
    side, path = qr_path("https://example.org/")
    strokes = [tuple(map(int, stroke)) for stroke in re.findall(r"M(\d+) (\d+)H(\d+)", path)]
    assert min(min(x, y) for x, y, _ in strokes) == 4
    assert side == 25 + 2 * 4  # version 2
    assert max(max(end, y + 1) for _, y, end in strokes) == side - 4


def test_an_address_that_fits_into_no_code_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        qr_path("https://example.org/" + "a" * 2400)


def test_a_listener_hears_what_a_code_is_for() -> None:
    assert "<title>Story ‘A &amp; B’</title>" in qr_svg("https://example.org/", "Story ‘A & B’")
