#!/usr/bin/env python3
"""Rebuilds Lucide-subset.ttf from the font of the npm package `lucide-static`.

    npm pack lucide-static@1.62.0 && tar xzf lucide-static-1.62.0.tgz
    pip install fonttools
    python3 lucide.py package/font

Keeps the glyphs named below at their upstream code points, and prints the code
points for src/kiosk/icon.rs. A test compares that file with the font.
"""

import json
import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

GLYPHS = """
accessibility arrow-down bell building-2 car check chevron-left chevron-right circle-alert
circle-check circle-question-mark clock cloud cloud-off contact contrast eraser file-text folder
globe hand id-card info key-round landmark languages life-buoy log-out map-pin pause pencil phone
plus printer save search send shield-check square trash-2 triangle-alert a-large-small user-round
users volume-2 volume-x wifi wifi-off x calendar euro eye eye-off gauge graduation-cap house
list-checks pointer ruler signature stamp stethoscope
""".split()

source = pathlib.Path(sys.argv[1])
points = json.loads((source / "codepoints.json").read_text())
font = TTFont(source / "lucide.ttf", recalcTimestamp=False)
options = subset.Options()
options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
options.layout_features = []
options.notdef_outline = True
cutter = subset.Subsetter(options)
cutter.populate(unicodes=[points[name] for name in GLYPHS])
cutter.subset(font)
# The side bearings of the source are all zero, which moves every drawing to the left of its box.
glyphs, widths = font["glyf"], font["hmtx"]
for name, (width, _) in widths.metrics.items():
    glyphs[name].recalcBounds(glyphs)
    widths[name] = (width, glyphs[name].xMin)
for record in font["name"].names:
    if record.nameID in (1, 16):
        record.string = "Lucide"
font.save(pathlib.Path(__file__).with_name("Lucide-subset.ttf"))
for name in GLYPHS:
    print(f"{name} U+{points[name]:04X}")
