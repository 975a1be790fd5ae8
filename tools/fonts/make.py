"""Makes the app's three font files from Debian's fonts: python3 tools/fonts/make.py FOLDER

In: fonts-inter and fonts-noto-core as Debian installs them. Out: inter-regular.ttf,
inter-semibold.ttf, noto-fallback.ttf and their licences in FOLDER, the same bytes each time.
It will not hint, shape or compress. The canvas and the page set the same files, so that text has
the same width in both: kerning and ligatures are dropped, and figures are all equally wide.
"""
import re
import sys
from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

INTER = Path("/usr/share/fonts/opentype/inter")
NOTO = Path("/usr/share/fonts/truetype/noto")
LICENCES = ("/usr/share/doc/fonts-inter/copyright", "/usr/share/doc/fonts-noto-core/copyright")

# Latin with all its European extensions, Greek, Cyrillic, and the signs of the trade.
RANGES = (
    (0x0020, 0x007E), (0x00A0, 0x024F), (0x02BB, 0x02DD), (0x0370, 0x03FF), (0x0400, 0x052F),
    (0x1E00, 0x1EFF), (0x2010, 0x2027), (0x202F, 0x205E), (0x2070, 0x209C), (0x20A0, 0x20BF),
    (0x2100, 0x214F), (0x2150, 0x215F), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2300, 0x23FF),
    (0x25A0, 0x25FF), (0x2605, 0x2606), (0x2713, 0x2717), (0xFFFD, 0xFFFD),
)
CURVE_ERROR_PER_EM = 0.0005


def wanted_codepoints():
    return {point for first, last in RANGES for point in range(first, last + 1)}


def cut(font, codepoints):
    """Keeps the glyphs of these code points, and no layout features."""
    options = subset.Options()
    options.layout_features = []
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "kern", "STAT", "DSIG"]
    options.name_IDs = [0, 1, 2, 4, 6, 13, 14]
    options.hinting = False
    options.notdef_outline = True
    options.recalc_timestamp = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codepoints)
    subsetter.subset(font)


def use_tabular_figures(font):
    """Lets the ten figures be the glyphs of the feature `tnum`: all of one width."""
    gsub = font["GSUB"].table
    tabular = {}
    for record in gsub.FeatureList.FeatureRecord:
        if record.FeatureTag == "tnum":
            for index in record.Feature.LookupListIndex:
                for table in gsub.LookupList.Lookup[index].SubTable:
                    tabular.update(getattr(table, "ExtSubTable", table).mapping)
    for table in font["cmap"].tables:
        if table.isUnicode():
            for figure in range(ord("0"), ord("9") + 1):
                glyph = table.cmap[figure]  # tables may share one dictionary
                table.cmap[figure] = tabular.get(glyph, glyph)
    metrics, names = font["hmtx"].metrics, [font.getBestCmap()[ord(c)] for c in "0123456789"]
    width = max(metrics[name][0] for name in names)  # they differ by 0.1 % in the bold weight
    for name in names:
        metrics[name] = (width, metrics[name][1])


def to_truetype(font):
    """Replaces the cubic outlines by quadratic ones, which every rasterizer reads alike."""
    glyph_set, order = font.getGlyphSet(), font.getGlyphOrder()
    max_error = font["head"].unitsPerEm * CURVE_ERROR_PER_EM
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(None)
        glyph_set[name].draw(Cu2QuPen(pen, max_error, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = order, glyphs
    for name, (width, _) in list(font["hmtx"].metrics.items()):
        glyphs[name].recalcBounds(glyf)
        font["hmtx"].metrics[name] = (width, getattr(glyphs[name], "xMin", 0))
    profile = font["maxp"]
    profile.tableVersion = 0x00010000
    for field in ("maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs",
                  "maxInstructionDefs", "maxStackElements", "maxSizeOfInstructions",
                  "maxComponentElements"):
        setattr(profile, field, 0)
    profile.maxZones = 1
    font["post"].formatType = 3.0
    for tag in ("CFF ", "VORG"):
        if tag in font:
            del font[tag]
    font.sfntVersion = "\000\001\000\000"


def make_inter(weight, out):
    font = TTFont(INTER / f"Inter-{weight}.otf", recalcTimestamp=False)
    use_tabular_figures(font)
    cut(font, wanted_codepoints())
    to_truetype(font)
    covered = set(font.getBestCmap())
    font.save(out)
    return covered


def main():
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        sys.exit("usage: python3 tools/fonts/make.py FOLDER")
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    covered = make_inter("Regular", folder / "inter-regular.ttf")
    make_inter("SemiBold", folder / "inter-semibold.ttf")
    fallback = TTFont(NOTO / "NotoSans-Regular.ttf", recalcTimestamp=False)
    cut(fallback, wanted_codepoints() - covered)
    fallback.save(folder / "noto-fallback.ttf")
    licences = "\n\n".join(Path(path).read_text(encoding="utf-8") for path in LICENCES)
    (folder / "LICENSE.txt").write_text(re.sub(r"[ \t]+\n", "\n", licences), encoding="utf-8")


if __name__ == "__main__":
    main()
