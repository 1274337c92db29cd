#!/usr/bin/env python3
"""Asks this machine's C library (glibc) what strftime answers, in the C locale.

  strftime_libc.py table > ../resources/dev/usher/services/time/strftime.tsv
      writes the table that StrftimeTableTest holds Usher's strftime against: 2,400 formats, each over
      four zones and all kinds of instants. Deterministic; needs the zones' files.
  strftime_libc.py answer
      reads lines of "zone TAB epoch-seconds TAB format in hex" and answers each with a line in hex.
  strftime_libc.py version
      prints the C library's version, or fails where it is not glibc.

A line of the table: the format in hex, the CRC-32 (hex) of the answers at all of the format's instants,
zone by zone, each followed by a LF; then one of those instants as zone and epoch seconds, and the
answer there in hex.
"""
import ctypes, os, random, sys, zlib

libc = ctypes.CDLL(None)


class Tm(ctypes.Structure):
    _fields_ = [(n, ctypes.c_int) for n in "sec min hour mday mon year wday yday isdst".split()] + [
        ("gmtoff", ctypes.c_long), ("zone", ctypes.c_char_p)]


libc.strftime.restype = ctypes.c_size_t
libc.strftime.argtypes = [ctypes.c_char_p, ctypes.c_size_t, ctypes.c_char_p, ctypes.POINTER(Tm)]
libc.localtime_r.restype = ctypes.c_void_p
BUFFER = ctypes.create_string_buffer(1 << 16)

ZONES = ["Asia/Shanghai", "Europe/Dublin", "America/New_York", "Australia/Lord_Howe"]
# The first second after each edge of daylight saving time, in turn for the zones above.
EDGES = [640288800, 653587200, 1711846800, 1729990800, 1710054000, 1730613600, 1712415600, 1728142200]


def year_end(year):
    days = 365 * (year - 1) + (year - 1) // 4 - (year - 1) // 100 + (year - 1) // 400
    return 86400 * (days - 719162)  # the first second of the year, in UTC


def instants(index):
    """Of the table's format with this index: all the edges, and the end of one year in ten."""
    ends = [1, 2, 9999] + [y for y in range(1900, 2200) if (y + index) % 10 == 0]
    return [e + d for e in EDGES for d in (-1, 0)] + [year_end(y) + d for y in ends for d in (-1, 0)][1:]


def set_zone(zone):
    os.environ["TZ"] = zone
    libc.tzset()


def local(epoch):
    tm = Tm()
    libc.localtime_r(ctypes.byref(ctypes.c_long(epoch)), ctypes.byref(tm))
    return tm


def strftime(form, tm):
    # With a letter before, so that an empty answer is not taken for one that does not fit.
    size = libc.strftime(BUFFER, len(BUFFER), b"x" + form, ctypes.byref(tm))
    return BUFFER.raw[1:size]


LETTERS = "aAbBcCdDeFgGhHIjklmMnpPrRsStTuUVwWxXyYzZ"


def directive(rng):
    kind = rng.random()
    if kind < 0.1:
        return rng.choice([" ", "/", "a", "é", "時", "\U0001f552", ":", "Z", "5", "-"])
    out = "%" + "".join(rng.choice("_-0^#") for _ in range(rng.choice([0, 0, 0, 1, 1, 2, 3])))
    if rng.random() < 0.4:
        out += str(rng.choice([1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 20, 33, 64]))
    out += rng.choice(["", "", "", "E", "O"])
    if kind < 0.2:
        return out + rng.choice(["%", "f", "N", "i", "J", "K", "L", "Q", "q", "v", "+", ":", "@", "E", "O", "é", "時", " "])
    return out + rng.choice(LETTERS)


def formats():
    out = ["%" + m + c for c in LETTERS for m in ("", "E", "O")]
    out += ["%" + f + c for c in LETTERS for f in ("_", "-", "0", "^", "#", "9", "-9", "09", "_9", "^20", "#20")]
    out += ["", "%", "%%", "%5", "%E", "%O", "%_", "%E%", "%5%", "%05%", "%5E%", "%+", "%v", "%:z", "%^é", "%9é"]
    rng = random.Random(36)
    while len(out) < 2399:
        form = "".join(directive(rng) for _ in range(rng.randint(1, 6)))
        if form not in out:
            out.append(form)
    return out + ["%"]


def table():
    forms = [f.encode() for f in formats()]
    cache = {}
    for zone in ZONES:
        set_zone(zone)
        for index in range(10):
            for at in instants(index):
                cache[zone, at] = local(at)
    sums, samples = [0] * len(forms), [None] * len(forms)
    for z, zone in enumerate(ZONES):
        set_zone(zone)
        for index, form in enumerate(forms):
            ats = instants(index)
            for i, at in enumerate(ats):
                tm = cache[zone, at]
                if b"s" in form:
                    tm = local(at)  # %s may normalise it
                answer = strftime(form, tm)
                sums[index] = zlib.crc32(answer + b"\n", sums[index])
                if z == index % 4 and i == index % len(ats):
                    samples[index] = "%s\t%d\t%s" % (zone, at, answer.hex())
    for form, total, sample in zip(forms, sums, samples):
        print("%s\t%08x\t%s" % (form.hex(), total, sample))


def answer():
    for line in sys.stdin:
        zone, at, form = line.rstrip("\n").split("\t")
        set_zone(zone)
        print(strftime(bytes.fromhex(form), local(int(at))).hex())


if __name__ == "__main__":
    if sys.argv[1:] == ["version"]:
        libc.gnu_get_libc_version.restype = ctypes.c_char_p
        print(libc.gnu_get_libc_version().decode())
    else:
        {"table": table, "answer": answer}[sys.argv[1]]()
