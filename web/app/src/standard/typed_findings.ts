// What a person is told of a value while they type it: by the judge of the pages at once, in the
// sentences of the rules. It never stops anything; the server judges what is written.
import { given } from "@mingce/client";
import { computed, type MaybeRefOrGetter, toValue } from "vue";

import { api } from "@/api/server";
import { useFields, useRules, type Rule } from "@/api/standard";
import { useAnswer } from "@/api/use_answer";
import { useSession } from "@/session/session_store";
import { either } from "@/texts/texts";
import { fieldJudge, type About, type Said } from "./field_checks";

export interface TypedFinding {
  readonly field: string;
  readonly isBlocking: boolean;
  readonly text: string;
  readonly proposal: string;
}
/** Whose value it is: of the intake that the student is in. */
export interface Intake {
  readonly kind: string;
  readonly year: number;
}

/** A mask that was not typed over is nobody's value. */
const kMask = "**";

/** As src/domain/finding.cc fills a rule's sentence. */
function sentence(rule: Rule, raw: string, arg: string, field: string): string {
  const filled = either(rule).replace("{field}", () => field);
  return [
    ["{arg}", arg],
    ["{value}", raw],
    ["{raw}", raw],
  ].reduce((text, [name = "", value = ""]) => text.replace(name, () => value), filled);
}

/** What one value of each field is held to, as the server tells it. */
export function useFieldChecks() {
  const session = useSession();
  return useAnswer(
    ["field_checks"],
    (signal) => given(api.GET("/api/v1/standard/checks", { signal })),
    () => session.may("standard.read"),
  );
}

export function useTypedFindings(intake: MaybeRefOrGetter<Intake | null>) {
  const { rules } = useRules();
  const { fieldName } = useFields();
  const answer = useFieldChecks();
  const judge = computed(() => (answer.data.value === undefined ? null : fieldJudge(answer.data.value)));

  function told(field: string, typed: string, said: Said): TypedFinding[] {
    const rule = rules.value.get(said.rule);
    if (rule === undefined) return [];
    const text = sentence(rule, typed, said.arg, fieldName(field));
    return [{ field, isBlocking: said.severity === "blocking", text, proposal: said.proposal }];
  }

  /** The gravest of what is said, or null. `beside` gives the student's other values as far as known. */
  function findingOn(field: string, typed: string, beside: About["beside"]): TypedFinding | null {
    const of = toValue(intake);
    if (judge.value === null || of === null || typed.includes(kMask)) return null;
    const { said } = judge.value(field, typed, { kind: of.kind, year: of.year, beside });
    const findings = said.flatMap((each) => told(field, typed, each));
    return findings.find((finding) => finding.isBlocking) ?? findings[0] ?? null;
  }

  return { findingOn };
}
