// The data standard as the pages need it: names of fields, texts of rules. It changes rarely, so it
// is read once.
import { given, type components } from "@mingce/client";
import { computed } from "vue";

import { useSession } from "@/session/session_store";
import { either, language } from "@/texts/texts";
import { api } from "./server";
import { useAnswer } from "./use_answer";

export type Rule = components["schemas"]["Rule"];
export type Field = components["schemas"]["Field"];

export function useRules() {
  const session = useSession();
  const answer = useAnswer(
    ["rules"],
    () => given(api.GET("/api/v1/standard/rules")),
    () => session.may("standard.read"),
  );
  const rules = computed(() => new Map((answer.data.value?.items ?? []).map((rule) => [rule.code, rule])));
  function ruleName(code: string): string {
    const rule = rules.value.get(code);
    if (rule === undefined) return code;
    return language() === "zh" ? rule.title_zh : rule.title_en;
  }
  return { rules, ruleName };
}

export function useFields() {
  const session = useSession();
  const answer = useAnswer(
    ["fields"],
    () => given(api.GET("/api/v1/standard/fields")),
    () => session.may("standard.read"),
  );
  const fields = computed(() => new Map((answer.data.value?.items ?? []).map((field) => [field.key, field])));
  function fieldName(key: string): string {
    const field = fields.value.get(key);
    return field === undefined ? key : either(field);
  }
  return { fields, fieldName };
}

export function useCodeTables() {
  const session = useSession();
  const answer = useAnswer(
    ["code-tables"],
    (signal) => given(api.GET("/api/v1/standard/code-tables", { signal })),
    () => session.may("standard.read"),
  );
  const tables = computed(() => answer.data.value?.items ?? []);
  function tableName(key: string): string {
    const table = tables.value.find((each) => each.key === key);
    return table === undefined ? key : either(table);
  }
  return { answer, tables, tableName };
}
