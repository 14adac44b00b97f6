// What the server says before anybody signed in, and whether its pages are still the ones shown here.
import { given } from "@mingce/client";
import { computed } from "vue";

import { api } from "./server";
import { useAnswer } from "./use_answer";

/** Of the pages that this document came with: the first that the server told. */
let own = "";
const kLookMs = 60_000; // an upgrade is told to those who only read, too

export function useSchool() {
  const answer = useAnswer(
    ["school"],
    (signal) => given(api.GET("/api/v1/school", { signal })),
    true,
    kLookMs,
  );
  const school = computed(() => answer.data.value);
  const isOutdated = computed(() => {
    const now = school.value?.pages ?? "";
    if (own === "") own = now;
    return now !== own;
  });
  return { school, isOutdated };
}
