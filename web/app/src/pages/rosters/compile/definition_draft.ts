// A definition while it is worked on: every change is a step that can be taken back, and what was not
// saved is kept in this browser for the account.
import type { components } from "@mingce/client";

export type Definition = components["schemas"]["Definition"];
export type Column = components["schemas"]["DefinitionColumn"];
export type OrderTerm = components["schemas"]["DefinitionOrder"];
export type FilterTerm = components["schemas"]["DefinitionFilter"];
export type Field = components["schemas"]["Field"];

export const kMasks = [
  "none",
  "number",
  "last4",
  "phone",
  "surname",
  "ends",
  "year",
  "month",
  "hidden",
] as const;
export const kFillIns = ["serial", "signature", "tick", "blank"] as const;
export const kOrders = ["pinyin", "strokes", "number", "text"] as const;
export const kFilters = ["is", "in", "not_in", "empty", "not_empty"] as const;
export const kGroups = ["department", "major", "class"] as const;
/** Whose students stand in an annex: what official rosters ask for, and leave. */
export const kAnnex = ["deferred", "declined", "revoked"] as const;

const kStepsMost = 200;
const kUsualWidth = 20_000;
const kNarrow = 10_000;

/** Where the definition came from: version 0 is what the program ships. */
export interface Base {
  readonly key: string;
  readonly version: number;
}

export interface Draft {
  readonly base: Base;
  readonly now: Definition;
  readonly before: readonly Definition[];
  readonly after: readonly Definition[];
}

export function draftOf(base: Base, definition: Definition): Draft {
  return { base, now: definition, before: [], after: [] };
}

export function isSame(one: Definition, other: Definition): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** A step that changes nothing is none. */
export function changed(draft: Draft, part: Partial<Definition>): Draft {
  const now = { ...draft.now, ...part };
  if (isSame(now, draft.now)) return draft;
  return { ...draft, now, before: [...draft.before, draft.now].slice(-kStepsMost), after: [] };
}
export function undone(draft: Draft): Draft {
  const last = draft.before.at(-1);
  if (last === undefined) return draft;
  return { ...draft, now: last, before: draft.before.slice(0, -1), after: [draft.now, ...draft.after] };
}
export function redone(draft: Draft): Draft {
  const next = draft.after[0];
  if (next === undefined) return draft;
  return { ...draft, now: next, before: [...draft.before, draft.now], after: draft.after.slice(1) };
}

/** The list with one of its items at another place; the same one where either place is none. */
export function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const list = [...items];
  if (from < 0 || from >= list.length || to < 0 || to >= list.length) return list;
  list.splice(to, 0, ...list.splice(from, 1));
  return list;
}
export function withItem<T>(items: readonly T[], at: number, part: Partial<T>): T[] {
  return items.map((item, index) => (index === at ? { ...item, ...part } : item));
}
export function without<T>(items: readonly T[], at: number): T[] {
  return items.filter((_, index) => index !== at);
}

/** What is kept sealed in the record is not printed whole unless somebody says so. */
function usualMask(field: Field): Column["mask"] {
  if (!field.is_sealed) return "none";
  if (field.type === "id_number" || field.type === "digits") return "number";
  return field.type === "phone" ? "phone" : "hidden";
}
export function columnOf(field: Field): Column {
  return {
    kind: "value",
    field: field.key,
    mask: usualMask(field),
    align: "centre",
    width_um: kUsualWidth,
    label_zh: field.zh,
    label_en: field.en,
    band: "",
    dbf: "",
  };
}
export function fillInColumn(
  kind: (typeof kFillIns)[number],
  label: { readonly zh: string; readonly en: string },
): Column {
  const width_um = kind === "signature" || kind === "blank" ? kUsualWidth : kNarrow;
  return {
    kind,
    field: "",
    mask: "none",
    align: "centre",
    width_um,
    label_zh: label.zh,
    label_en: label.en,
    band: "",
    dbf: "",
  };
}

export function totalWidth(columns: readonly Column[]): number {
  return columns.reduce((sum, column) => sum + column.width_um, 0);
}

/** A heading in one line: broken and spaced by hand on paper, not in a list. */
export function plain(label: string): string {
  return label.replaceAll("\u3000", "").replaceAll("\n", " ");
}

/** 19,800 µm → "19.8"; whole millimetres without a point. */
export function millimetres(micrometres: number): string {
  return String(Math.round(micrometres / 100) / 10);
}
/** Of what was typed; null for what is no width. */
export function micrometres(text: string): number | null {
  if (!/^\d{1,3}(\.\d{1,3})?$/.test(text.trim())) return null;
  const length = Math.round(Number(text) * 1000);
  return length > 0 && length <= 1_000_000 ? length : null;
}

/** Names typed into one line: 编制人、复核人. */
export function listed(text: string): string[] {
  return text
    .split(/[、,，;；\n]+/)
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

/** A key as the server takes them: small letters, digits, underscores. */
export function isKey(text: string): boolean {
  return /^[a-z][a-z0-9_]{1,39}$/.test(text);
}

// ── what was not saved ──

interface Kept {
  readonly base: Base;
  readonly now: Definition;
}

function isKept(value: unknown): value is Kept {
  if (typeof value !== "object" || value === null) return false;
  const kept = value as Partial<Kept>;
  return typeof kept.base?.key === "string" && Array.isArray(kept.now?.columns);
}

export function placeOf(account: string, key: string): string {
  return `mingce.definition.${account}.${key}`;
}
export function keep(storage: Storage, place: string, draft: Draft, saved: Definition): void {
  if (isSame(draft.now, saved)) storage.removeItem(place);
  else storage.setItem(place, JSON.stringify({ base: draft.base, now: draft.now } satisfies Kept));
}
export function kept(storage: Storage, place: string): Kept | null {
  try {
    const value: unknown = JSON.parse(storage.getItem(place) ?? "null");
    return isKept(value) ? value : null;
  } catch {
    storage.removeItem(place);
    return null;
  }
}
