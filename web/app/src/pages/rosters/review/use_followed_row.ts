// The current row of a table stays in sight, and takes the focus after a step of a key.
import { nextTick, watch, type Ref } from "vue";

export function useFollowedRow(scroller: Ref<HTMLElement | null>, steps: Readonly<Ref<unknown>>): void {
  watch(steps, async () => {
    await nextTick();
    const row = scroller.value?.querySelector<HTMLElement>("tr[aria-current]");
    row?.scrollIntoView({ block: "nearest" });
    row?.querySelector<HTMLElement>("button")?.focus({ preventScroll: true });
  });
}
