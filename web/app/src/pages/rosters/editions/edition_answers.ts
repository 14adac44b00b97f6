// Editions as the server tells of them: all of an intake, and one with its history and comments.
// Acts change much at once, so all of it is asked again after one.
import { given, type components } from "@mingce/client";
import { type MaybeRefOrGetter, toValue } from "vue";

import { queryClient } from "@/api/queries";
import { api } from "@/api/server";
import { useAnswer } from "@/api/use_answer";
import { useSession } from "@/session/session_store";

export type Edition = components["schemas"]["Edition"];
export type EditionAct = components["schemas"]["EditionAct"];
export type Level = components["schemas"]["ReviewLevelState"];
export type Revision = components["schemas"]["Revision"];
export type Readiness = components["schemas"]["Readiness"];
export type BlockingCell = components["schemas"]["BlockingCell"];
export type History = components["schemas"]["EditionHistory"];
export type Step = components["schemas"]["EditionStep"];
export type Changes = components["schemas"]["RevisionChanges"];
export type ChangedRow = components["schemas"]["ChangedRow"];
export type ChangeSource = components["schemas"]["ChangeSource"];
export type FiledEdition = components["schemas"]["FiledEdition"];
export type ReviewPage = components["schemas"]["ReviewPage"];

export interface EditionName {
  readonly intake: string;
  readonly number: number;
}
const kMovesMs = 30_000; // others sign meanwhile

/** Of an intake, or with "" of all that one reaches. */
export function useEditions(intake: MaybeRefOrGetter<string>, enabled: MaybeRefOrGetter<boolean> = true) {
  const session = useSession();
  return useAnswer(
    () => ["editions", toValue(intake)],
    (signal) => {
      const query = toValue(intake) === "" ? {} : { intake: toValue(intake) };
      return given(api.GET("/api/v1/editions", { params: { query }, signal }));
    },
    () => session.may("roster.read") && toValue(enabled),
    kMovesMs,
  );
}

export function useEdition(name: MaybeRefOrGetter<EditionName>) {
  return useAnswer(
    () => ["editions", toValue(name).intake, toValue(name).number],
    (signal) =>
      given(
        api.GET("/api/v1/intakes/{intake}/editions/{number}", {
          params: { path: { ...toValue(name) } },
          signal,
        }),
      ),
    () => toValue(name).intake !== "",
    kMovesMs,
  );
}

export function useEditionHistory(edition: MaybeRefOrGetter<Edition>) {
  return useAnswer(
    () => ["editions", "history", toValue(edition).intake, toValue(edition).number, toValue(edition).version],
    (signal) => {
      const { intake, number } = toValue(edition);
      const path = { intake, number };
      return given(
        api.GET("/api/v1/intakes/{intake}/editions/{number}/history", { params: { path }, signal }),
      );
    },
  );
}

export function useEditionComments(edition: MaybeRefOrGetter<Edition>) {
  return useAnswer(
    () => ["editions", "comments", toValue(edition).intake, toValue(edition).number],
    (signal) => {
      const { intake, number } = toValue(edition);
      const path = { intake, number };
      return given(
        api.GET("/api/v1/intakes/{intake}/editions/{number}/comments", { params: { path }, signal }),
      );
    },
    () => toValue(edition).revision !== null,
  );
}

/** Everything that stands on a page about editions, and what filing and fixing change beside it. */
export async function editionsMoved(): Promise<void> {
  await queryClient.invalidateQueries();
}
