// Rosters that were given to whoever works here: what they may see of them, and the files they took.
import { type MaybeRefOrGetter, toValue } from "vue";

import { save } from "@/api/downloads";
import { queryClient } from "@/api/queries";
import { useSession } from "@/session/session_store";
import type {
  Copy,
  PublicationDifference,
  PublicationFormat,
  Received,
  ReceivedRows,
  Terms,
} from "./publicationTypes";
import { downloadWhole, isWhole, type DownloadOptions } from "./resumed_download";
import { server } from "./server";
import { asked } from "./untyped";
import { useAnswer } from "./use_answer";

const kMovesMs = 60_000; // a link may be revoked meanwhile
const pathOf = (link: string): string => `/api/v1/received/${link}`;

export function useReceivedList() {
  const session = useSession();
  return useAnswer(
    ["received"],
    async (signal) => (await asked<{ items: readonly Received[] }>("/api/v1/received", { signal })).items,
    () => session.may("roster.receive"),
    kMovesMs,
  );
}
export function useReceived(link: MaybeRefOrGetter<string>) {
  return useAnswer(
    () => ["received", toValue(link)],
    (signal) => asked<Received>(pathOf(toValue(link)), { signal }),
    () => toValue(link) !== "",
    kMovesMs,
  );
}
export function useTerms(enabled: MaybeRefOrGetter<boolean>) {
  return useAnswer(
    ["received", "terms"],
    (signal) => asked<Terms>("/api/v1/received/terms", { signal }),
    enabled,
  );
}
export function useReceivedDifference(link: MaybeRefOrGetter<string>, enabled: MaybeRefOrGetter<boolean>) {
  return useAnswer(
    () => ["received", toValue(link), "difference"],
    (signal) => asked<PublicationDifference>(`${pathOf(toValue(link))}/difference`, { signal }),
    enabled,
  );
}
export const receivedRows = (link: string, offset: number, limit: number, signal: AbortSignal) =>
  asked<ReceivedRows>(`${pathOf(link)}/rows?offset=${offset}&limit=${limit}`, { signal });

export async function acceptTerms(link: string, sha256: string): Promise<void> {
  const body = { terms: sha256 };
  const told = await asked<Received>(`${pathOf(link)}/acceptance`, { method: "POST", body });
  queryClient.setQueryData(["received", link], told);
  await queryClient.invalidateQueries({ queryKey: ["received"] });
}
/** What goes to the clipboard is written down first. */
export const recordClip = (link: string, rows: number) =>
  asked<void>(`${pathOf(link)}/clips`, { method: "POST", body: { rows } });

export const prepareCopy = (link: string, format: PublicationFormat) =>
  asked<Copy>(`${pathOf(link)}/copies`, { method: "POST", body: { format } });
export const showPassword = (copy: number) =>
  asked<{ password: string }>(`/api/v1/copies/${copy}/password`, { method: "POST", body: {} });

/** False where the bytes that came are not those of the copy: nothing is saved then. */
export async function takeCopy(copy: Copy, options: DownloadOptions = {}): Promise<boolean> {
  const { signal } = options;
  const file = await downloadWhole(
    (headers) =>
      server.raw(`/api/v1/copies/${copy.number}/file`, {
        headers,
        ...(signal === undefined ? {} : { signal }),
      }),
    options,
  );
  if (!(await isWhole(file, copy.sha256))) return false;
  save(file, copy.file_name);
  return true;
}
