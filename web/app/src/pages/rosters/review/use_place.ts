// Where the reader is: a cell of the list of changes, or of a whole class; and the steps from there.
import { useQuery } from "@tanstack/vue-query";
import { computed, ref, shallowRef, type Ref } from "vue";

import { queryClient } from "@/api/queries";
import {
  classesOfRow,
  classKey,
  commentsOn,
  isListed,
  isOf,
  nextOf,
  type Cell,
  type ReviewClass,
  type ReviewRow,
  type Tab,
} from "./review_model";
import { classRowsQuery, type Asked, type Review } from "./use_review";

export type Mode = "changes" | "rows";

export function usePlace(asked: Ref<Asked>, review: Review) {
  const { page, lines } = review;
  const chosenMode = ref<Mode | null>(null);
  const tab = ref<Tab>("all");
  const klass = ref("");
  const cell = shallowRef<Cell | null>(null);
  /** Grows with each step of a key: what is current takes the focus then. */
  const steps = ref(0);

  const isReading = computed(() => review.hasBefore.value && review.changesQuery.isLoading.value);
  const mode = computed<Mode>(() => {
    if (!review.hasBefore.value) return "rows";
    return chosenMode.value ?? (isReading.value || lines.value.length > 0 ? "changes" : "rows");
  });
  const classes = computed(() => page.value?.classes ?? []);
  const listed = computed(() => classes.value.filter(isListed));
  const seen = computed(
    () => new Set(classes.value.filter((each) => !each.to_view || each.is_viewed).map(classKey)),
  );
  const shown = computed(() =>
    lines.value.filter((line) => isOf(tab.value, line, seen.value, review.counts.value)),
  );

  const line = computed(() => {
    const now = cell.value;
    const same = shown.value.filter((each) => each.student === now?.student && each.field === now.field);
    return same.find((each) => each.classKey === klass.value) ?? same[0] ?? shown.value[0] ?? null;
  });
  const currentKey = computed(() => {
    if (mode.value === "changes" && line.value !== null) return line.value.classKey;
    const first = listed.value[0] ?? classes.value[0];
    const isThere = classes.value.some((each) => classKey(each) === klass.value);
    return isThere ? klass.value : first === undefined ? "" : classKey(first);
  });
  const currentClass = computed(
    () => classes.value.find((each) => classKey(each) === currentKey.value) ?? null,
  );
  const rowsQuery = useQuery({
    ...{ staleTime: Infinity, refetchOnWindowFocus: false },
    queryKey: computed(
      () => classRowsQuery(asked.value, page.value?.revision ?? 0, currentClass.value ?? kNoClass).queryKey,
    ),
    queryFn: (context) =>
      classRowsQuery(asked.value, page.value?.revision ?? 0, currentClass.value ?? kNoClass).queryFn(context),
    enabled: computed(() => mode.value === "rows" && currentClass.value !== null),
  });
  const rows = computed(() => rowsQuery.data.value?.rows ?? []);
  const fields = computed(() => rowsQuery.data.value?.fields ?? []);
  const row = computed(
    () => rows.value.find((each) => each.student === cell.value?.student) ?? rows.value[0] ?? null,
  );

  /** The cell that comments, marks and returns are about. */
  const current = computed<Cell | null>(() => {
    if (mode.value === "changes") return line.value;
    if (row.value === null) return cell.value; // its class is being read
    const { student } = row.value;
    return { student, field: cell.value?.student === student ? (cell.value.field ?? "") : "" };
  });
  const flagged = computed<ReviewRow | null>(
    () => page.value?.rows.find((each) => each.student === current.value?.student) ?? null,
  );

  function goCell(to: Cell, of: string, isStep = true): void {
    chosenMode.value ??= mode.value;
    klass.value = of;
    cell.value = to;
    if (isStep) steps.value += 1;
    review.openRow(to.student);
  }
  function step(by: 1 | -1): void {
    if (mode.value === "changes") {
      const at = shown.value.findIndex((each) => each.key === line.value?.key);
      // The first key only goes to where the page stands already.
      const to = cell.value === null ? shown.value[Math.max(0, at)] : shown.value[at + by];
      if (to !== undefined) goCell(to, to.classKey);
      else if (by === 1 && review.linesLeft.value > 0) review.more();
      return;
    }
    const at = rows.value.findIndex((each) => each.student === row.value?.student);
    const to = cell.value === null ? rows.value[Math.max(0, at)] : rows.value[at + by];
    if (to !== undefined) goCell({ student: to.student, field: cell.value?.field ?? "" }, currentKey.value);
  }
  /** Along a row: the whole of it, then its cells. */
  function stepField(by: 1 | -1): void {
    if (mode.value !== "rows" || row.value === null) return;
    const at = fields.value.indexOf(current.value?.field ?? "");
    const to = Math.min(Math.max(-1, at + by), fields.value.length - 1);
    goCell({ student: row.value.student, field: fields.value[to] ?? "" }, currentKey.value);
  }

  function goClass(of: ReviewClass): void {
    const key = classKey(of);
    const first = shown.value.find((each) => each.classKey === key);
    klass.value = key;
    if (first !== undefined && mode.value === "changes") cell.value = first;
    else {
      if (mode.value === "changes") chosenMode.value = "rows";
      cell.value = null;
    }
    steps.value += 1;
  }
  const placeOfClass = (): number => listed.value.findIndex((each) => classKey(each) === currentKey.value);
  function stepClass(by: 1 | -1, isWanted: (of: ReviewClass) => boolean = () => true): boolean {
    const to = listed.value[nextOf(listed.value, placeOfClass(), by, isWanted)];
    if (to !== undefined) goClass(to);
    return to !== undefined;
  }
  /** What is left to look at of the list; false: nothing. */
  const stepUnseen = (): boolean => stepClass(1, (of) => of.to_view && !of.is_viewed);

  /** To a row's whole class, so that everything of it is before the eyes; then it counts as opened. */
  async function goRow(of: ReviewRow, field = ""): Promise<void> {
    for (const candidate of classesOfRow(classes.value, review.annexes.value, of)) {
      const sealed = await queryClient.fetchQuery(
        classRowsQuery(asked.value, page.value?.revision ?? 0, candidate),
      );
      if (!sealed.rows.some((each) => each.student === of.student)) continue;
      chosenMode.value = "rows";
      goCell({ student: of.student, field }, classKey(candidate));
      return;
    }
  }
  async function stepFlagged(by: 1 | -1): Promise<boolean> {
    const rows = page.value?.rows ?? [];
    const at = rows.findIndex((each) => each.student === cell.value?.student);
    const to = rows[nextOf(rows, by === 1 ? at : Math.max(0, at), by, (each) => !each.is_opened)];
    if (to !== undefined) await goRow(to);
    return to !== undefined;
  }
  /** The whole row of the current line. */
  function openWhole(): void {
    const now = current.value;
    if (now === null || currentClass.value === null) return;
    const key = currentKey.value;
    chosenMode.value = "rows";
    goCell(now, key);
  }
  function setMode(to: Mode): void {
    chosenMode.value = to;
    steps.value += 1;
  }
  /** Here is where one works: it stays so when the page is read anew. */
  function hold(): void {
    const now = current.value;
    if (now === null) return;
    const key = currentKey.value;
    chosenMode.value = mode.value;
    klass.value = key;
    cell.value = { student: now.student, field: now.field };
  }
  /** To where the page begins. */
  function begin(): void {
    cell.value = null;
    chosenMode.value = null;
  }
  const tabCounts = computed(() => ({
    all: lines.value.length,
    unseen: lines.value.filter((each) => !seen.value.has(each.classKey)).length,
    commented: lines.value.filter((each) => commentsOn(review.counts.value, each) > 0).length,
    identity: lines.value.filter((each) => isOf("identity", each, seen.value, review.counts.value)).length,
  }));

  return {
    mode,
    tab,
    tabCounts,
    steps,
    isReading,
    classes,
    listed,
    seen,
    shown,
    line,
    currentKey,
    currentClass,
    rowsQuery,
    rows,
    fields,
    row,
    current,
    flagged,
    goCell,
    step,
    stepField,
    goClass,
    stepClass,
    stepUnseen,
    goRow,
    stepFlagged,
    openWhole,
    setMode,
    begin,
    hold,
  };
}
export type Place = ReturnType<typeof usePlace>;

const kNoClass: ReviewClass = {
  department: "",
  major: "",
  class: "",
  annex: "",
  students: 0,
  men: 0,
  women: 0,
  rows_changed: 0,
  cells_changed: 0,
  rows_to_open: 0,
  rows_opened: 0,
  to_view: false,
  is_viewed: false,
  was_viewed: false,
};
