// Whole values on the screen: each with its own end, after which it is gone from memory too.
import { given } from "@mingce/client";
import { onBeforeUnmount, reactive } from "vue";

import { api } from "@/api/server";

export interface Revealed {
  readonly value: string;
  readonly until: number; // milliseconds, as Date.now()
}

export function useReveals() {
  const revealed = reactive(new Map<string, Revealed>());
  const clock = reactive({ now: Date.now() });
  const timer = setInterval(() => {
    clock.now = Date.now();
    for (const [field, each] of revealed) if (each.until <= clock.now) revealed.delete(field);
  }, 1_000);
  onBeforeUnmount(() => {
    clearInterval(timer);
    revealed.clear();
  });

  async function reveal(id: string, field: string, reason: string, words: string): Promise<void> {
    const path = { id };
    const body = { fields: [field], reason, words };
    const answer = await given(api.POST("/api/v1/students/{id}/reveals", { params: { path }, body }));
    const until = Date.now() + 1_000 * answer.shown_for_seconds;
    for (const each of answer.fields) revealed.set(each.field, { value: each.value, until });
  }
  function secondsLeft(field: string): number {
    const each = revealed.get(field);
    return each === undefined ? 0 : Math.max(0, Math.ceil((each.until - clock.now) / 1_000));
  }
  return { revealed, reveal, secondsLeft, forget: () => revealed.clear() };
}
