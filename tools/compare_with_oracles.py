#!/usr/bin/python3
"""Compares what `mingce cat` prints with what other programs read, cell by cell.

    tools/compare_with_oracles.py MINGCE [FOLDER]

XLSX with openpyxl, DBF with dbfread, both over the real files in FOLDER; CSV with Python's own
reader over tables made here in every dialect and encoding. Exits 0 when all agree but for the
differences explained below, 1 otherwise, 77 when an oracle is not installed (./dev setup --oracles).
A difference explained here that is none any more is an error too, so that the list stays true.
"""

import csv
import datetime
import decimal
import io
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import warnings

try:
    import dbfread
    import openpyxl
    from openpyxl.utils.datetime import from_excel
except ImportError as missing:
    print(f"skipped: {missing}; ./dev setup --oracles installs it")
    sys.exit(77)

# File -> why the two programs differ there, and who is right.
EXPLAINED = {
    "calamine-has_x000D_.xlsx": "openpyxl leaves _x000D_ as it stands; it is a carriage return"
                                " (ECMA-376 Part 1, 22.9.2.19)",
    "calamine-has_x000D_inline.xlsx": "the same, in an inline string",
    "exceljs-test-issue-877.xlsx": "openpyxl writes a hyperlink's target into its empty cell",
    "infused-dbase_32.dbf": "dbfread knows no varchar: the last byte of the field is its length",
    "infused-dbase_8b.dbf": "dbfread reads eight bytes past a memo, whose length counts its head",
    "infused-mazovia.dbf": "dbfread drops records whose first byte is neither blank nor *; these"
                           " two begin with a zero byte and hold data",
}

# File -> why it is refused here.
REFUSED = {
    "calamine-issue252.xlsx": "a part fails its checksum; unzip and Python refuse it too",
    "calamine-pass_protected.xlsx": "encrypted",
    "exceljs-invalid-xml.xlsx": "a sheet is no XML",
    "exceljs-missing-bits.xlsx": "no workbook part",
    "infused-dbase_02.dbf": "dBase II",
}

# File -> why the oracle cannot read what we read.
ORACLE_FAILS = {
    "calamine-empty_s_attribute.xlsx": "openpyxl stops at an empty style number",
    "calamine-issue_419.xlsx": "openpyxl wants the shared strings that [Content_Types] promises",
    "calamine-issue_530.xlsx": "the same",
    "calamine-minimal_package.xlsx": "openpyxl wants parts a minimal package leaves out",
    "exceljs-test-row-styles.xlsx": "openpyxl knows no sheet state \"show\"",
    "infused-dbase_8c.dbf": "dbfread knows no dBase 7",
}

# Files whose encoding nothing in them tells: both sides are told.
ENCODING_OF = {"infused-dbase_f5.dbf": "cp850"}


def cat(mingce, path, *options):
    """Exit code, standard output, standard error."""
    done = subprocess.run(
        [mingce, "--lang", "en", "cat", str(path), *options],
        capture_output=True, timeout=60, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def rows_of(mingce, path, *options):
    code, out, err = cat(mingce, path, "--json", *options)
    return code, [json.loads(line) for line in out.splitlines()], err


# ---- XLSX ------------------------------------------------------------------------------------


def same_cell(kind, text, value, epoch):
    if kind == "number":
        return isinstance(value, (int, float)) and not isinstance(value, bool) \
            and float(text) == float(value)
    if kind == "boolean":
        return isinstance(value, bool) and text == str(value).upper()
    if kind == "date":
        elapsed = isinstance(value, datetime.timedelta)
        return from_excel(float(text), epoch, timedelta=elapsed) == value
    if kind == "empty":
        return value is None or value == ""
    # openpyxl reads a date written as text (t="d") as a date.
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time)):
        return text.replace("T", " ").removesuffix("Z") in str(value)
    return text == value


def compare_sheet(sheet, rows, epoch):
    """The differences of one sheet, as text."""
    differences = []
    ours = {}
    for row in rows:
        for column, (text, kind) in enumerate(zip(row["cells"], row["kinds"])):
            if kind != "empty":
                ours[row["row"], column + 1] = (kind, text)
    # The cells there are: iter_rows() makes those between them too, a million times sixteen thousand.
    theirs = {place: cell.value for place, cell in sheet._cells.items()
              if cell.value not in (None, "")}
    for place in sorted(ours.keys() | theirs.keys()):
        kind, text = ours.get(place, ("empty", ""))
        value = theirs.get(place)
        if not same_cell(kind, text, value, epoch):
            differences.append(f"{sheet.title} {place}: {kind} {text!r}, oracle {value!r}")
    return differences


def compare_csv_output(mingce, path, rows, number):
    """`--csv` must print the very cells of `--json`, dates as days."""
    _, out, _ = cat(mingce, path, "--csv", "--sheet", str(number))
    printed = list(csv.reader(io.StringIO(out, newline="")))
    expected = []
    for row in rows:
        cells = list(row["cells"])
        for index, date in row.get("dates", {}).items():
            cells[int(index)] = date
        expected.append(cells)
    return [] if printed == expected else [f"sheet {number}: --csv and --json differ"]


def compare_xlsx(mingce, path):
    """None when either side refuses the file as expected, else the differences."""
    code, _, talk = rows_of(mingce, path)
    if code == 2:
        return None if path.name in REFUSED else [talk.strip()]
    try:
        book = openpyxl.load_workbook(path, data_only=True)
    except Exception as error:  # whatever the oracle throws
        if path.name not in ORACLE_FAILS:
            return [f"openpyxl refuses: {error!r}"[:120]]
        return None
    differences = []
    for number, name in enumerate(book.sheetnames, 1):
        _, rows, _ = rows_of(mingce, path, "--sheet", str(number))
        sheet = book[name]
        if not hasattr(sheet, "iter_rows"):
            continue
        differences += compare_sheet(sheet, rows, book.epoch)
        differences += compare_csv_output(mingce, path, rows, number)
    return differences


# ---- DBF -------------------------------------------------------------------------------------


def same_value(text, value):
    if value is None or value == "" or value == b"":
        return text == ""
    if isinstance(value, bool):
        return text == str(value).upper()
    if isinstance(value, (int, float, decimal.Decimal)):
        return text != "" and decimal.Decimal(text) == decimal.Decimal(str(value))
    if isinstance(value, datetime.datetime):
        # FoxPro's clock loses a millisecond here and there, and shows whole seconds.
        rounded = value + datetime.timedelta(milliseconds=500)
        return text == rounded.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, datetime.date):
        return text == value.strftime("%Y%m%d")
    if isinstance(value, bytes):
        return True  # pictures and sound: we give the number of their block
    return text == value.rstrip(" \0")


def compare_dbf(mingce, path):
    asked = ["--encoding", ENCODING_OF[path.name]] if path.name in ENCODING_OF else []
    code, rows, talk = rows_of(mingce, path, *asked)
    if code == 2:
        return None if path.name in REFUSED else [talk.strip()]
    encoding = re.search(r"^encoding: (\S+)", talk, re.MULTILINE).group(1)
    encoding = encoding.replace("ibm-", "cp").replace("windows-", "cp")
    try:
        table = dbfread.DBF(path, encoding=encoding, char_decode_errors="replace",
                            ignore_missing_memofile=True,
                            recfactory=list)  # pairs: two columns may have one name
        records = list(table)
    except Exception as error:
        if path.name not in ORACLE_FAILS:
            return [f"dbfread refuses: {error!r}"[:120]]
        return None
    if len(rows) != len(records):
        return [f"{len(rows)} rows, oracle {len(records)}"]
    return [f"record {row['row']} {name}: {text!r}, oracle {value!r}"
            for row, record in zip(rows, records)
            for text, (name, value) in zip(row["cells"], record)
            if not same_value(text, value)]


# ---- CSV -------------------------------------------------------------------------------------

ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
PIECES = ["张", "三", "·", "䶮", "𠮷", "a", "Z", "0", "7", " ", ",", ";", "\t", "|", '"', "\n", "'", "-"]


def made_table(chance, delimiter):
    width = chance.randrange(2, 7)
    header = [f"列{i}" for i in range(width)]
    body = [["".join(chance.choices(PIECES, k=chance.randrange(0, 9))) for _ in range(width)]
            for _ in range(chance.randrange(1, 30))]
    # ="0123" is Excel's spelling of a text, which no other reader knows.
    return [header] + [row for row in body if any(row) and delimiter.join(row)]


def compare_csv(mingce, folder, seed):
    chance = random.Random(seed)
    delimiter = chance.choice([",", "\t", ";", "|"])
    table = made_table(chance, delimiter)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter,
                        quoting=chance.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
                        lineterminator=chance.choice(["\r\n", "\n"]))
    writer.writerows(table)
    encoding = chance.choice(ENCODINGS)
    path = folder / f"{seed}.csv"
    path.write_bytes(text.getvalue().encode(encoding))
    code, rows, talk = rows_of(mingce, path)
    theirs = list(csv.reader(io.StringIO(text.getvalue(), newline=""), delimiter=delimiter))
    ours = [row["cells"] for row in rows]
    if code == 0 and ours == theirs:
        return []
    return [f"{encoding} {delimiter!r} exit {code}: {talk.strip()[:200]}"]


# ---- all -------------------------------------------------------------------------------------


def judge(name, differences, failures):
    """Adds what is neither equal nor explained, and explanations of nothing, to `failures`."""
    if differences and name not in EXPLAINED:
        failures += [f"{name}: {difference}" for difference in differences[:5]]
        if len(differences) > 5:
            failures.append(f"{name}: and {len(differences) - 5} more")
    if not differences and name in EXPLAINED:
        failures.append(f"{name}: explained, but there is no difference any more")


def main():
    warnings.simplefilter("ignore")
    mingce, failures, same, refused = sys.argv[1], [], 0, 0
    corpus = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
    for folder, pattern, compare in (("xlsx", "*.xls[xm]", compare_xlsx),
                                     ("dbf", "*.dbf", compare_dbf)):
        for path in sorted((corpus / folder).glob(pattern)) if corpus else []:
            differences = compare(mingce, path)
            if differences is None:
                refused += 1
                continue
            same += not differences
            judge(path.name, differences, failures)
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(200):
            differences = compare_csv(mingce, pathlib.Path(folder), seed)
            same += not differences
            judge(f"table {seed}", differences, failures)
    for failure in failures:
        print(failure)
    print(f"{same} files read alike, {len(EXPLAINED)} differ as explained,"
          f" {refused} refused here or there as listed, {len(failures)} unexplained")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
