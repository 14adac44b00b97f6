// Who reviews at which level, as it holds and as it is being changed: looked at before it is written.
import { given, type components } from "@mingce/client";
import { computed, reactive, ref, shallowRef, watch } from "vue";

import { queryClient } from "@/api/queries";
import { api, sentenceOf } from "@/api/server";
import { useAnswer } from "@/api/use_answer";
import { showToast } from "@/shell/toasts";
import { text } from "@/texts/texts";
import {
  kLevels,
  loginsOf,
  type Deputy,
  type LevelKey,
  type LevelRule,
  type ReviewEffect,
  type ReviewLevels,
} from "./review_words";

export function useReviewLevels() {
  return useAnswer(["review_levels"], (signal) => given(api.GET("/api/v1/review/levels", { signal })));
}
export function useDeputies() {
  return useAnswer(["review_deputies"], (signal) => given(api.GET("/api/v1/review/deputies", { signal })));
}

interface LevelForm {
  roles: string[];
  people: string;
  signatures: string;
  days: string;
}
/** 0 for what is no whole number: refused by who is asked. */
const numberOf = (typed: string): number => (/^\d{1,4}$/.test(typed.trim()) ? Number(typed) : 0);

/** Rules on their way: filled in, looked at, reasoned, written. What was looked at is what is written. */
export function useReviewDraft(now: ReviewLevels) {
  const forms = reactive(
    Object.fromEntries(
      now.now.levels.map((level): [string, LevelForm] => [
        level.level,
        {
          roles: [...level.roles],
          people: level.people.join("\n"),
          signatures: String(level.signatures),
          days: String(level.days),
        },
      ]),
    ) as Record<LevelKey, LevelForm>,
  );
  /** YYYY-MM-DD; "" is today, which is the school's day. */
  const day = ref("");
  const reason = ref("");
  const effect = shallowRef<ReviewEffect | null>(null);
  const refusal = ref("");
  const isBusy = ref(false);
  const body = computed(() => ({
    levels: kLevels.map((level): LevelRule => {
      const form = forms[level];
      return {
        level,
        roles: [...form.roles],
        people: loginsOf(form.people),
        signatures: numberOf(form.signatures),
        days: numberOf(form.days),
      };
    }),
    last_change: now.last_change,
    ...(day.value === "" ? {} : { effective_from: day.value }),
  }));
  watch(
    () => JSON.stringify(body.value),
    () => {
      effect.value = null;
      refusal.value = "";
    },
  );

  async function run(work: () => Promise<void>): Promise<boolean> {
    isBusy.value = true;
    refusal.value = "";
    try {
      await work();
    } catch (error) {
      refusal.value = sentenceOf(error);
    } finally {
      isBusy.value = false;
    }
    return refusal.value === "";
  }
  function look(): Promise<boolean> {
    const wanted = body.value;
    return run(async () => {
      const found = await given(api.POST("/api/v1/review/levels/preview", { body: wanted }));
      if (body.value === wanted) effect.value = found; // else it was changed meanwhile
    });
  }
  async function write(): Promise<boolean> {
    const why = reason.value.trim();
    if (why === "") {
      refusal.value = text("common.reason_needed");
      return false;
    }
    const wanted = { ...body.value, reason: why };
    return run(async () => {
      const made = await given(api.POST("/api/v1/review/levels", { body: wanted }));
      showToast({ text: text("review_levels.changed", { day: made.day }) });
      await queryClient.invalidateQueries();
    });
  }
  return { forms, day, reason, effect, refusal, isBusy, look, write };
}

/** The refusal's sentence, or "" when it went well. */
export async function nameDeputy(body: components["schemas"]["NameReviewDeputy"]): Promise<string> {
  try {
    const { deputy, principal, until } = await given(api.POST("/api/v1/review/deputies", { body }));
    showToast({ text: text("review_levels.deputy_named", { deputy, principal, until }) });
  } catch (error) {
    return sentenceOf(error);
  }
  await queryClient.invalidateQueries();
  return "";
}
export async function endDeputy({ number, deputy, principal }: Deputy): Promise<string> {
  try {
    const params = { path: { number } };
    await given(api.POST("/api/v1/review/deputies/{number}/ending", { params }));
    showToast({ text: text("review_levels.deputy_ended", { deputy, principal }) });
  } catch (error) {
    return sentenceOf(error);
  }
  await queryClient.invalidateQueries();
  return "";
}
