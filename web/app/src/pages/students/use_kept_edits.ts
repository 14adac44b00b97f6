// The changes that never arrived, in this browser's storage.
import { computed, ref, watch, type Ref } from "vue";

import { useSession } from "@/session/session_store";
import { kNothingKept, merged, type Kept } from "./kept_edits";

const kPrefix = "mingce.cells.";

export function useKeptEdits(intake: Ref<string>) {
  const session = useSession();
  const kept = ref<Kept>(kNothingKept);
  const key = computed(() => `${kPrefix}${session.session?.account ?? ""}.${intake.value}`);

  function store(place: string, next: Kept): void {
    kept.value = next;
    if (next.edits.length === 0 && next.sealed === 0) localStorage.removeItem(place);
    else localStorage.setItem(place, JSON.stringify(next));
  }
  function read(): void {
    try {
      kept.value = JSON.parse(localStorage.getItem(key.value) ?? "null") ?? kNothingKept;
    } catch {
      store(key.value, kNothingKept);
    }
  }
  watch(key, () => session.session !== null && read(), { immediate: true });

  /** `place`: the key before the request went out, as the session may have ended by it. */
  function keep(place: string, more: Kept): void {
    store(place, merged(kept.value, more));
  }
  function drop(): void {
    store(key.value, kNothingKept);
  }
  return { kept, key, keep, drop };
}
