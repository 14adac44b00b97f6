// The intakes one may see, and the one that is worked in: always on the screen, top left, because
// working in the wrong year is the commonest mistake.
import { given, type components } from "@mingce/client";
import { useQuery } from "@tanstack/vue-query";
import { computed, watch } from "vue";

import { chosenIntake } from "@/session/intake_choice";
import { usePreferences } from "@/session/preferences_store";
import { useSession } from "@/session/session_store";
import { text } from "@/texts/texts";
import { api } from "./server";

export type Intake = components["schemas"]["Intake"];

export function intakeName(intake: Pick<Intake, "kind" | "year">): string {
  return text(`intake.${intake.kind}`, { year: intake.year });
}

export function useIntakes() {
  const session = useSession();
  const preferences = usePreferences();
  const query = useQuery({
    queryKey: ["intakes"],
    queryFn: () => given(api.GET("/api/v1/intakes")),
    enabled: computed(() => session.may("intake.read")),
  });
  const intakes = computed(() => query.data.value?.items ?? []);
  const current = computed(() => chosenIntake(preferences.intake, intakes.value));
  // Once one was worked in it stays, also when an undo leaves it with fewer people than another.
  watch(
    current,
    (now) => {
      if (now !== null) preferences.intake = now.key;
    },
    { immediate: true },
  );
  /** Also that there is none: before, a page has nothing to say of what it would hold. */
  const isKnown = computed(() => !query.isPending.value);
  return { query, intakes, current, isKnown };
}
