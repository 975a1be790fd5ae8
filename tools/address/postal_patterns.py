"""Compiles the postal code patterns of the address metadata into programs for shared/address.

In: a regular expression of the subset that the metadata use (figures, classes, groups,
alternatives, ?, {n}, {n,m}). Out: bytes that shared/address/postal_code.cpp runs. It refuses what
it does not know. There is no repetition without an end in the subset, so each program ends.
"""

MATCH, CHAR, CLASS, SPLIT, JUMP, GAP = range(6)
SYMBOLS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
GAPS = {" ": 1, "-": 2}


class Reader:
    def __init__(self, text):
        self.text, self.at = text, 0

    def peek(self):
        return self.text[self.at] if self.at < len(self.text) else ""

    def take(self):
        self.at += 1
        return self.text[self.at - 1]

    def alternatives(self):
        branches = [self.sequence()]
        while self.peek() == "|":
            self.take()
            branches.append(self.sequence())
        return branches[0] if len(branches) == 1 else ("or", share_heads(branches))

    def sequence(self):
        parts = []
        while self.peek() not in ("", "|", ")"):
            parts.append(self.counted(self.atom()))
        return ("all", parts)

    def atom(self):
        char = self.take()
        if char == "(":
            if self.text.startswith("?:", self.at):
                self.at += 2
            inside = self.alternatives()
            assert self.take() == ")", self.text
            return inside
        if char == "[":
            return self.char_class()
        if char == "\\":
            escaped = self.take()
            return ("class", frozenset("0123456789")) if escaped == "d" else ("char", escaped)
        assert char in SYMBOLS or char in GAPS, f"{char!r} in {self.text}"
        return ("char", char)

    def char_class(self):
        members = set()
        while self.peek() != "]":
            first = self.take()
            if first == "\\":
                first = self.take()
                if first == "d":
                    members |= set("0123456789")
                    continue
            if self.peek() == "-" and self.text[self.at + 1] != "]":
                self.take()
                last = self.take()
                members |= {chr(point) for point in range(ord(first), ord(last) + 1)}
            else:
                members.add(first)
        self.take()
        assert members, self.text
        return ("class", frozenset(members))

    def counted(self, node):
        if self.peek() == "?":
            self.take()
            return ("maybe", node)
        if self.peek() != "{":
            return node
        end = self.text.index("}", self.at)
        counts = [int(count) for count in self.text[self.at + 1:end].split(",")]
        self.at = end + 1
        wanted, most = counts[0], counts[-1]
        tail = ("all", [])
        for _ in range(most - wanted):
            tail = ("maybe", ("all", [node, tail]))
        return ("all", [node] * wanted + [tail])


def share_heads(branches):
    """Alternatives that are plain words share their first letters: 120 area codes become a tree."""
    words = []
    for kind, parts in branches:
        if kind != "all" or not parts or any(part[0] != "char" for part in parts):
            return branches
        words.append([part[1] for part in parts])
    heads = {}
    for word in words:
        heads.setdefault(word[0], []).append(word[1:])
    if len(heads) == len(words):
        return branches
    shared = []
    for head, tails in heads.items():
        tails.sort(key=lambda tail: -len(tail))
        inside = [("all", [("char", char) for char in tail]) for tail in tails]
        shared.append(("all", [("char", head), ("or", inside) if len(inside) > 1 else inside[0]]))
    return shared


def beginnings(pattern):
    """Some texts that the pattern takes: one for each alternative, of the first of each class."""
    def texts(node):
        kind, what = node
        if kind == "char":
            return [what]
        if kind == "class":
            return [min(what)]
        if kind == "maybe":
            return [""]
        if kind == "or":
            return [text for branch in what for text in texts(branch)]
        made = [""]
        for part in what:
            made = [head + tail for head in made for tail in texts(part)][:64]
        return made
    return texts(Reader(pattern).alternatives())


class Programs:
    """All programs in one string of bytes, equal ones once; classes as sets of symbols."""

    def __init__(self):
        self.code, self.found, self.classes = bytearray(), {}, []
        self.compile("")  # the program at 0 matches nothing but the empty text: "no pattern"

    def compile(self, pattern):
        if pattern not in self.found:
            reader = Reader(pattern)
            tree = reader.alternatives()
            assert reader.at == len(pattern), pattern
            start = len(self.code)
            self.emit(tree)
            self.code.append(MATCH)
            self.found[pattern] = start
            assert len(self.code) < 0x10000
        return self.found[pattern]

    def emit(self, node):
        kind, what = node
        if kind == "all":
            for part in what:
                self.emit(part)
        elif kind == "char" and what in GAPS:
            self.code += bytes((GAP, GAPS[what]))
        elif kind == "char":
            self.code += bytes((CHAR, ord(what)))
        elif kind == "class" and what <= set(GAPS):
            self.code += bytes((GAP, sum(GAPS[char] for char in what)))
        elif kind == "class":
            self.code += bytes((CLASS, self.class_number(what)))
        elif kind == "maybe":
            self.branch([what, ("all", [])])
        else:
            self.branch(what)

    def branch(self, branches):
        ends = []
        for place, branch in enumerate(branches):
            last = place + 1 == len(branches)
            if not last:
                split = self.reserve(SPLIT)
            self.emit(branch)
            if not last:
                ends.append(self.reserve(JUMP))
                self.patch(split)
        for end in ends:
            self.patch(end)

    def reserve(self, operation):
        self.code += bytes((operation, 0, 0))
        return len(self.code) - 2

    def patch(self, place):
        self.code[place:place + 2] = len(self.code).to_bytes(2, "little")

    def class_number(self, members):
        mask = sum(1 << SYMBOLS.index(member) for member in members)
        if mask not in self.classes:
            self.classes.append(mask)
        return self.classes.index(mask)
