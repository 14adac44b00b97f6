// What the page of a review knows by itself: which line comes next, which cells are meant, what is
// still missing before somebody may sign. Nothing here asks the server or draws.
import type { components } from "@mingce/client";

type Schemas = components["schemas"];
export type Edition = Schemas["Edition"];
export type EditionAct = Schemas["EditionAct"];
export type ReviewPage = Schemas["ReviewPage"];
export type ReviewClass = Schemas["ReviewClass"];
export type ReviewRow = Schemas["ReviewRow"];
export type ReviewComment = Schemas["ReviewComment"];
export type ChangedRow = Schemas["ChangedRow"];
export type ChangeSource = Schemas["ChangeSource"];
export type ClassRow = Schemas["ClassRow"];
export type EditionCheck = Schemas["EditionCheck"];
export type Level = "department" | "registry" | "leader";

/** A cell of the roster; `field` "" is the whole row. */
export interface Cell {
  readonly student: string;
  readonly field: string;
}
export interface NamedCell extends Cell {
  readonly name: string;
}
export function cellKey(cell: Cell): string {
  return `${cell.student}:${cell.field}`;
}

export interface ClassName {
  readonly department: string;
  readonly major: string;
  readonly class: string;
  readonly annex: string;
}
export function classKey(of: ClassName): string {
  return JSON.stringify([of.department, of.major, of.class, of.annex]);
}

/** Names of the annex's states, in Chinese, by their keys: rows name their class by it. */
export type AnnexNames = ReadonlyMap<string, string>;
interface PlacedRow {
  readonly department: string;
  readonly class: string;
  readonly major?: string;
}
/** The classes a row may stand in: it names its class, or without one its major, or the annex's state. */
export function classesOf(
  classes: readonly ReviewClass[],
  annexes: AnnexNames,
  row: PlacedRow,
): ReviewClass[] {
  return classes.filter((each) => {
    if (each.department !== row.department) return false;
    if (each.annex !== "") return annexes.get(each.annex) === row.class;
    return (each.class || each.major) === row.class && (row.major ?? each.major) === each.major;
  });
}

/** One line of the list of changes: a cell, or a row that came or went. */
export interface ChangeLine extends Cell {
  readonly key: string;
  readonly classKey: string;
  readonly row: ChangedRow;
  readonly before: string;
  readonly after: string;
  readonly source: ChangeSource | null;
}
export function linesOf(
  rows: readonly ChangedRow[],
  classes: readonly ReviewClass[],
  annexes: AnnexNames,
): ChangeLine[] {
  return rows.flatMap((row): ChangeLine[] => {
    // Of a class that is no more there is no such line among the classes.
    const of = classKey(classesOf(classes, annexes, row)[0] ?? { ...row, annex: "" });
    const line = (field: string, before: string, after: string, source: ChangeSource | null): ChangeLine => {
      const cell = { student: row.student, field };
      // One student may leave one class and come to another.
      return { ...cell, key: `${row.kind}:${of}:${cellKey(cell)}`, classKey: of, row, before, after, source };
    };
    if (row.kind !== "changed" || row.cells.length === 0) return [line("", "", "", row.source)];
    return row.cells.map((cell) => line(cell.field, cell.before, cell.after, cell.source));
  });
}

export interface LineGroup {
  readonly key: string;
  readonly department: string;
  readonly name: string;
  readonly lines: readonly ChangeLine[];
}
/** Lines under their classes, in the order they come. */
export function groupsOf(lines: readonly ChangeLine[]): LineGroup[] {
  const groups = new Map<string, { key: string; department: string; name: string; lines: ChangeLine[] }>();
  for (const line of lines) {
    const { department, class: name } = line.row;
    const group = groups.get(line.classKey) ?? { key: line.classKey, department, name, lines: [] };
    group.lines.push(line);
    groups.set(line.classKey, group);
  }
  return [...groups.values()];
}

export type Tab = "all" | "unseen" | "commented" | "identity";
export const kTabs: readonly Tab[] = ["all", "unseen", "commented", "identity"];
/** What a person is known by. */
const kIdentity = new Set(
  "name,name_pinyin,name_former,name_english,id_type,id_number,id_validity".split(","),
);

export function isOf(
  tab: Tab,
  line: ChangeLine,
  seen: ReadonlySet<string>,
  counts: ReadonlyMap<string, number>,
): boolean {
  if (tab === "unseen") return !seen.has(line.classKey);
  if (tab === "commented") return commentsOn(counts, line) > 0;
  return tab === "all" || kIdentity.has(line.field);
}

// ── classes ──

export type Sight = "seen" | "again" | "unseen" | "none";
/** What stands before a class in the list: looked at, changed since, not yet, nothing to look at. */
export function sightOf(of: ReviewClass): Sight {
  if (!of.to_view) return "none";
  if (of.is_viewed) return "seen";
  return of.was_viewed ? "again" : "unseen";
}
export function isListed(of: ReviewClass): boolean {
  return of.to_view || of.rows_changed > 0 || of.rows_to_open > 0;
}
export function viewed(classes: readonly ReviewClass[]): { seen: number; all: number } {
  const asked = classes.filter((each) => each.to_view);
  return { seen: asked.filter((each) => each.is_viewed).length, all: asked.length };
}
/** The next in the list, round its end; of `wanted` alone where there is one. */
export function nextOf<T>(
  list: readonly T[],
  at: number,
  step: 1 | -1,
  isWanted: (one: T) => boolean = () => true,
): number {
  const n = list.length;
  for (let moved = 1; moved <= n; moved += 1) {
    const place = (((at + step * moved) % n) + n) % n;
    if (isWanted(list[place] as T)) return place;
  }
  return -1;
}
/** The classes that a row to open may stand in: it names no major. */
export function classesOfRow(
  classes: readonly ReviewClass[],
  annexes: AnnexNames,
  row: ReviewRow,
): ReviewClass[] {
  const named = classesOf(classes, annexes, { department: row.department, class: row.class });
  const asked = named.filter((each) => each.rows_to_open > 0);
  return asked.length > 0 ? asked : named;
}

// ── comments ──

export function commentCounts(comments: readonly ReviewComment[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const each of comments)
    if (each.state === "open") counts.set(cellKey(each), (counts.get(cellKey(each)) ?? 0) + 1);
  return counts;
}
/** Of a line that is a whole row: those on any of its cells too. */
export function commentsOn(counts: ReadonlyMap<string, number>, cell: Cell): number {
  if (cell.field !== "") return counts.get(cellKey(cell)) ?? 0;
  let sum = 0;
  for (const [key, count] of counts) if (key.startsWith(`${cell.student}:`)) sum += count;
  return sum;
}
/** The cell's own, and those on its whole row; of a row everything. */
export function threadOf(comments: readonly ReviewComment[], cell: Cell): ReviewComment[] {
  return comments.filter(
    (each) =>
      each.student === cell.student && (cell.field === "" || each.field === cell.field || each.field === ""),
  );
}
export function vanished(comments: readonly ReviewComment[]): ReviewComment[] {
  return comments.filter((each) => !each.is_in_revision);
}

// ── signing ──

const kActs: Readonly<Record<Level, string>> = {
  department: "endorse",
  registry: "recheck",
  leader: "approve",
};
export function signingAct(edition: Edition, level: Level, department: string): EditionAct | null {
  const act = kActs[level];
  return edition.acts.find((each) => each.act === act && each.department === department) ?? null;
}
export function returningAct(edition: Edition): EditionAct | null {
  return edition.acts.find((each) => each.act === "return") ?? null;
}
export function worstOf(checks: readonly EditionCheck[]): EditionCheck["result"] {
  const results = checks.map((each) => each.result);
  if (results.includes("failed")) return "failed";
  return results.includes("differs") ? "differs" : "passed";
}
export interface Missing {
  readonly classes: number;
  readonly rows: number;
  readonly checks: boolean;
}
/** What the signer has not done yet; the server asks the same again. */
export function missingFor(page: ReviewPage, checks: readonly EditionCheck[]): Missing {
  return { classes: page.classes_left, rows: page.rows_left, checks: worstOf(checks) === "failed" };
}
export function isReady(missing: Missing): boolean {
  return missing.classes === 0 && missing.rows === 0 && !missing.checks;
}

/** The page after marks were set, before the server has answered. */
export function withMarks(
  page: ReviewPage,
  annexes: AnnexNames,
  classes: ReadonlySet<string>,
  rows: ReadonlySet<string>,
  isSeen = true,
): ReviewPage {
  const marked = page.classes.map((each) =>
    classes.has(classKey(each)) ? { ...each, is_viewed: isSeen } : each,
  );
  const opened = page.rows.map((each) => (rows.has(each.student) ? { ...each, is_opened: isSeen } : each));
  const fresh = page.rows.filter((each) => rows.has(each.student) && each.is_opened !== isSeen);
  for (const row of fresh) {
    const of = classesOfRow(marked, annexes, row)[0];
    if (of !== undefined) {
      const at = marked.indexOf(of);
      marked[at] = { ...of, rows_opened: of.rows_opened + (isSeen ? 1 : -1) };
    }
  }
  return {
    ...page,
    classes: marked,
    rows: opened,
    classes_left: marked.filter((each) => each.to_view && !each.is_viewed).length,
    rows_left: opened.filter((each) => !each.is_opened).length,
  };
}

// ── what is shown ──

/** c81e04b7… → "c81e 04b7 … 5f90". */
export function shortPrint(sha256: string): string {
  return `${sha256.slice(0, 4)} ${sha256.slice(4, 8)} … ${sha256.slice(-4)}`;
}
/** In groups of eight, the first four of them. */
export function longPrint(sha256: string): string {
  return (sha256.match(/.{8}/g) ?? []).slice(0, 4).join(" ");
}

/** How a name stands in a chop: two lines of two where it is Chinese, else one line. */
export function chopLines(name: string): readonly string[] {
  const letters = [...name];
  if (!/^\p{Script=Han}+$/u.test(name) || letters.length < 2 || letters.length > 4) return [name];
  const four =
    letters.length === 2 ? [...letters, "之", "印"] : letters.length === 3 ? [...letters, "印"] : letters;
  return [four.slice(0, 2).join(""), four.slice(2).join("")];
}

export interface Share {
  readonly department: string;
  readonly listed: number;
  readonly all: number;
  readonly share: number; // of 1
}
/** Of each department's students in the revision, how many are listed and not in the annex. */
export function sharesOf(classes: readonly ReviewClass[]): { all: Share; departments: Share[] } {
  const counted = new Map<string, { listed: number; all: number }>();
  const whole = { listed: 0, all: 0 };
  for (const each of classes) {
    const count = counted.get(each.department) ?? { listed: 0, all: 0 };
    for (const sum of [count, whole]) {
      sum.all += each.students;
      if (each.annex === "") sum.listed += each.students;
    }
    counted.set(each.department, count);
  }
  const share = (department: string, of: { listed: number; all: number }): Share => ({
    department,
    ...of,
    share: of.all === 0 ? 1 : of.listed / of.all,
  });
  return {
    all: share("", whole),
    departments: [...counted]
      .map(([department, of]) => share(department, of))
      .toSorted((a, b) => a.share - b.share || b.all - a.all),
  };
}
/** Where the axis begins: it ends at 100%, and says both. */
export function axisFrom(lowest: number): number {
  return [0.95, 0.9, 0.8, 0.5].find((each) => each <= lowest) ?? 0;
}
/** One decimal, never rounded up to a whole that it is not. */
export function percent(share: number): string {
  return `${(Math.floor(share * 1_000) / 10).toFixed(1)}%`;
}
