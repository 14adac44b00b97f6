// Files as their receivers have them, away from any server: opened with the password, and checked by
// the program against the school's key and its signed list alone.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const program = resolve(process.env["MINGCE"] ?? "../../build/mingce");
const kPython = "/usr/bin/python3"; // Debian's, whose modules apt installs

/** Decrypts a workbook that a password locks, and prints the rows of its first sheet as JSON. */
const kOpenWorkbook = `
import io, json, sys, zipfile
import xml.etree.ElementTree as tree
import msoffcrypto
path, password = sys.argv[1:]
opened = io.BytesIO()
with open(path, "rb") as locked:
    office = msoffcrypto.OfficeFile(locked)
    office.load_key(password=password, verify_password=True)
    office.decrypt(opened)
sheet = tree.fromstring(zipfile.ZipFile(opened).read("xl/worksheets/sheet1.xml"))
main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
rows = [["".join(cell.itertext()) for cell in row.iter(main + "c")] for row in sheet.iter(main + "row")]
print(json.dumps(rows))
`;
/** Why no locked workbook can be opened here; "" where one can. */
export const whyNoWorkbooks =
  spawnSync(kPython, ["-c", "import msoffcrypto"]).status === 0
    ? ""
    : "the python3 module msoffcrypto is absent (python3-msoffcrypto-tool): no locked workbook is opened";

export interface GivenFile {
  readonly path: string;
  readonly password: string;
}
/** The cells of its first sheet; fails with another password. */
export function rowsOf({ path, password }: GivenFile): string[][] {
  const ran = spawnSync(kPython, ["-c", kOpenWorkbook, path, password], { encoding: "utf8" });
  if (ran.status !== 0) throw new Error(ran.stderr);
  return JSON.parse(ran.stdout) as string[][];
}

/** What is handed to a place without a network. */
export interface OfflineKit {
  readonly list: string;
  readonly key: string;
}
export interface Verified {
  readonly status: number | null;
  /** Null where it was refused. */
  readonly told: { readonly verdict: string; readonly copy: number; readonly sha256: string } | null;
  readonly said: string;
}
/** `mingce verify` in a folder that holds the kit and no record. */
export function verifyOffline(folder: string, file: string, kit: OfflineKit): Verified {
  writeFileSync(join(folder, "list.txt"), kit.list);
  writeFileSync(join(folder, "key.txt"), kit.key);
  const words = ["verify", file, "--bundle", "list.txt", "--public-key", "key.txt", "--json"];
  const ran = spawnSync(program, words, { cwd: folder, encoding: "utf8" });
  const told = ran.status === 0 ? (JSON.parse(ran.stdout) as Verified["told"]) : null;
  return { status: ran.status, told, said: ran.stderr };
}
