// Changes to one student that are not saved yet: kept in the browser, so that an ended session, a
// cut line or a new version of the pages loses nothing. Sealed values are not: they stay in memory. `isSealed` gives null before it is known.
import { reactive, ref, watch, type Ref } from "vue";

import { useSession } from "@/session/session_store";

const kPrefix = "mingce.draft.";

export function useStudentDraft(id: Ref<string>, isSealed: (field: string) => boolean | null) {
  const session = useSession();
  const values = reactive<Record<string, string>>({});
  const wasKept = ref(false);
  /** Somebody's own: who signs in after them on this computer does not see it. */
  const key = (): string => `${kPrefix}${session.session?.account ?? ""}.${id.value}`;

  function clear(): void {
    for (const field of Object.keys(values)) delete values[field];
    localStorage.removeItem(key());
    wasKept.value = false;
  }
  function take(): void {
    for (const field of Object.keys(values)) delete values[field];
    try {
      const kept = JSON.parse(localStorage.getItem(key()) ?? "{}") as object;
      Object.assign(values, kept);
    } catch {
      localStorage.removeItem(key());
    }
    wasKept.value = Object.keys(values).length > 0;
  }
  watch(id, take, { immediate: true });
  watch(values, () => {
    if (session.session === null) return; // it ended: what was kept stays
    if (Object.keys(values).some((field) => isSealed(field) === null)) return; // standard not read
    const open = Object.entries(values).filter(([field]) => isSealed(field) === false);
    if (open.length === 0) localStorage.removeItem(key());
    else localStorage.setItem(key(), JSON.stringify(Object.fromEntries(open)));
  });
  return { values, wasKept, clear };
}
