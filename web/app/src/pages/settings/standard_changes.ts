// Changes of the data standard: looked at before they hold, written with a reason, taken back. One
// way for fields, rules and code tables.
import { given, type components } from "@mingce/client";
import { computed, ref, shallowRef, watch } from "vue";

import { queryClient } from "@/api/queries";
import { api, sentenceOf } from "@/api/server";
import { useAnswer } from "@/api/use_answer";
import { useSession } from "@/session/session_store";
import { showToast } from "@/shell/toasts";
import { text } from "@/texts/texts";

export type StandardChange = components["schemas"]["StandardChange"];
export type StandardPreview = components["schemas"]["StandardPreview"];
export type ChangeKind = StandardChange["kind"];
/** What is to hold, before it is said from when on. */
export type AskedChange = Omit<components["schemas"]["StandardChangeInput"], "effective_from">;

export function useMayChange() {
  const session = useSession();
  return computed(() => session.may("standard.write"));
}

/** Newest first: all, those of a kind, or those of one field, rule or table. */
export function useChanges(of: () => { readonly kind?: ChangeKind; readonly key?: string }) {
  const answer = useAnswer(
    () => ["standard_changes", of().kind ?? "", of().key ?? ""],
    (signal) => given(api.GET("/api/v1/standard/changes", { params: { query: of() }, signal })),
  );
  return { answer, changes: computed(() => answer.data.value?.items ?? []) };
}

function tell(change: StandardChange): void {
  const named = { number: change.number, day: change.effective_from };
  showToast({
    text: text(`settings.change_${change.state}`, named),
    action: change.may_withdraw
      ? {
          label: text("common.undo"),
          run: () => void withdrawChange(change.number, text("settings.withdrawn_at_once")),
        }
      : null,
  });
}

/** The refusal's sentence, or "" when it went well. Everything that is shown is asked again after it. */
async function act(work: () => Promise<void>): Promise<string> {
  try {
    await work();
  } catch (error) {
    return sentenceOf(error);
  }
  await queryClient.invalidateQueries();
  return "";
}

export function withdrawChange(number: number, reason: string): Promise<string> {
  return act(async () => {
    const path = { number };
    await given(
      api.POST("/api/v1/standard/changes/{number}/withdraw", { params: { path }, body: { reason } }),
    );
    showToast({ text: text("settings.change_withdrawn", { number }) });
  }).then((refusal) => {
    if (refusal !== "") showToast({ kind: "failed", text: refusal });
    return refusal;
  });
}
export async function confirmChange(number: number): Promise<void> {
  const refusal = await act(async () => {
    const path = { number };
    tell(await given(api.POST("/api/v1/standard/changes/{number}/confirm", { params: { path } })));
  });
  if (refusal !== "") showToast({ kind: "failed", text: refusal });
}

/** A change on its way: asked, looked at, reasoned, written. What was looked at is what is written. */
export function useChangeDraft(asked: () => AskedChange | null) {
  /** YYYY-MM-DD; "" is today, which is the school's day and not this computer's. */
  const day = ref("");
  const reason = ref("");
  const preview = shallowRef<StandardPreview | null>(null);
  const refusal = ref("");
  const isBusy = ref(false);
  const body = computed(() => {
    const change = asked();
    if (change === null) return null;
    return day.value === "" ? change : { ...change, effective_from: day.value };
  });
  watch(
    () => JSON.stringify(body.value),
    () => {
      preview.value = null;
      refusal.value = "";
    },
  );

  async function run(work: () => Promise<void>): Promise<boolean> {
    isBusy.value = true;
    refusal.value = await act(work);
    isBusy.value = false;
    return refusal.value === "";
  }
  async function look(): Promise<boolean> {
    const wanted = body.value;
    if (wanted === null) return false;
    isBusy.value = true;
    refusal.value = "";
    try {
      const found = await given(api.POST("/api/v1/standard/changes/preview", { body: wanted }));
      if (body.value === wanted) preview.value = found; // else it was changed meanwhile
    } catch (error) {
      refusal.value = sentenceOf(error);
    }
    isBusy.value = false;
    return preview.value !== null;
  }
  function write(): Promise<boolean> {
    const wanted = body.value;
    if (wanted === null || preview.value === null) return Promise.resolve(false);
    const why = reason.value.trim();
    if (why === "") {
      refusal.value = text("common.reason_needed");
      return Promise.resolve(false);
    }
    return run(async () => {
      tell(await given(api.POST("/api/v1/standard/changes", { body: { ...wanted, reason: why } })));
    });
  }
  return { day, reason, preview, refusal, isBusy, look, write };
}
