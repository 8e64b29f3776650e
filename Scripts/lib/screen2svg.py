#!/usr/bin/env python3
"""A terminal's screen, as tmux's 'capture-pane -p -e -N' gives it, as an SVG on standard output.

    screen2svg.py COLUMNSxROWS dark|light WORDS [SECONDS] < SCREEN > SVG

Several screens, with form feeds between them, follow one another and begin again, each for so many seconds; without moving
where the viewer wishes no motion.

Every run of cells is placed at its own column and fitted to its width, so that columns stay aligned in any font. Blocks and
lines are drawn as shapes: fonts leave gaps between them.
"""
import html
import re
import sys
import unicodedata

CELL, LINE, SIZE, PAD = 8.4, 18, 14, 14
FONT = "ui-monospace,SFMono-Regular,'SF Mono','DejaVu Sans Mono',Menlo,Consolas,'Noto Sans Mono CJK JP',monospace"
GROUNDS = {"dark": ("#1b1d23", "#d3d7de"), "light": ("#fdfdfb", "#24292f")}
BASIC = ["#22252c", "#d9534f", "#4caf6d", "#c9a227", "#4a90d9", "#b267c2", "#2aa7b0", "#c8ccd4",
         "#7d838f", "#ef6e6a", "#69cf8b", "#e5c453", "#76b3f0", "#d08ade", "#58c8d0", "#ffffff"]
# Blocks that fill a cell from the left, and from below, by eighths.
FROM_LEFT = {chr(0x2590 - n): n for n in range(1, 9)}
FROM_BELOW = {chr(0x2580 + n): n for n in range(1, 8)}
HALF = (CELL / 2, LINE / 2)
# For each line sign, the sides that it reaches: left, right, up, down.
LINES = {"─": "lr", "━": "lr", "│": "ud", "┃": "ud", "╎": "ud", "┆": "ud", "╭": "rd", "┌": "rd", "╮": "ld", "┐": "ld",
         "╰": "ru", "└": "ru", "╯": "lu", "┘": "lu", "├": "rud", "┤": "lud", "┬": "lrd", "┴": "lru", "┼": "lrud"}
DASHED = "╎┆"


def indexed(n):
    if n < 16:
        return BASIC[n]
    if n < 232:
        levels = (0, 95, 135, 175, 215, 255)
        return "#%02x%02x%02x" % (levels[(n - 16) // 36], levels[(n - 16) // 6 % 6], levels[(n - 16) % 6])
    return "#" + "%02x" % (8 + 10 * (n - 232)) * 3


class Style:
    def __init__(self):
        self.reset()

    def reset(self):
        self.fore = self.back = None
        self.flags = frozenset()

    def obey(self, codes):
        codes = [int(c) if c else 0 for c in re.split("[;:]", codes)]
        while codes:
            code = codes.pop(0)
            if code == 0:
                self.reset()
            elif code in (1, 2, 3, 4, 7, 9):
                self.flags |= {code}
            elif code == 22:
                self.flags -= {1, 2}
            elif code in (23, 24, 27, 29):
                self.flags -= {code - 20}
            elif 30 <= code <= 37 or 90 <= code <= 97:
                self.fore = BASIC[code - 30 if code < 90 else code - 82]
            elif 40 <= code <= 47 or 100 <= code <= 107:
                self.back = BASIC[code - 40 if code < 100 else code - 92]
            elif code == 39:
                self.fore = None
            elif code == 49:
                self.back = None
            elif code in (38, 48) and codes:
                kind = codes.pop(0)
                colour = indexed(codes.pop(0)) if kind == 5 else "#%02x%02x%02x" % tuple(codes.pop(0) for _ in range(3))
                if code == 38:
                    self.fore = colour
                else:
                    self.back = colour

    def paints(self, ground):
        back, fore = self.back or ground[0], self.fore or ground[1]
        return (back, fore) if 7 in self.flags else (fore, back)


def cells(line):
    """Yields (column, width, text, fore, back, flags), a character with what combines with it at a time."""
    column, found = 0, []
    for token in re.findall(r"\x1b\[[0-9;:]*m|\x1b[^\[].?|[\x0e\x0f]|.", line):
        if token.startswith("\x1b["):
            style.obey(token[2:-1])
        elif token[0] >= " ":
            if found and (unicodedata.combining(token) or token in "\u200d\ufe0e\ufe0f"):
                found[-1][2] += token
                continue
            width = 2 if unicodedata.east_asian_width(token) in "WF" else 1
            found.append([column, width, token, *style.paints(ground), style.flags])
            column += width
    return found


def shape(x, y, text, fore):
    """Blocks and lines as shapes; None for what is a letter."""
    if text in FROM_LEFT:
        return f'<rect x="{x:.1f}" y="{y}" width="{CELL * FROM_LEFT[text] / 8 + 0.05:.2f}" height="{LINE}" fill="{fore}"/>'
    if text in FROM_BELOW:
        height = LINE * FROM_BELOW[text] / 8
        return f'<rect x="{x:.1f}" y="{y + LINE - height:.2f}" width="{CELL + 0.05:.2f}" height="{height:.2f}" fill="{fore}"/>'
    if text in "░▒▓":
        return (f'<rect x="{x:.1f}" y="{y}" width="{CELL + 0.05:.2f}" height="{LINE}" fill="{fore}" '
                f'fill-opacity="{0.28 * (1 + "░▒▓".index(text)):.2f}"/>')
    if text in LINES:
        ends = {"l": (0, HALF[1]), "r": (CELL, HALF[1]), "u": (HALF[0], 0), "d": (HALF[0], LINE)}
        path = "".join(f"M{x + HALF[0]:.1f} {y + HALF[1]:.1f}L{x + ends[side][0]:.1f} {y + ends[side][1]:.1f}" for side in LINES[text])
        dashes = ' stroke-dasharray="3 3"' if text in DASHED else ""
        return f'<path d="{path}" stroke="{fore}"{dashes} fill="none"/>'
    return None


def drawn(line, row):
    """The shapes of a row."""
    y = PAD + row * LINE
    runs, blocks, out = [], [], []
    for column, wide, text, fore, back, flags in cells(line):
        x = PAD + column * CELL
        if back != ground[0]:
            if blocks and blocks[-1][2] == back and abs(blocks[-1][1] - x) < 0.01:
                blocks[-1][1] = x + wide * CELL
            else:
                blocks.append([x, x + wide * CELL, back])
        shaped = shape(x, y, text, fore)
        if shaped:
            runs.append(shaped)
        # Only plain letters share a run: the width of others depends on the font.
        elif runs and isinstance(runs[-1], list) and runs[-1][3:] == [fore, flags] and text.isascii() and runs[-1][2].isascii():
            runs[-1][1] += 1
            runs[-1][2] += text
        else:
            runs.append([column, wide, text, fore, flags])
    for start, end, back in blocks:
        out.append(f'<rect x="{start:.1f}" y="{y}" width="{end - start + 0.3:.1f}" height="{LINE}" fill="{back}"/>')
    for run in runs:
        if isinstance(run, str):
            out.append(run)
            continue
        column, count, text, fore, flags = run
        looks = "".join(
            f' {name}="{value}"' for flag, name, value in
            ((1, "font-weight", "bold"), (2, "opacity", "0.6"), (3, "font-style", "italic"), (4, "text-decoration", "underline"))
            if flag in flags)
        # Wide gaps part a run, so that also a viewer that fits no widths keeps the columns.
        for part in re.finditer(r"\S+(?: \S+)*", text):
            length = count if len(text) == 1 or not text.isascii() else len(part[0])
            out.append(
                f'<text x="{PAD + (column + part.start()) * CELL:.1f}" y="{y + 13.5}" textLength="{length * CELL:.1f}" '
                f'lengthAdjust="spacingAndGlyphs" fill="{fore}"{looks}>{html.escape(part[0])}</text>')
    return "\n".join(out)


size, ground, words = sys.argv[1], GROUNDS[sys.argv[2]], sys.argv[3]
seconds = float(sys.argv[4]) if len(sys.argv) > 4 else 0
columns, rows = map(int, size.split("x"))
width, height = columns * CELL + 2 * PAD, rows * LINE + 2 * PAD
frames = []
for screen in sys.stdin.read().split("\f"):
    style = Style()
    frames.append([drawn(line, row) for row, line in enumerate(screen.strip("\n").split("\n")[:rows])])
out = [
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}" '
    f'role="img" shape-rendering="crispEdges" font-family="{html.escape(FONT)}" font-size="{SIZE}">',
    f"<title>{html.escape(words)}</title>",
    f'<rect width="100%" height="100%" rx="10" fill="{ground[0]}" shape-rendering="auto"/>',
]
rules, moving = [], []
for row in range(rows):
    versions = [frame[row] if row < len(frame) else "" for frame in frames]
    if len(set(versions)) == 1:
        out.append(versions[0])
        continue
    # A version is there from the frame in which it came to the one in which it went.
    begin = 0
    for end in range(1, len(versions) + 1):
        if end < len(versions) and versions[end] == versions[begin]:
            continue
        name = f"r{row}f{begin}"
        first, last = 100 * begin / len(versions), 100 * end / len(versions)
        before = "0%{visibility:hidden}" if begin else ""
        rules.append(f"@keyframes {name}{{{before}{first:.2f}%{{visibility:visible}}{last:.2f}%,100%{{visibility:hidden}}}}"
                     f".{name}{{animation:{name} {seconds * len(versions):g}s step-end infinite}}")
        still = "" if end == len(versions) else ' visibility="hidden"'
        moving.append(f'<g class="{name}"{still}>{versions[begin]}</g>')
        begin = end
if rules:
    out.append("<style>@media (prefers-reduced-motion:no-preference){" + "".join(rules) + "}</style>")
print("\n".join(out + moving + ["</svg>"]))
