"""The growth's curve as SVG, written by hand: milliseconds a page over the number of guides."""

from __future__ import annotations

from collections.abc import Sequence
from math import log10

from .growth import Point

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 640, 320, 60, 50, 20
COLOURS = {1: "#8f1237", 2: "#25378a"}


def svg_of(points: Sequence[Point]) -> str:
    """Draws a line for each number of workers."""
    most = max(point.milliseconds_a_page for point in points) * 1.15
    sizes = sorted({point.guides for point in points})
    first, last = log10(sizes[0]), log10(sizes[-1])

    def x(guides: int) -> float:
        return LEFT + (WIDTH - LEFT - 110) * (log10(guides) - first) / ((last - first) or 1)

    def y(milliseconds: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * milliseconds / most

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"',
        '  font-family="sans-serif" font-size="13">',
        "<title>Milliseconds a page over the number of guides in the series</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
    ]
    for tick in range(0, int(most) + 1, 20):
        parts.append(f'<path d="M{LEFT} {y(tick):.1f}H{WIDTH - 100}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y(tick) + 4:.1f}" text-anchor="end">{tick}</text>')
    parts += [
        f'<text x="{x(size):.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{size:,}</text>'
        for size in sizes
    ]
    parts.append(f'<text x="{(WIDTH - 40) / 2}" y="{HEIGHT - 8}" text-anchor="middle">guides</text>')
    parts.append(f'<text x="{LEFT - 40}" y="{TOP - 6}">ms a page</text>')
    for jobs in sorted({point.jobs for point in points}):
        line = sorted((point for point in points if point.jobs == jobs), key=lambda point: point.guides)
        spots = [(x(point.guides), y(point.milliseconds_a_page)) for point in line]
        path = " ".join(f"{a:.1f},{b:.1f}" for a, b in spots)
        colour = COLOURS.get(jobs, "#1a1a1a")
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{a:.1f}" cy="{b:.1f}" r="4" fill="{colour}"/>' for a, b in spots]
        words = f"{jobs} worker{'s' * (jobs != 1)}"
        parts.append(
            f'<text x="{spots[-1][0] + 10:.1f}" y="{spots[-1][1] + 4:.1f}" fill="{colour}">{words}</text>'
        )
    return "\n".join([*parts, "</svg>", ""])
