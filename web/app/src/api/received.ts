// Rosters that were given to whoever works here: what they may see of them, and the files they took.
import { given, type components } from "@mingce/client";
import { type MaybeRefOrGetter, toValue } from "vue";

import { save } from "@/api/downloads";
import { queryClient } from "@/api/queries";
import { useSession } from "@/session/session_store";
import type { PublicationFormat } from "./publications";
import { downloadWhole, isWhole, type DownloadOptions } from "./resumed_download";
import { api, server } from "./server";
import { useAnswer } from "./use_answer";

export type Received = components["schemas"]["Received"];
export type Copy = components["schemas"]["PublicationCopy"];

const kMovesMs = 60_000; // a link may be revoked meanwhile
const at = (link: string) => ({ path: { link } });

export function useReceivedList() {
  const session = useSession();
  return useAnswer(
    ["received"],
    async (signal) => (await given(api.GET("/api/v1/received", { signal }))).items,
    () => session.may("roster.receive"),
    kMovesMs,
  );
}
export function useReceived(link: MaybeRefOrGetter<string>) {
  return useAnswer(
    () => ["received", toValue(link)],
    (signal) => given(api.GET("/api/v1/received/{link}", { params: at(toValue(link)), signal })),
    () => toValue(link) !== "",
    kMovesMs,
  );
}
export function useTerms(enabled: MaybeRefOrGetter<boolean>) {
  return useAnswer(
    ["received", "terms"],
    (signal) => given(api.GET("/api/v1/received/terms", { signal })),
    enabled,
  );
}
export function useReceivedDifference(link: MaybeRefOrGetter<string>, enabled: MaybeRefOrGetter<boolean>) {
  return useAnswer(
    () => ["received", toValue(link), "difference"],
    (signal) => given(api.GET("/api/v1/received/{link}/difference", { params: at(toValue(link)), signal })),
    enabled,
  );
}
export const receivedRows = (link: string, offset: number, limit: number, signal: AbortSignal) =>
  given(
    api.GET("/api/v1/received/{link}/rows", { params: { ...at(link), query: { offset, limit } }, signal }),
  );

export async function acceptTerms(link: string, sha256: string): Promise<void> {
  const body = { terms: sha256 };
  const told = await given(api.POST("/api/v1/received/{link}/acceptance", { params: at(link), body }));
  queryClient.setQueryData(["received", link], told);
  await queryClient.invalidateQueries({ queryKey: ["received"] });
}
/** What goes to the clipboard is written down first. */
export const recordClip = (link: string, rows: number) =>
  given(api.POST("/api/v1/received/{link}/clips", { params: at(link), body: { rows } }));

export const prepareCopy = (link: string, format: PublicationFormat) =>
  given(api.POST("/api/v1/received/{link}/copies", { params: at(link), body: { format } }));
export const showPassword = (copy: number) =>
  given(api.POST("/api/v1/copies/{number}/password", { params: { path: { number: copy } } }));

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
