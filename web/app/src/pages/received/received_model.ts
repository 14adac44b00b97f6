// How a received roster stands for whoever received it, and what is to be done with it first.
import type { PublicationFormat } from "@/api/publications";
import type { Received } from "@/api/received";

export type Standing = "new" | "ready" | "taken" | "changed" | "expired" | "revoked";
type Told = Pick<Received, "changed" | "copies" | "is_accepted" | "state">;

export function standingOf(received: Told): Standing {
  if (received.state === "expired" || received.state === "revoked") return received.state;
  if (!received.is_accepted) return "new";
  if ((received.changed ?? 0) > 0) return "changed";
  return received.copies.length > 0 ? "taken" : "ready";
}
export const kTones: Readonly<Record<Standing, string>> = {
  new: "info",
  ready: "brand",
  taken: "ok",
  changed: "warn",
  expired: "",
  revoked: "danger",
};

/** Its rows may be read on the page. */
export const isOnScreen = ({ formats }: Pick<Received, "formats">): boolean => formats.includes("screen");

const kFileFormats: readonly PublicationFormat[] = ["xlsx", "pdf", "csv", "dbf"];
/** That may be taken as files. */
export const fileFormats = (received: Pick<Received, "formats">): readonly PublicationFormat[] =>
  kFileFormats.filter((each) => received.formats.includes(each));

/** What waits: to be accepted, to be taken for the first time or again; the nearest last day first. */
export function waitingReceived(all: readonly Received[]): readonly Received[] {
  const isWaiting = (each: Received): boolean => {
    const standing = standingOf(each);
    if (standing === "new" || standing === "changed") return true;
    return standing === "ready" && fileFormats(each).length > 0;
  };
  return all
    .filter(isWaiting)
    .toSorted((one, other) => (one.until ?? "9999").localeCompare(other.until ?? "9999"));
}

const kOrder: readonly Standing[] = ["new", "changed", "ready", "taken", "expired", "revoked"];
/** What is to be done first, what is closed last; the newest edition before an older one. */
export function inOrder(all: readonly Received[]): readonly Received[] {
  const rank = (each: Received): number => kOrder.indexOf(standingOf(each));
  return all.toSorted(
    (one, other) => rank(one) - rank(other) || other.edition - one.edition || other.number - one.number,
  );
}

/** How many rows a range of the table holds; several ranges may lie over one another. */
export function rowsIn(ranges: readonly { readonly top: number; readonly bottom: number }[]): number {
  const rows = new Set<number>();
  for (const range of ranges) for (let at = range.top; at <= range.bottom; at += 1) rows.add(at);
  return rows.size;
}
