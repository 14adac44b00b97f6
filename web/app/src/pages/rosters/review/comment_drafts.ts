// What was typed and not sent stays with its cell: through steps to other cells, a newer revision, a
// reload. Within the tab alone: it may say something of a person.
import { computed, reactive, watch, type Ref } from "vue";

export interface CommentDraft {
  text: string;
  suggestion: string;
}
export type Drafts = Readonly<Record<string, CommentDraft>>;

export function readDrafts(kept: string | null): Drafts {
  try {
    const read: unknown = JSON.parse(kept ?? "{}");
    return typeof read === "object" && read !== null ? (read as Drafts) : {};
  } catch {
    return {}; // somebody else's text under our name
  }
}
/** Without what is empty. */
export function writtenDrafts(drafts: Iterable<readonly [string, CommentDraft]>): string {
  return JSON.stringify(
    Object.fromEntries([...drafts].filter(([, each]) => each.text !== "" || each.suggestion !== "")),
  );
}

/** The draft of the current cell, made when it is first stood on. */
export function useCommentDraft(place: string, key: Ref<string>) {
  const drafts = new Map<string, CommentDraft>();
  for (const [of, draft] of Object.entries(readDrafts(sessionStorage.getItem(place))))
    drafts.set(of, reactive({ ...draft }));
  const draft = computed(() => {
    if (key.value === "") return null;
    const found = drafts.get(key.value) ?? reactive({ text: "", suggestion: "" });
    drafts.set(key.value, found);
    return found;
  });
  watch(draft, () => sessionStorage.setItem(place, writtenDrafts(drafts)), { deep: true });
  return draft;
}
