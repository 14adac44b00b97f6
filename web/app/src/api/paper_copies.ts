// Numbered copies of an edition on paper: what was printed, who holds it, whether with the seal.
import { given, type components } from "@mingce/client";
import { type MaybeRefOrGetter, toValue } from "vue";

import { queryClient } from "@/api/queries";
import { useSession } from "@/session/session_store";
import type { EditionName } from "./publications";
import { api } from "./server";
import { useAnswer } from "./use_answer";

export type PaperCopies = components["schemas"]["PaperCopies"];
export type PaperCopy = components["schemas"]["PaperCopy"];
export type SealPermission = components["schemas"]["SealPermission"];
export type PaperState = PaperCopy["state"];
export type PaperAct = Exclude<PaperState, "printed">;

const kOfEdition = "/api/v1/intakes/{intake}/editions/{number}/paper-copies";

const keyOf = ({ intake, number }: EditionName) => ["paper", intake, number] as const;

export function usePaperCopies(name: MaybeRefOrGetter<EditionName>) {
  const session = useSession();
  return useAnswer(
    () => keyOf(toValue(name)),
    (signal) => given(api.GET(kOfEdition, { params: { path: { ...toValue(name) } }, signal })),
    () => session.isOffered(["roster.publish", "roster.approve"]),
  );
}

export interface PrintOrder {
  /** Null: of every volume. */
  readonly volume: number | null;
  readonly copies: number;
  readonly is_sealed: boolean;
}
export async function printCopies(name: EditionName, order: PrintOrder): Promise<PaperCopies> {
  const told = await given(api.POST(kOfEdition, { params: { path: { ...name } }, body: order }));
  queryClient.setQueryData(keyOf(name), told);
  return told;
}
export async function permitSeal(name: EditionName, times: number, words: string): Promise<void> {
  const told = await given(
    api.POST("/api/v1/intakes/{intake}/editions/{number}/seal-permission", {
      params: { path: { ...name } },
      body: { times, words },
    }),
  );
  queryClient.setQueryData(keyOf(name), told);
}
export async function recordPaper(
  name: EditionName,
  copy: number,
  event: { readonly act: PaperAct; readonly person: string; readonly words?: string },
): Promise<void> {
  const params = { path: { number: copy } };
  const told = await given(api.POST("/api/v1/paper-copies/{number}/events", { params, body: event }));
  queryClient.setQueryData<PaperCopies>(keyOf(name), (before) =>
    before === undefined
      ? before
      : { ...before, items: before.items.map((each) => (each.number === told.number ? told : each)) },
  );
}
