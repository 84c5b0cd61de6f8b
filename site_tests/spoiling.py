"""How content is spoiled for a trial: one change to the bytes of a file, drawn by chance from a seed.

Each kind is a function from the chance and the bytes of a file to the bytes of its mutant.
"""

import json
import re
from collections.abc import Callable
from random import Random

from .conftest import ROOT

WORDS = (
    # What YAML would guess at.
    "yes", "no", "on", "off", "y", "null", "~", "", "true", "0o17", "010", "0x1F", "1_000", "1:30", "190:20:30", "2026-01-01", "2026-13-45", "0000-00-00",
    "1e400", "-0", "-0.0", "+1", ".nan", "NaN", ".inf", "-.inf", "9" * 400, "1" * 5000, "1" * 5000 + " s", "10 s", "10s", "5-10 s", "3600 s", "3601 s", "0 s", "60 min",
    "\u0661\u0660 s", "\u00b2", "1\u20442", "7.5", "-1", "1-500", "999", "0.1 + 0.2", "=", "<<", "? ", "- ", ": ", "#", " #", "---", "...", "%YAML 9.9", "|", ">", "|9", ">-",
    "&a b", "*a", "!!python/object/apply:os.system [id]", "!!binary aGk=", "!!set {a, b}", "!", "!<>", "! x", "<<: *a", "{<<: [*a, *b]}", "&a [*a]", "[&a x, *a]",
    # Brackets, quotes and depth.
    "{", "}", "[", "]", "{}", "[]", "[,]", "{,}", "[[]]", "{a: {b: c}}", "{a: }", "[a, ]", "'", '"', "'a", '"a', "''", '""', '"\\"', '"\\x"', '"\\ud800"', '"\\U00110000"', '"\\0"', '"\\N\\L\\P"',
    "[" * 10_000, "{a: " * 10_000, "- " * 3000, "[" * 11 + "]" * 11, "[" * 5000 + "]" * 5000, "? " * 2000, "&a " * 2000, "a: " * 500, "&" + "a" * 3000 + " b", "*" + "a" * 3000, "!" + "a" * 3000 + " b", "? " + "a" * 5000 + "\n: b",
    # Signs that cannot be seen, and those that end a line for some.
    "a\0b", "\0", "a\x07b", "\x1b[31mred\x1b[0m", "\x7f", "\x80", "a\x85b", "a\u2028b", "a\u2029b", "a\rb", "a\r\nb", "a\x0bb", "a\x0cb", "a\x1cb", "a\tb", "\t", "\u00a0", "\u3000", "\u200b", "\u200d", "\u00ad",
    "\ufeff", "a\ufeffb", "\u202eabc", "\u2066a\u2069", "\u061c", "\ufff9a\ufffb", "\ufffe", "\uffff", "\U0001fffe", "\ud800", "\udfff", "\U0010ffff", "\U000e0001", "\ue000",
    # Letters of every kind.
    "e\u0301", "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f" * 40, "\u0301", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f600" * 300, "\u0130\u0131\u1e9e\ufb03", "\u0627\u0644\u0639\u0631\u0628\u064a\u0629", "\u05e2\u05d1\u05e8", "\u65e5\u672c\u8a9e", "\uff11\uff10 \uff53", "\u00be \u2013 \u2019",
    "a" * 999, "a" * 1000, "a" * 1001, "a" * 150_000, "a " * 2000, "a-" * 3000 + "a", "-" * 3000, "(" * 2000, "." * 2000, " " * 5000, "a.\u00a0" * 300, "https://" + "a" * 5000, "https://a.example/" + "%41" * 2000,
    # Languages of machines.
    "<b>bold</b>", "<!-- x", "]]>", "<![CDATA[x", "&amp;", "&#x202e;", "&bogus;", "{{ 7*7 }}", "{{ self.__init__.__globals__ }}", "{% raw %}", "{% endraw %}", "{#", "#}", "{%", "{: .class }", "{ .x }",
    "**bold", "__a__", "[x](javascript:alert(1))", "[x](../../etc/passwd)", "![x](y.png)", "[x]: y", "[^1]", "# title", "## x", "> quote", "| a | b |", "```", "~~~", "    code", "\\", "\\\\", "$$x$$", "$HOME", "$(id)", "`id`", "; rm -rf /", "|| true", "&& true",
    "%s", "%n%n%n", "%(x)s", "%", "%%", "{0}", "{wrong}", "{x.__class__}", "{}{}", "__class__", "__proto__", "constructor", "toString", "hasOwnProperty", "self", "None", "[key]", "::error ::x", "##[error]x", "%0A::error::x",
    "'; DROP TABLE exercises;--", "=cmd|' /C calc'!A0", "\\u0000", "\\x00", "\\n", "\\", "CON", "NUL", "aux.yml",
    # Names and addresses.
    "../../etc/passwd", "..", ".", "/", "//", "/etc/passwd", "a/../b", "..\\..\\a", "C:\\a", "~root", "file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "http://", "https://", "https://[::1", "https://[", "http://a:99999999/", "https://a b", "//a.example", "https://\u202e.example", "https://xn--a.example", "mailto:a@b.example",
    "index", "sheets", "exercises", "embed", "404", "_template", "safety", "N1", "N01", "n1", "A" * 50 + "1", "-a", "a-", "a--b", "lying.png", "lying.PNG", "a" * 61, "region", "page",
    # Words that the content itself uses, in a wrong place.
    "standing", "supine", "each", "alternate", "both", "not said", "each side", "right", "left", "cervical side flexion: 28 right", "knees: flex 900", "hips: flex 1e3", "shoulders: abduct 180", "knee: flex -0", "get ready 5, 999 x (move 3, hold 5-10)", "1000 x (1000 x (1000 x (move 3)))", "(" * 500 + "move 3" + ")" * 500, "10 x " * 300 + "move 3", "3 x (", ", ,", "x (",
)
LAUGHS = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi"))
BYTES = tuple(word.encode("utf-8", "surrogatepass") for word in WORDS) + (
    LAUGHS.encode(), b"\xff", b"\xfe\xff", b"\xff\xfea\0", b"\xc0\x80", b"\xed\xa0\x80", b"\xf5\x80\x80\x80", b"\x80", b"\xe2\x82", b"\xef\xbb\xbf", b"\xef\xbb\xbf\xef\xbb\xbf",
    *(line for line in (ROOT / "site_tests" / "hostile_fragments.txt").read_bytes().splitlines() if line),
)
_VALUE = re.compile(rb"^(\s*(?:- )?[^\s#:][^:\n]*:[ \t]+|\s*- )(\S.*)$")
_KEY = re.compile(rb"^(\s*(?:- )?)([^\s#:'\"\[{-][^:\n]*)(:(?:\s.*)?)$")


def _lines(data: bytes) -> list[bytes]:
    return data.splitlines(keepends=True) or [b""]


def _one_line(chance: Random, data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    lines = _lines(data)
    at = chance.randrange(len(lines))
    lines[at] = change(lines[at])
    return b"".join(lines)


def _one_match(chance: Random, data: bytes, pattern: re.Pattern, change: Callable[[re.Match], bytes]) -> bytes:
    """With one of the lines changed that fit; with a line set before the file where none does."""
    lines = _lines(data)
    fitting = [(at, match) for at, line in enumerate(lines) if (match := pattern.match(line.rstrip(b"\r\n")))]
    if not fitting:
        return nasty(chance) + b"\n" + data
    at, match = chance.choice(fitting)
    lines[at] = change(match) + b"\n"
    return b"".join(lines)


def nasty(chance: Random) -> bytes:
    """One of the nastiest strings, often as YAML would have it quoted."""
    plain = chance.choice(BYTES)
    text = plain.decode("utf-8", "replace")
    return chance.choice((
        plain, plain, json.dumps(text).encode(), b"'" + plain.replace(b"'", b"''") + b"'", b"|\n          " + plain, b"[" + plain + b"]", b"{" + plain + b": a}",
    ))


def bytes_flipped(chance: Random, data: bytes) -> bytes:
    spoiled = bytearray(data or b"a")
    for _ in range(chance.choice((1, 1, 2, 8))):
        spoiled[chance.randrange(len(spoiled))] ^= 1 << chance.randrange(8)
    return bytes(spoiled)


def a_sign_put_in(chance: Random, data: bytes) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice((*(bytes([n]) for n in range(128)), *BYTES[:60])) + data[at:]


def cut_off(chance: Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def a_piece_taken_out(chance: Random, data: bytes) -> bytes:
    begin, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    return data[:begin] + data[begin + min(end - begin, 40):]


def line_dropped(chance: Random, data: bytes) -> bytes:
    return _one_line(chance, data, lambda line: b"")


def line_doubled(chance: Random, data: bytes) -> bytes:
    return _one_line(chance, data, lambda line: line * chance.choice((2, 2, 3)))


def lines_swapped(chance: Random, data: bytes) -> bytes:
    lines = _lines(data)
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def indentation_changed(chance: Random, data: bytes) -> bytes:
    before = chance.choice((b" ", b"  ", b"    ", b"\t", b"\xc2\xa0", b"- ", None, None))
    return _one_line(chance, data, lambda line: line[chance.choice((1, 2, 4)):] if before is None else before + line)


def line_ends_changed(chance: Random, data: bytes) -> bytes:
    end = chance.choice((b"\r", b"\r\n", b"\x0b", b"\x0c", b"\xc2\x85", b"\xe2\x80\xa8", b"\xe2\x80\xa9", b"\n\r", b""))
    return data.replace(b"\n", end) if chance.random() < 0.3 else _one_line(chance, data, lambda line: line.rstrip(b"\r\n") + end)


def value_made_nasty(chance: Random, data: bytes) -> bytes:
    return _one_match(chance, data, _VALUE, lambda match: match[1] + nasty(chance))


def nasty_in_the_value(chance: Random, data: bytes) -> bytes:
    def within(match: re.Match) -> bytes:
        at = chance.randrange(len(match[2]) + 1)
        return match[1] + match[2][:at] + chance.choice(BYTES) + match[2][at:]

    return _one_match(chance, data, _VALUE, within)


def key_made_nasty(chance: Random, data: bytes) -> bytes:
    return _one_match(chance, data, _KEY, lambda match: match[1] + nasty(chance) + match[3])


def nasty_line_put_in(chance: Random, data: bytes) -> bytes:
    return _one_line(chance, data, lambda line: line + re.match(rb"\s*", line)[0].strip(b"\r\n") + chance.choice((b"", b"- ", b"zz: ", b"text: ")) + nasty(chance) + b"\n")


def value_of_another_line(chance: Random, data: bytes) -> bytes:
    values = [match[2] for line in _lines(data) if (match := _VALUE.match(line.rstrip(b"\r\n")))] or [b"a"]
    return _one_match(chance, data, _VALUE, lambda match: match[1] + chance.choice(values))


def number_changed(chance: Random, data: bytes) -> bytes:
    numbers = list(re.finditer(rb"\d+", data))
    if not numbers:
        return data + b"1\n"
    found = chance.choice(numbers)
    other = chance.choice((b"0", b"1", b"2", b"3", b"7", b"12", b"45", b"90", b"180", b"500", b"3600", b"99999", b"-5", b"007", b"1.5", b"", b"9" * 30))
    return data[: found.start()] + other + data[found.end():]


def everything_replaced(chance: Random, data: bytes) -> bytes:
    return chance.choice((nasty(chance), LAUGHS.encode(), b"", b"\n" * 1000, b"---\n" + nasty(chance) + b"\n---\n" + nasty(chance), chance.randbytes(300)))


def two_changes(chance: Random, data: bytes) -> bytes:
    one, other = chance.sample([kind for kind in KINDS.values() if kind is not two_changes], 2)
    return one(chance, other(chance, data))


KINDS: dict[str, Callable[[Random, bytes], bytes]] = {
    kind.__name__.replace("_", " "): kind
    for kind in (
        bytes_flipped, a_sign_put_in, cut_off, a_piece_taken_out, line_dropped, line_doubled, lines_swapped, indentation_changed, line_ends_changed, value_made_nasty,
        nasty_in_the_value, key_made_nasty, nasty_line_put_in, value_of_another_line, number_changed, everything_replaced, two_changes,
    )
}


def spoiled(kind: str, data: bytes, seed: str) -> bytes:
    """The mutant of this kind that the seed stands for."""
    return KINDS[kind](Random(seed), data)
