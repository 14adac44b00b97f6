// Publications of an edition: to whom it goes, with which columns, for what and until when; and what
// waits for one's decision, of any edition.
import { type MaybeRefOrGetter, toValue } from "vue";

import { queryClient } from "@/api/queries";
import { useSession } from "@/session/session_store";
import type {
  IssuedPublications,
  Publication,
  PublicationAccess,
  PublicationChange,
  PublicationDifference,
  Publications,
  ReceivedRows,
  Recipient,
} from "./publicationTypes";
import { asked } from "./untyped";
import { useAnswer } from "./use_answer";

export interface EditionName {
  readonly intake: string;
  readonly number: number;
}
const kMovesMs = 30_000; // others decide and download meanwhile

export const pathOfEdition = ({ intake, number }: EditionName): string =>
  `/api/v1/intakes/${encodeURIComponent(intake)}/editions/${number}`;
const pathOf = (number: number): string => `/api/v1/publications/${number}`;
const listKey = ({ intake, number }: EditionName) => ["publications", "of", intake, number] as const;

export function usePublications(name: MaybeRefOrGetter<EditionName>) {
  const session = useSession();
  return useAnswer(
    () => listKey(toValue(name)),
    (signal) => asked<Publications>(`${pathOfEdition(toValue(name))}/publications`, { signal }),
    () => toValue(name).intake !== "" && session.isOffered(["roster.publish", "export.approve"]),
    kMovesMs,
  );
}
/** Those that wait for whoever works here. */
export function useWaitingPublications() {
  const session = useSession();
  return useAnswer(
    ["publications", "waiting"],
    async (signal) =>
      (await asked<{ items: readonly Publication[] }>("/api/v1/publications", { signal })).items,
    () => session.may("export.approve"),
    kMovesMs,
  );
}

/** What the recipient would see: asked again after each change of its columns. */
export function usePreview(publication: MaybeRefOrGetter<Publication | null>) {
  return useAnswer(
    () => ["publications", "preview", toValue(publication)?.number, toValue(publication)?.version],
    (signal) => asked<ReceivedRows>(`${pathOf(toValue(publication)?.number ?? 0)}/preview`, { signal }),
    () => toValue(publication) !== null,
  );
}
export function usePublicationDifference(
  publication: MaybeRefOrGetter<Publication | null>,
  enabled: MaybeRefOrGetter<boolean>,
) {
  return useAnswer(
    () => ["publications", "difference", toValue(publication)?.number, toValue(publication)?.version],
    (signal) =>
      asked<PublicationDifference>(`${pathOf(toValue(publication)?.number ?? 0)}/difference`, { signal }),
    () => toValue(publication) !== null && toValue(enabled),
  );
}
export function useAccesses(publication: MaybeRefOrGetter<Publication | null>) {
  return useAnswer(
    () => ["publications", "accesses", toValue(publication)?.number, toValue(publication)?.downloads],
    async (signal) => {
      const path = `${pathOf(toValue(publication)?.number ?? 0)}/accesses`;
      return (await asked<{ items: readonly PublicationAccess[] }>(path, { signal })).items;
    },
    () => (toValue(publication)?.issued_at ?? null) !== null,
    kMovesMs,
  );
}

// ── acts ──

/** Puts what an act gave in the place of what is on the screen. */
export function putPublications(name: EditionName, told: readonly Publication[]): void {
  queryClient.setQueryData<Publications>(listKey(name), (before) => {
    if (before === undefined) return before;
    const byNumber = new Map(told.map((each) => [each.number, each]));
    return { ...before, items: before.items.map((each) => byNumber.get(each.number) ?? each) };
  });
}
export async function publicationsMoved(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: ["publications"] });
}

export const addRecipient = (name: EditionName, { kind, recipient }: Pick<Recipient, "kind" | "recipient">) =>
  asked<Publication>(`${pathOfEdition(name)}/publications`, { method: "POST", body: { kind, recipient } });

export async function takeOverTemplate(name: EditionName): Promise<void> {
  const path = `${pathOfEdition(name)}/publications/template`;
  queryClient.setQueryData(listKey(name), await asked<Publications>(path, { method: "POST", body: {} }));
}
export const changePublication = (number: number, version: number, body: PublicationChange) =>
  asked<Publication>(pathOf(number), { method: "PATCH", version, body });
export const dropPublication = (number: number) => asked<void>(pathOf(number), { method: "DELETE" });
export const issuePublications = (numbers: readonly number[]) =>
  asked<IssuedPublications>("/api/v1/publications/issue", { method: "POST", body: { numbers } });
export const decidePublication = (number: number, approves: boolean, words: string) =>
  asked<Publication>(`${pathOf(number)}/decision`, {
    method: "POST",
    body: { approves, ...(words === "" ? {} : { words }) },
  });
export const revokePublication = (number: number, words: string) =>
  asked<Publication>(`${pathOf(number)}/revocation`, { method: "POST", body: { words } });
export const reissuePublication = (number: number, until: string) =>
  asked<Publication>(`${pathOf(number)}/reissue`, { method: "POST", body: until === "" ? {} : { until } });
