#!/usr/bin/env python3
"""Turns what a terminal shows into a picture: tmux capture-pane -e -p -t NAME | docs/images/ansi-to-svg.py COLUMNS > picture.svg"""
import html
import re
import sys

CELL_WIDTH, CELL_HEIGHT, MARGIN = 8.4, 18, 12
BASIC = ["#45475a", "#f38ba8", "#a6e3a1", "#f9e2af", "#89b4fa", "#f5c2e7", "#94e2d5", "#bac2de"]
BRIGHT = ["#6c7086", "#f38ba8", "#a6e3a1", "#f9e2af", "#89b4fa", "#f5c2e7", "#94e2d5", "#ffffff"]
FOREGROUND, BACKGROUND = "#cdd6f4", "#1e1e2e"


def colour(number):
    """The colour of one of the 256 numbers."""
    if number < 8:
        return BASIC[number]
    if number < 16:
        return BRIGHT[number - 8]
    if number < 232:
        red, green, blue = (number - 16) // 36, (number - 16) // 6 % 6, (number - 16) % 6
        return "#" + "".join(f"{0 if part == 0 else 55 + 40 * part:02x}" for part in (red, green, blue))
    return "#" + f"{8 + 10 * (number - 232):02x}" * 3


def applied(style, codes):
    """The style (foreground, bold) after an escape sequence; backgrounds are left out."""
    numbers = [int(code or 0) for code in codes.split(";")]
    foreground, bold = style
    while numbers:
        number = numbers.pop(0)
        if number == 0:
            foreground, bold = FOREGROUND, False
        elif number in (1, 22):
            bold = number == 1
        elif 30 <= number <= 37:
            foreground = BASIC[number - 30]
        elif 90 <= number <= 97:
            foreground = BRIGHT[number - 90]
        elif number == 39:
            foreground = FOREGROUND
        elif number in (38, 48):
            kind = numbers.pop(0)
            value = colour(numbers.pop(0)) if kind == 5 else "#%02x%02x%02x" % tuple(numbers.pop(0) for _ in range(3))
            foreground = value if number == 38 else foreground
    return foreground, bold


lines = sys.stdin.read().rstrip("\n").split("\n")
width = int(sys.argv[1]) * CELL_WIDTH + 2 * MARGIN
print(f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{len(lines) * CELL_HEIGHT + 2 * MARGIN}"'
      ' font-family="ui-monospace, Menlo, Consolas, DejaVu Sans Mono, monospace" font-size="14">')
print(f'<rect width="100%" height="100%" rx="6" fill="{BACKGROUND}"/>')
style = (FOREGROUND, False)
for row, line in enumerate(lines):
    column = 0
    for text, codes in re.findall(r"([^\x1b]+)|\x1b\[([0-9;]*)m", line):
        if not text:
            style = applied(style, codes)
            continue
        if text.strip():
            x, y = MARGIN + column * CELL_WIDTH, MARGIN + row * CELL_HEIGHT + 14
            bold = ' font-weight="bold"' if style[1] else ""
            print(f'<text xml:space="preserve" x="{x:.1f}" y="{y}" fill="{style[0]}"{bold} textLength="{len(text) * CELL_WIDTH:.1f}"'
                  f' lengthAdjust="spacingAndGlyphs">{html.escape(text)}</text>')
        column += len(text)
print("</svg>")
