// What waits for whoever works here, in the order it is to be done: what stops a roster, pairs,
// approvals, warnings.
import { given } from "@mingce/client";
import { computed } from "vue";
import type { RouteLocationRaw } from "vue-router";

import { useExports } from "@/api/exports";
import { useIntakes } from "@/api/intakes";
import { api } from "@/api/server";
import { useRules } from "@/api/standard";
import { useAnswer } from "@/api/use_answer";
import { useSession } from "@/session/session_store";
import { text } from "@/texts/texts";
import { useEditionToDo } from "./edition_to_do";
import { usePublicationToDo } from "./publication_to_do";

export interface ToDo {
  readonly key: string;
  readonly title: string;
  readonly detail: string;
  readonly action: string;
  readonly to: RouteLocationRaw;
  readonly isUrgent: boolean;
  /** In place of the detail, where one line is too few. */
  readonly lines?: readonly string[];
  /** Last day; "" where there is none. */
  readonly due?: string;
  readonly isLate?: boolean;
}

export function useToDo() {
  const session = useSession();
  const { current } = useIntakes();
  const { ruleName } = useRules();
  const intake = computed(() => current.value?.key ?? "");
  const hasIntake = computed(() => intake.value !== "");

  const causes = useAnswer(
    () => ["causes", intake.value],
    (signal) => {
      const query = { intake: intake.value };
      return given(api.GET("/api/v1/findings/causes", { params: { query }, signal }));
    },
    () => hasIntake.value && session.may("finding.read"),
  );
  const pairs = useAnswer(
    () => ["matches", intake.value],
    (signal) => {
      const query = { intake: intake.value };
      return given(api.GET("/api/v1/matches", { params: { query }, signal }));
    },
    () => hasIntake.value && session.may("match.read"),
  );
  const exports = useExports();
  const { toSign, toSeal } = useEditionToDo();
  const { toDecide, toReceive } = usePublicationToDo();

  function ofCauses(severity: "blocking" | "warning"): ToDo[] {
    return (causes.data.value?.items ?? [])
      .filter((cause) => cause.severity === severity)
      .map((cause) => ({
        key: `cause:${cause.rule}`,
        title: text(severity === "blocking" ? "today.findings_of" : "today.warnings_of", {
          n: cause.count,
          what: ruleName(cause.rule),
        }),
        detail:
          cause.with_proposal > 0
            ? text("today.with_proposal", { n: cause.with_proposal })
            : text("today.no_proposal"),
        action: text("today.fix"),
        to: { name: "findings", query: { rule: cause.rule } },
        isUrgent: severity === "blocking",
      }));
  }

  const items = computed<readonly ToDo[]>(() => {
    const open = pairs.data.value?.items ?? [];
    const asked = exports.data.value?.items ?? [];
    const waiting = asked.filter((each) => each.may_decide);
    const ready = asked.filter((each) => each.may_make);
    return [
      ...toSign.value,
      ...toDecide.value,
      ...toReceive.value,
      ...ofCauses("blocking"),
      ...toSeal.value,
      ...(open.length === 0
        ? []
        : [
            {
              key: "pairs",
              title: text("today.pairs_of", { n: open.length }),
              detail: text("today.pairs_lead"),
              action: text("today.compare"),
              to: { name: "matches" },
              isUrgent: false,
            },
          ]),
      ...(waiting.length === 0
        ? []
        : [
            {
              key: "exports",
              title: text("today.exports_of", { n: waiting.length }),
              detail: text("today.exports_lead"),
              action: text("today.decide"),
              to: { name: "exports" },
              isUrgent: false,
            },
          ]),
      ...(ready.length === 0
        ? []
        : [
            {
              key: "exports-ready",
              title: text("today.exports_ready", { n: ready.length }),
              detail: text("today.exports_ready_lead"),
              action: text("today.take"),
              to: { name: "exports" },
              isUrgent: false,
            },
          ]),
      ...ofCauses("warning"),
    ];
  });

  const figures = computed(() => {
    const all = causes.data.value?.items ?? [];
    const sum = (severity: string): number =>
      all.filter((each) => each.severity === severity).reduce((total, each) => total + each.count, 0);
    return {
      students: current.value?.students ?? 0,
      blocking: sum("blocking"),
      warnings: sum("warning"),
      fixable: all.reduce((total, each) => total + each.with_proposal, 0),
      pairs: pairs.data.value?.items.length ?? 0,
    };
  });

  return { items, figures, current, causes, pairs, exports };
}
