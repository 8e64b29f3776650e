#!/usr/bin/env python3
"""Compares what pyte shows with what was drawn, cell by cell.

    screens.py FOLDER

FOLDER has files NUMBER.bytes (what the terminal got) and NUMBER.rows (each cell with its marks, row by row), in order.
"""
import pathlib
import sys
import unicodedata

import pyte


def main(folder):
    names = sorted(folder.glob("*.bytes"))
    if not names:
        sys.exit(f"{folder} holds no screens")
    rows = names[0].with_suffix(".rows").read_text(encoding="utf-8").split("\n")
    # The last column always holds a narrow letter, so that the width of a row is that of its text.
    screen = pyte.Screen(sum(columns(c) for c in rows[0]), len(rows))
    stream = pyte.ByteStream(screen)
    wrong = 0
    for name in names:
        stream.feed(name.read_bytes())
        drawn = name.with_suffix(".rows").read_text(encoding="utf-8").split("\n")
        for y, expected in enumerate(drawn):
            # pyte composes marks with their letters.
            shown = "".join(screen.buffer[y][x].data for x in range(screen.columns))
            if unicodedata.normalize("NFC", shown) != unicodedata.normalize("NFC", expected):
                wrong += 1
                print(f"{name.stem}, row {y}:\n  drawn {expected}\n  shown {shown}", file=sys.stderr)
    if wrong:
        sys.exit(f"{wrong} rows differ")
    print(f"pyte agrees with {len(names)} screens of {screen.columns} by {screen.lines}")


def columns(scalar):
    if unicodedata.combining(scalar):
        return 0
    return 2 if unicodedata.east_asian_width(scalar) in "WF" else 1


main(pathlib.Path(sys.argv[1]))
