// The bench page: the grid as a page would use it, over rows that are made up here.
// ?rows=100000 &mode=array|source|groups &locale=en &theme=dark &density=compact &readonly
import { createApp, h, nextTick, ref, shallowRef } from "vue";
import {
  RosterGrid,
  groupRows,
  useBlockRows,
  cellOf,
  type EditReason,
  type GridDensity,
  type GridEdit,
  type GridFilter,
  type GridRow,
  type GridSort,
} from "../src/index";
import "./bench.css";
import { columns, madeUpRow, withMarks } from "./made_up_rows";

const query = new URLSearchParams(location.search);
const count = Number(query.get("rows") ?? 100_000);
const mode = query.get("mode") ?? "array";
const wait_ms = Number(query.get("wait") ?? 30);
const locale = query.get("locale") === "en" ? "en" : "zh";
document.documentElement.classList.toggle("dark", query.get("theme") === "dark");
document.documentElement.lang = locale === "en" ? "en" : "zh-CN";

const events: [name: string, ...given: unknown[]][] = [];
const log =
  (name: string) =>
  (...given: unknown[]): void => {
    events.push([name, ...given]);
  };
const violations: string[] = [];
document.addEventListener("securitypolicyviolation", (event) => {
  violations.push(`${event.violatedDirective} ${event.blockedURI}`);
});

const all =
  mode === "source" ? [] : withMarks(Array.from({ length: count }, (_, at) => madeUpRow(at)));
const sort = shallowRef<GridSort | null>(null);
const filters = shallowRef<readonly GridFilter[]>([]);
const rows = shallowRef<readonly GridRow[]>(arranged());
const grid = shallowRef<InstanceType<typeof RosterGrid> | null>(null);

const blocks = useBlockRows({
  total: ref(count),
  async load(first, many, signal) {
    await pause(wait_ms);
    signal.throwIfAborted();
    const last = Math.min(first + many, count);
    return Array.from({ length: Math.max(0, last - first) }, (_, at) => madeUpRow(first + at));
  },
});

function pause(time_ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, time_ms));
}

function textIn(row: GridRow, column: string): string {
  return cellOf(row.cells[column]).text;
}

function arranged(): readonly GridRow[] {
  let chosen: readonly GridRow[] = all;
  for (const { column, values } of filters.value) {
    const passes = new Set(values);
    chosen = chosen.filter((row) => passes.has(textIn(row, column)));
  }
  if (sort.value !== null) {
    const { column, descending } = sort.value;
    const sign = descending ? -1 : 1;
    const isNumber = columns.find(({ key }) => key === column)?.kind === "number";
    chosen = chosen
      .map((row) => ({ row, key: isNumber ? Number(textIn(row, column)) : textIn(row, column) }))
      .sort((a, b) => (a.key < b.key ? -sign : a.key > b.key ? sign : 0))
      .map(({ row }) => row);
  }
  if (mode !== "groups") return chosen;
  const byClass = [...chosen].sort((a, b) => (textIn(a, "class") < textIn(b, "class") ? -1 : 1));
  return groupRows(byClass, {
    by: ["class"],
    sums: ["score"],
    label: (_column, value, members) => `${value} · ${members} 人`,
  });
}

function onSort(next: GridSort | null): void {
  log("sort")(next);
  sort.value = next;
  rows.value = arranged();
}

function onFilter(request: { column: string; values: readonly string[] | null }): void {
  log("filterRequest")(request);
  const others = filters.value.filter(({ column }) => column !== request.column);
  const { column, values } = request;
  filters.value = values === null ? others : [...others, { column, values }];
  rows.value = arranged();
}

/** As a server would: later, and with a mind of its own. */
async function applyEdits(edits: readonly GridEdit[], why: EditReason) {
  log("applyEdits")(edits, why);
  await pause(wait_ms);
  if (edits.some(({ after }) => after === "断网")) throw new Error("网络断开");
  const refused = edits
    .filter(({ after }) => after.includes("拒"))
    .map(({ row, column }) => ({ row, column, text: "这个值不能用" }));
  return { refused };
}

async function valuesOf(column: string) {
  await pause(wait_ms);
  const counts = new Map<string, number>();
  for (const row of all) {
    const text = textIn(row, column);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts].map(([value, many]) => ({ value, label: value || "（空）", count: many }));
}

const readOnly = query.has("readonly");
const app = createApp(() =>
  h(RosterGrid, {
    ref: grid,
    columns,
    ...(mode === "source" ? { source: blocks } : { rows: rows.value }),
    label: locale === "zh" ? "学生总表" : "Students",
    sort: sort.value,
    filters: filters.value,
    selectable: true,
    density: (query.get("density") ?? "normal") as GridDensity,
    locale,
    readOnly,
    applyEdits,
    valuesOf,
    check: (_row, column, text) =>
      column.key === "score" && Number.isNaN(Number(text))
        ? { severity: "error", text: "成绩要写成数字" }
        : null,
    onSort,
    onFilterRequest: onFilter,
    onSelectionChange: log("selectionChange"),
    onColumnsChange: log("columnsChange"),
    onPasteBeyond: log("pasteBeyond"),
    onRefused: log("refused"),
    onOpen: log("open"),
    onPeek: log("peek"),
  }),
);

const start = performance.now();
app.mount("#grid");

/** Milliseconds from mounting to the second frame with rows in it: what a person can use. */
const tti = new Promise<number>((done) => {
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
});

async function timed(act: () => void): Promise<number> {
  const from = performance.now();
  act();
  await nextTick();
  await new Promise((done) => requestAnimationFrame(done));
  await new Promise((done) => setTimeout(done, 0));
  return performance.now() - from;
}

export interface Bench {
  readonly tti: Promise<number>;
  readonly events: typeof events;
  readonly violations: typeof violations;
  readonly grid: () => InstanceType<typeof RosterGrid> | null;
  sort(): Promise<number>;
  filter(): Promise<number>;
}
const bench: Bench = {
  tti,
  events,
  violations,
  grid: () => grid.value,
  sort: () => timed(() => onSort({ column: "score", descending: true })),
  filter: () => timed(() => onFilter({ column: "people", values: ["藏族", "回族"] })),
};
Object.assign(window, { bench });
