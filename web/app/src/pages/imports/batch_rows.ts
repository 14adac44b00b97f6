// Rows of a batch by what becomes of them.
import { given, type components } from "@mingce/client";

import { api } from "@/api/server";

export type BatchRow = components["schemas"]["BatchRow"];
export type BatchRows = components["schemas"]["BatchRows"];
export const kRowKinds = ["new", "changed", "conflict", "blocked"] as const;
export type RowKind = (typeof kRowKinds)[number];

export const kRowsAtOnce = 100;

export function readRows(
  number: number,
  kind: RowKind,
  page: { offset?: number; limit?: number },
  signal?: AbortSignal,
): Promise<BatchRows> {
  const params = { path: { number }, query: { kind, ...page } };
  return given(api.GET("/api/v1/batches/{number}/rows", { params, ...(signal ? { signal } : {}) }));
}
