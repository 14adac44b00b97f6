// The findings of one cause, whole, and what is done about them; each act can be undone.
import { findingsOf, given, type components, type Finding } from "@mingce/client";
import { computed, ref, shallowRef, watch, type Ref } from "vue";

import { undoOperation } from "@/api/operations";
import { queryClient } from "@/api/queries";
import { api, sentenceOf, server } from "@/api/server";
import { useAnswer } from "@/api/use_answer";
import { showToast } from "@/shell/toasts";
import { text } from "@/texts/texts";

export type Cause = components["schemas"]["FindingCause"];
const kPage = 500;

export function useCauses(intake: Ref<string>) {
  const open = useAnswer(
    () => ["causes", intake.value],
    (signal) => {
      const query = { intake: intake.value };
      return given(api.GET("/api/v1/findings/causes", { params: { query }, signal }));
    },
    () => intake.value !== "",
  );
  const everything = useAnswer(
    () => ["causes", intake.value, "any"],
    (signal) => {
      const query = { intake: intake.value, state: "any" as const };
      return given(api.GET("/api/v1/findings/causes", { params: { query }, signal }));
    },
    () => intake.value !== "",
  );
  const causes = computed(() => open.data.value?.items ?? []);
  const sum = (list: readonly Cause[]): number => list.reduce((total, each) => total + each.count, 0);
  const figures = computed(() => {
    const left = sum(causes.value);
    const all = Math.max(left, sum(everything.data.value?.items ?? []));
    const fixable = causes.value.reduce((total, each) => total + each.with_proposal, 0);
    return {
      left,
      all,
      solved: all - left,
      fixable,
      share: all === 0 ? 100 : Math.floor((100 * (all - left)) / all),
    };
  });
  return { open, causes, figures };
}

export function useFindings(intake: Ref<string>, rule: Ref<string>) {
  const findings = shallowRef<readonly Finding[]>([]);
  const isLoading = ref(false);
  const failure = shallowRef<unknown>(null);
  let reading = 0;

  async function reload(): Promise<void> {
    const mine = ++reading;
    if (intake.value === "" || rule.value === "") {
      findings.value = [];
      return;
    }
    isLoading.value = true;
    failure.value = null;
    const found: Finding[] = [];
    try {
      const query = { intake: intake.value, rule: rule.value, limit: kPage };
      for await (const finding of findingsOf(server, query)) {
        if (mine !== reading) return; // another cause was chosen meanwhile
        found.push(finding);
        if (found.length % kPage === 0) findings.value = [...found];
      }
      findings.value = found;
    } catch (error) {
      if (mine === reading) failure.value = error;
    }
    if (mine === reading) isLoading.value = false;
  }
  watch([intake, rule], reload, { immediate: true });
  return { findings, isLoading, failure, reload };
}

/** What an act did, with the way back. `done` is called after it and after its undo. */
export async function act(
  work: () => Promise<{ readonly count: number; readonly operation: number | null }>,
  said: (count: number) => string,
  done: () => Promise<void>,
): Promise<boolean> {
  try {
    const { count, operation } = await work();
    showToast({
      text: said(count),
      action:
        operation === null
          ? null
          : { label: text("common.undo"), run: () => void undoOperation(operation).then(done) },
    });
  } catch (error) {
    showToast({ kind: "failed", text: sentenceOf(error) });
    return false;
  }
  await Promise.all([done(), queryClient.invalidateQueries({ queryKey: ["causes"] })]);
  return true;
}
