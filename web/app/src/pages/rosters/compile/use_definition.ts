// Which definition is open, in which version, and what is being made of it: a draft that survives
// leaving the page and is undone step by step.
import { given } from "@mingce/client";
import { computed, ref, shallowRef, watch } from "vue";
import { useRoute, useRouter } from "vue-router";

import { api } from "@/api/server";
import { useAnswer } from "@/api/use_answer";
import { useSession } from "@/session/session_store";
import {
  changed,
  draftOf,
  isSame,
  keep,
  kept,
  placeOf,
  redone,
  undone,
  type Definition,
  type Draft,
} from "./definition_draft";

const kUsual = "by_department";

export function useDefinition() {
  const session = useSession();
  const route = useRoute();
  const router = useRouter();

  const list = useAnswer(["definitions"], (signal) =>
    given(api.GET("/api/v1/standard/definitions", { signal })),
  );
  const definitions = computed(() => list.data.value?.items ?? []);
  const key = computed(() => String(route.query["key"] ?? kUsual));
  const asked = computed(() => {
    const version = Number(route.query["version"] ?? NaN);
    return Number.isInteger(version) && version >= 0 ? version : null;
  });
  const shown = useAnswer(
    () => ["definition", key.value, asked.value],
    (signal) =>
      given(
        api.GET("/api/v1/standard/definitions/{key}", {
          params: { path: { key: key.value }, query: asked.value === null ? {} : { version: asked.value } },
          signal,
        }),
      ),
  );
  const history = useAnswer(
    () => ["definition-versions", key.value],
    (signal) =>
      given(
        api.GET("/api/v1/standard/definitions/{key}/versions", {
          params: { path: { key: key.value } },
          signal,
        }),
      ),
  );
  const versions = computed(() => history.data.value?.items ?? []);
  const newest = computed(() => versions.value[0]?.version ?? 0);
  const open = computed(() => shown.data.value?.version ?? null);
  function go(to: string, version?: number): void {
    void router.replace({ query: version === undefined ? { key: to } : { key: to, version } });
  }

  const draft = shallowRef<Draft | null>(null);
  const saved = shallowRef<Definition | null>(null);
  const isKept = ref(false);
  const place = computed(() => placeOf(session.session?.account ?? "", key.value));
  watch(
    open,
    (now) => {
      if (now?.key !== key.value) return;
      draft.value = null;
      isKept.value = false;
      saved.value = now.definition ?? null;
      if (now.definition === null || now.definition === undefined) return;
      const left = asked.value === null ? kept(localStorage, place.value) : null;
      isKept.value = left !== null;
      draft.value = left === null ? draftOf(now, now.definition) : draftOf(left.base, left.now);
    },
    { immediate: true },
  );
  const definition = computed(() => draft.value?.now ?? null);
  const isChanged = computed(
    () => draft.value !== null && saved.value !== null && !isSame(draft.value.now, saved.value),
  );
  function work(next: Draft | null): void {
    draft.value = next;
    if (next !== null && saved.value !== null) keep(localStorage, place.value, next, saved.value);
  }
  function change(part: Partial<Definition>): void {
    if (draft.value !== null) work(changed(draft.value, part));
  }
  function dropDraft(): void {
    if (open.value?.definition) work(draftOf(open.value, open.value.definition));
    isKept.value = false;
  }
  function undo(): void {
    if (draft.value !== null) work(undone(draft.value));
  }
  function redo(): void {
    if (draft.value !== null) work(redone(draft.value));
  }

  return {
    list,
    definitions,
    key,
    asked,
    shown,
    history,
    versions,
    newest,
    open,
    go,
    draft,
    place,
    definition,
    isKept,
    isChanged,
    work,
    change,
    dropDraft,
    undo,
    redo,
  };
}
