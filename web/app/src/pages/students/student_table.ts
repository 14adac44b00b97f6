// The table's state: whom it lists, in which order, with which columns; what a saved view keeps.
import { given, type components } from "@mingce/client";
import { useBlockRows, type ColumnState, type GridCell, type GridColumn, type GridRow } from "@mingce/grid";
import { computed, reactive, ref, shallowRef, watch, type Ref } from "vue";

import { commentPlace, useReviewComments } from "@/api/review_comments";
import { api } from "@/api/server";
import { useFields, type Field } from "@/api/standard";
import { useSession } from "@/session/session_store";
import { valueText } from "@/texts/moments";
import { either } from "@/texts/texts";

export type StudentFilter = components["schemas"]["StudentFilterInput"];
export type StudentItem = components["schemas"]["StudentItem"];
type Query = components["schemas"]["StudentQueryInput"];

export interface TableState {
  search: string;
  numbers: readonly string[];
  filters: readonly StudentFilter[];
  rule: string;
  severity: "" | "blocking" | "warning" | "note" | "any";
  order: string;
  descending: boolean;
  columns: readonly ColumnState[];
}

interface FirstColumn {
  readonly key: string;
  readonly width: number;
  readonly frozen?: boolean;
}
/** What a table shows before anybody arranged it. */
const kFirstColumns: readonly FirstColumn[] = [
  { key: "student_no", width: 112, frozen: true },
  { key: "name", width: 148, frozen: true },
  { key: "sex", width: 56 },
  { key: "ethnicity", width: 88 },
  { key: "department", width: 148 },
  { key: "major", width: 168 },
  { key: "class", width: 116 },
  { key: "exam_number", width: 138 },
  { key: "id_number", width: 176 },
  { key: "phone", width: 124 },
  { key: "province", width: 88 },
];
const kOtherWidth = 132;
/** Not shown, but what is typed is judged by them: a document's kind, and who comes from abroad. */
const kJudgedBy = ["id_type", "overseas"];

export function emptyState(): TableState {
  return {
    search: "",
    numbers: [],
    filters: [],
    rule: "",
    severity: "",
    order: "number",
    descending: false,
    columns: [],
  };
}

type Selection = Pick<Query, "intake" | "filters" | "search" | "numbers" | "rule" | "severity">;

export function selectionOf(intake: string, state: TableState): Selection {
  return {
    intake,
    filters: [...state.filters],
    ...(state.search === "" ? {} : { search: state.search }),
    ...(state.numbers.length === 0 ? {} : { numbers: [...state.numbers] }),
    ...(state.rule === "" ? {} : { rule: state.rule }),
    ...(state.severity === "" ? {} : { severity: state.severity }),
  };
}

export function useStudentTable(intake: Ref<string>) {
  const session = useSession();
  const { fields, fieldName } = useFields();
  const state = reactive(emptyState());
  const total = ref(0);
  const missing = shallowRef<readonly string[]>([]);
  const isFirstLoaded = ref(false);
  const items = new Map<string, StudentItem>();

  const known = computed(() => [...fields.value.values()].filter((field) => field.sight !== "hidden"));

  function columnOf(field: Field, first: FirstColumn | undefined): GridColumn {
    const kept = state.columns.find((each) => each.key === field.key);
    return {
      key: field.key,
      title: either(field),
      width: kept?.width ?? first?.width ?? kOtherWidth,
      frozen: kept?.frozen ?? first?.frozen ?? false,
      hidden: kept?.hidden ?? first === undefined,
      editable: field.may_write,
      sortable: field.may_filter,
      filterable: field.may_filter,
      mask: field.sight === "masked",
      strong: field.key === "name",
      ...(field.key === "score" ? { align: "end" as const } : {}),
    };
  }
  const columns = computed<GridColumn[]>(() => {
    const order =
      state.columns.length > 0
        ? state.columns.map((each) => each.key)
        : kFirstColumns.map((each) => each.key);
    const place = new Map(order.map((key, at) => [key, at]));
    return known.value
      .toSorted((a, b) => (place.get(a.key) ?? order.length) - (place.get(b.key) ?? order.length))
      .map((field) =>
        columnOf(
          field,
          kFirstColumns.find((each) => each.key === field.key),
        ),
      );
  });
  const shown = computed(() => columns.value.filter((column) => !column.hidden));
  const wanted = computed(() => shown.value.map((column) => column.key));

  const asked = computed(() => {
    const mayType = session.may("student.edit");
    const whole = kJudgedBy.filter((key) => mayType && fields.value.get(key)?.sight === "whole");
    return [...wanted.value, ...whole.filter((key) => !wanted.value.includes(key))];
  });

  const comments = useReviewComments(intake);
  watch(comments, (now, before) => {
    if (now.size > 0 || before.size > 0) rows.invalidate();
  });
  function rowOf(item: StudentItem, seen: readonly string[]): GridRow {
    items.set(item.id, item);
    const cells: Record<string, GridCell | string> = {};
    asked.value.forEach((key, at) => {
      const value = valueText(key, item.values[at] ?? "");
      const finding = item.findings.find((each) => each.field === key);
      const isMasked = seen[at] === "masked" && value !== "";
      const said = comments.value.get(commentPlace(item.id, key)) ?? 0;
      if (finding === undefined && !isMasked && said === 0) {
        cells[key] = value;
        return;
      }
      cells[key] = {
        text: value,
        ...(said > 0 ? { comments: said } : {}),
        ...(isMasked ? { state: "masked" as const } : {}),
        ...(finding === undefined
          ? {}
          : {
              mark: finding.severity === "blocking" ? ("error" as const) : ("warning" as const),
              note: either(finding),
            }),
      };
    });
    return { key: item.id, gutter: item.source_row === null ? "" : String(item.source_row), cells };
  }

  const rows = useBlockRows({
    total,
    async load(first, count, signal) {
      if (intake.value === "") return []; // not known yet, or there is none
      const body: Query = {
        ...selectionOf(intake.value, state),
        order: state.order,
        descending: state.descending,
        fields: asked.value,
        with_findings: true,
        offset: first,
        limit: count,
        without_total: isFirstLoaded.value, // counted once for a selection: it costs the most
      };
      const block = await given(api.POST("/api/v1/students/query", { body, signal }));
      if (block.total !== null) total.value = block.total;
      missing.value = block.missing_numbers;
      isFirstLoaded.value = true;
      return block.items.map((item) => rowOf(item, block.seen));
    },
  });

  function reload(): void {
    items.clear();
    isFirstLoaded.value = false;
    rows.invalidate();
  }
  watch(
    () => [
      intake.value,
      state.search,
      state.numbers,
      state.filters,
      state.rule,
      state.severity,
      state.order,
      state.descending,
      asked.value.join(),
    ],
    reload,
  );

  return { state, columns, shown, rows, total, missing, isFirstLoaded, items, reload, fieldName, fields };
}
