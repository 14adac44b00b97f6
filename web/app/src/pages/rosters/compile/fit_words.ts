// What did not fit its column, said in one line: the page one looks at first, the rest counted.
import type { Column } from "./definition_draft";
import { millimetres } from "./definition_draft";
import type { Notice, Preview } from "./use_preview";

/** A little wider than is wanted, in tenths of a millimetre: it is what a person would type. */
export function roundedUp(micrometres: number): number {
  return Math.ceil(micrometres / 100) * 100;
}

/** Of the notices, the one to tell of: on this page, else the first after it, else the first. */
export function noticeAt(notices: readonly Notice[], page: number): Notice | null {
  return (
    notices.find((each) => each.page === page) ??
    notices.find((each) => each.page > page) ??
    notices[0] ??
    null
  );
}
/** Cells of that column that did not fit, over the whole volume. */
export function countOf(preview: Preview, column: number): number {
  const fit = preview.columns[column];
  return fit === undefined ? 0 : fit.shrunk + fit.broken + fit.without_glyph;
}

export interface Remedy {
  readonly column: number;
  readonly width_um: number;
  readonly shown: string;
}
/** The width that would shrink nothing, where a wider column is the answer. */
export function remedyOf(preview: Preview, columns: readonly Column[], notice: Notice): Remedy | null {
  const wanted = roundedUp(preview.columns[notice.column]?.wanted_um ?? 0);
  const column = columns[notice.column];
  if (notice.kind === "no_glyph" || column === undefined || wanted <= column.width_um) return null;
  return { column: notice.column, width_um: wanted, shown: millimetres(wanted) };
}
