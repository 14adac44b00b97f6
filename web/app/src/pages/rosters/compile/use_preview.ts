// The paper beside the definition: asked for again a moment after each change, the last one shown
// until the next is there, and the page one looked at kept.
import { given, Problem, type components } from "@mingce/client";
import { keepPreviousData, useQuery } from "@tanstack/vue-query";
import { computed, onBeforeUnmount, ref, shallowRef, watch, type Ref } from "vue";

import { api, server } from "@/api/server";
import type { Definition } from "./definition_draft";

export type Preview = components["schemas"]["RosterPreview"];
export type Notice = components["schemas"]["PreviewNotice"];

const kSettledMs = 250;
const kKeptMs = 60_000;

export interface Asked {
  readonly intake: string;
  readonly definition: Definition;
  readonly department?: string;
}

/** Of an answer that is a file: the pages post what they want to see, for a definition is no address. */
async function fileOf(path: string, body: unknown, signal?: AbortSignal): Promise<Blob> {
  const response = await server.raw(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    ...(signal === undefined ? {} : { signal }),
  });
  return response.blob();
}
export function previewPdf(asked: Asked & { readonly is_whole: boolean }): Promise<Blob> {
  return fileOf("/api/v1/rosters/preview/pdf", asked);
}

/** A picture that is shown; its address lives until the next one. */
function usePicture() {
  const url = ref("");
  const milliseconds = ref(0);
  const error = shallowRef<unknown>(null);
  const isLoading = ref(false);
  let asking: AbortController | undefined;

  async function show(asked: Asked, page: number, width: number): Promise<void> {
    asking?.abort();
    const own = (asking = new AbortController());
    isLoading.value = true;
    const began = performance.now();
    try {
      const picture = await fileOf("/api/v1/rosters/preview/page", { ...asked, page, width }, own.signal);
      if (own.signal.aborted) return;
      if (url.value !== "") URL.revokeObjectURL(url.value);
      url.value = URL.createObjectURL(picture);
      milliseconds.value = performance.now() - began;
      error.value = null;
    } catch (failure) {
      if (own.signal.aborted) return;
      error.value = failure;
    }
    isLoading.value = false;
  }
  function drop(): void {
    asking?.abort();
    if (url.value !== "") URL.revokeObjectURL(url.value);
    url.value = "";
    isLoading.value = false;
  }
  onBeforeUnmount(drop);
  return { url, milliseconds, error, isLoading, show, drop };
}

export function usePreview(intake: Ref<string>, definition: Ref<Definition | null>, width: Ref<number>) {
  const settled = shallowRef<Definition | null>(null);
  const department = ref<string | null>(null);
  const page = ref(1);
  let waiting: ReturnType<typeof setTimeout> | undefined;
  watch(
    definition,
    (now, before) => {
      clearTimeout(waiting);
      if (before?.key !== now?.key) settled.value = now;
      else waiting = setTimeout(() => (settled.value = now), kSettledMs);
    },
    { immediate: true },
  );
  onBeforeUnmount(() => clearTimeout(waiting));
  watch(intake, () => (department.value = null));

  const asked = computed<Asked | null>(() => {
    if (settled.value === null || intake.value === "") return null;
    const of = { intake: intake.value, definition: settled.value };
    return department.value === null ? of : { ...of, department: department.value };
  });
  const answer = useQuery({
    queryKey: computed(() => ["preview", JSON.stringify(asked.value)]),
    queryFn: ({ signal }) =>
      given(api.POST("/api/v1/rosters/preview", { body: asked.value as Asked, signal })),
    enabled: computed(() => asked.value !== null),
    placeholderData: keepPreviousData,
    gcTime: kKeptMs,
    // What a definition may not be will not be allowed a second later.
    retry: (count, error) => !(error instanceof Problem) && count < 2,
  });
  const preview = computed(() => answer.data.value ?? null);
  const pages = computed(() => preview.value?.pages ?? []);
  const at = computed(() => Math.min(page.value, Math.max(1, pages.value.length)));
  const picture = usePicture();
  watch(
    [asked, at, width, () => pages.value.length === 0],
    ([now, number, pixels, isEmpty]) => {
      if (now === null || (isEmpty && preview.value !== null)) picture.drop();
      else void picture.show(now, number, pixels);
    },
    { immediate: true },
  );

  const error = computed(() => answer.error.value ?? picture.error.value);
  const isLoading = computed(() => answer.isFetching.value || picture.isLoading.value);
  function go(to: number): void {
    if (Number.isInteger(to)) page.value = Math.min(Math.max(1, to), Math.max(1, pages.value.length));
  }
  return { asked, preview, pages, at, go, department, picture, error, isLoading, again: answer.refetch };
}
