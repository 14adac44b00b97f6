// Publications of an edition: to whom it goes, with which columns, for what and until when; and what
// waits for one's decision, of any edition.
import { given, versionTag, type components } from "@mingce/client";
import { type MaybeRefOrGetter, toValue } from "vue";

import { queryClient } from "@/api/queries";
import { useSession } from "@/session/session_store";
import { api } from "./server";
import { useAnswer } from "./use_answer";

type Schemas = components["schemas"];
export type Publication = Schemas["Publication"];
export type Publications = Schemas["Publications"];
/** A column that may be given. */
export type PublicationField = Schemas["PublicationField"];
export type PublicationAccess = Schemas["PublicationAccess"];
export type PublicationDifference = Schemas["PublicationDifference"];
export type ChangedLine = Schemas["DifferingRow"];
export type ReceivedRows = Schemas["ReceivedRows"];
export type Recipient = Schemas["Recipient"];
export type ViewField = Schemas["ViewColumn"];
export type RecipientKind = Recipient["kind"];
export type PublicationLack = Publication["missing"][number];
export type PublicationFormat = Schemas["TakeCopy"]["format"];
export type PublicationChange = Partial<Pick<Publication, "purpose" | "until" | "view">> & {
  formats?: PublicationFormat[];
};

export interface EditionName {
  readonly intake: string;
  readonly number: number;
}
const kMovesMs = 30_000; // others decide and download meanwhile

const kOfEdition = "/api/v1/intakes/{intake}/editions/{number}/publications";
const at = (number: number) => ({ path: { number } });
const listKey = ({ intake, number }: EditionName) => ["publications", "of", intake, number] as const;

export function usePublications(name: MaybeRefOrGetter<EditionName>) {
  const session = useSession();
  return useAnswer(
    () => listKey(toValue(name)),
    (signal) => given(api.GET(kOfEdition, { params: { path: { ...toValue(name) } }, signal })),
    () => toValue(name).intake !== "" && session.isOffered(["roster.publish", "export.approve"]),
    kMovesMs,
  );
}
/** Those that wait for whoever works here. */
export function useWaitingPublications() {
  const session = useSession();
  return useAnswer(
    ["publications", "waiting"],
    async (signal) => (await given(api.GET("/api/v1/publications", { signal }))).items,
    () => session.may("export.approve"),
    kMovesMs,
  );
}

/** What the recipient would see: asked again after each change of its columns. */
export function usePreview(publication: MaybeRefOrGetter<Publication | null>) {
  return useAnswer(
    () => ["publications", "preview", toValue(publication)?.number, toValue(publication)?.version],
    (signal) => {
      const params = at(toValue(publication)?.number ?? 0);
      return given(api.GET("/api/v1/publications/{number}/preview", { params, signal }));
    },
    () => toValue(publication) !== null,
  );
}
export function usePublicationDifference(
  publication: MaybeRefOrGetter<Publication | null>,
  enabled: MaybeRefOrGetter<boolean>,
) {
  return useAnswer(
    () => ["publications", "difference", toValue(publication)?.number, toValue(publication)?.version],
    (signal) => {
      const params = at(toValue(publication)?.number ?? 0);
      return given(api.GET("/api/v1/publications/{number}/difference", { params, signal }));
    },
    () => toValue(publication) !== null && toValue(enabled),
  );
}
export function useAccesses(publication: MaybeRefOrGetter<Publication | null>) {
  return useAnswer(
    () => ["publications", "accesses", toValue(publication)?.number, toValue(publication)?.downloads],
    async (signal) => {
      const params = at(toValue(publication)?.number ?? 0);
      return (await given(api.GET("/api/v1/publications/{number}/accesses", { params, signal }))).items;
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
  given(api.POST(kOfEdition, { params: { path: { ...name } }, body: { kind, recipient } }));

export async function takeOverTemplate(name: EditionName): Promise<void> {
  const params = { path: { ...name } };
  const told = await given(
    api.POST("/api/v1/intakes/{intake}/editions/{number}/publications/template", { params }),
  );
  queryClient.setQueryData(listKey(name), told);
}
/** A last day that is taken back travels as "": an absent one stays as it is. */
export const changePublication = (
  number: number,
  version: number,
  { until, ...others }: PublicationChange,
): Promise<Publication> =>
  given(
    api.PATCH("/api/v1/publications/{number}", {
      params: { ...at(number), header: { "If-Match": versionTag(version) } },
      body: until === undefined ? others : { ...others, until: until ?? "" },
    }),
  );
export const dropPublication = (number: number) =>
  given(api.DELETE("/api/v1/publications/{number}", { params: at(number) }));
export const issuePublications = (numbers: readonly number[]) =>
  given(api.POST("/api/v1/publications/issue", { body: { numbers: [...numbers] } }));
export const decidePublication = (number: number, approves: boolean, words: string) =>
  given(
    api.POST("/api/v1/publications/{number}/decision", {
      params: at(number),
      body: { approves, ...(words === "" ? {} : { words }) },
    }),
  );
export const revokePublication = (number: number, words: string) =>
  given(api.POST("/api/v1/publications/{number}/revocation", { params: at(number), body: { words } }));
export const reissuePublication = (number: number, until: string) =>
  given(
    api.POST("/api/v1/publications/{number}/reissue", {
      params: at(number),
      body: until === "" ? {} : { until },
    }),
  );
