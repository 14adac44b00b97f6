// Numbered copies of an edition on paper: what was printed, who holds it, whether with the seal.
import { type MaybeRefOrGetter, toValue } from "vue";

import { queryClient } from "@/api/queries";
import { useSession } from "@/session/session_store";
import type { PaperAct, PaperCopies, PaperCopy } from "./publicationTypes";
import { pathOfEdition, type EditionName } from "./publications";
import { asked } from "./untyped";
import { useAnswer } from "./use_answer";

const keyOf = ({ intake, number }: EditionName) => ["paper", intake, number] as const;

export function usePaperCopies(name: MaybeRefOrGetter<EditionName>) {
  const session = useSession();
  return useAnswer(
    () => keyOf(toValue(name)),
    (signal) => asked<PaperCopies>(`${pathOfEdition(toValue(name))}/paper-copies`, { signal }),
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
  const path = `${pathOfEdition(name)}/paper-copies`;
  const told = await asked<PaperCopies>(path, { method: "POST", body: order });
  queryClient.setQueryData(keyOf(name), told);
  return told;
}
export async function permitSeal(name: EditionName, times: number, words: string): Promise<void> {
  const path = `${pathOfEdition(name)}/seal-permission`;
  const told = await asked<PaperCopies>(path, { method: "POST", body: { times, words } });
  queryClient.setQueryData(keyOf(name), told);
}
export async function recordPaper(
  name: EditionName,
  copy: number,
  event: { readonly act: PaperAct; readonly person: string; readonly words?: string },
): Promise<void> {
  const told = await asked<PaperCopy>(`/api/v1/paper-copies/${copy}/events`, { method: "POST", body: event });
  queryClient.setQueryData<PaperCopies>(keyOf(name), (before) =>
    before === undefined
      ? before
      : { ...before, items: before.items.map((each) => (each.number === told.number ? told : each)) },
  );
}
