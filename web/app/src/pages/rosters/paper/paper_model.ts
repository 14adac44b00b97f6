// Numbered copies on paper: what may be done with one next, how many there are, what the seal allows.
import type { PaperAct, PaperCopies, PaperCopy, PaperState, SealPermission } from "@/api/paper_copies";

export const kMostCopies = 50; // at once
export const kMostSeals = 1_000;
export const isCount = (n: number, most: number): boolean => Number.isInteger(n) && n >= 1 && n <= most;

const kNext: Readonly<Record<PaperState, readonly PaperAct[]>> = {
  printed: ["handed_out", "destroyed"],
  handed_out: ["returned"],
  returned: ["handed_out", "destroyed"],
  destroyed: [],
};
/** What is out is returned before it goes elsewhere or is destroyed. */
export const nextActs = (state: PaperState): readonly PaperAct[] => kNext[state];

export const kTones: Readonly<Record<PaperState, string>> = {
  printed: "",
  handed_out: "info",
  returned: "ok",
  destroyed: "warn",
};

export function countsOf(items: readonly PaperCopy[]): Readonly<Record<PaperState, number>> {
  const counts = { printed: 0, handed_out: 0, returned: 0, destroyed: 0 };
  for (const item of items) counts[item.state] += 1;
  return counts;
}

/** Of the volume that a copy is of. */
export const volumeName = ({ volumes }: Pick<PaperCopies, "volumes">, { volume }: PaperCopy): string =>
  volumes.find((each) => each.volume === volume)?.name ?? String(volume);

/** From the printing on, which the server tells apart. */
export const historyOf = ({ events, actor, printed_at }: PaperCopy): PaperCopy["events"] => [
  { act: "printed", at: printed_at, actor, person: "", words: "" },
  ...events,
];

export const sealsLeft = (seal: SealPermission | null): number =>
  seal === null ? 0 : Math.max(0, seal.times - seal.used);

export interface Order {
  /** Null: every volume. */
  readonly volume: number | null;
  readonly copies: number;
}
/** How many numbered copies come of an order, and their pages. */
export function orderSize(
  told: Pick<PaperCopies, "volumes">,
  order: Order,
): { copies: number; pages: number } {
  const volumes = told.volumes.filter((each) => order.volume === null || each.volume === order.volume);
  const pages = volumes.reduce((sum, each) => sum + each.pages, 0);
  return { copies: volumes.length * order.copies, pages: pages * order.copies };
}
