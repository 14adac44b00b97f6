// The judge of typed values against tests/golden: what the server tells of its checks
// (field_checks_answer.json), and what its rules say of the same values (field_checks.json, which
// tests/api/field_checks_test.cc holds the rules against).
import { readFileSync } from "node:fs";
import type { components } from "@mingce/client";
import { describe, expect, it } from "vitest";

import { fieldJudge, type About } from "./field_checks";

interface Vector {
  readonly why: string;
  readonly field: string;
  readonly typed: string;
  readonly kind?: string;
  readonly beside?: Readonly<Record<string, string>>;
  readonly clean: string;
  readonly said: readonly string[];
  readonly words?: Readonly<Record<string, { readonly arg?: string; readonly proposal?: string }>>;
  readonly server_says?: readonly string[];
  readonly server_cleans?: boolean;
}
interface Vectors {
  readonly today: string;
  readonly year: number;
  readonly vectors: readonly Vector[];
}

function golden<T>(name: string): T {
  const file = new URL(`../../../../tests/golden/${name}`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")) as T;
}
const told = golden<components["schemas"]["FieldChecks"]>("field_checks_answer.json");
const { today, year, vectors } = golden<Vectors>("field_checks.json");
const judge = fieldJudge({ ...told, today });
const alone: About = { kind: "ug", year, beside: () => "" };

describe("a typed value", () => {
  it.each(vectors)("$field $why", (vector) => {
    const about = {
      ...alone,
      kind: vector.kind ?? "ug",
      beside: (key: string) => vector.beside?.[key] ?? "",
    };
    const { clean, said } = judge(vector.field, vector.typed, about);
    if (vector.server_cleans !== true) expect(clean).toBe(vector.clean);
    expect(said.map(({ rule }) => rule).toSorted()).toEqual(vector.said.toSorted());
    for (const [rule, words] of Object.entries(vector.words ?? {}))
      expect(said.find((each) => each.rule === rule)).toMatchObject(words);
  });

  it("is cleaned once and for all", () => {
    for (const { field, clean, kind } of vectors)
      expect(judge(field, clean, { ...alone, kind: kind ?? "ug" }).clean).toBe(clean);
  });
});

describe("the vectors", () => {
  it("hold every check of every field that the pages can make", () => {
    const isServers = (check: string): boolean => check === "county";
    const wanted = told.items.flatMap(({ key, checks }) =>
      checks.filter(({ check }) => !isServers(check)).map(({ rule }) => `${key} ${rule}`),
    );
    const found = new Set(vectors.flatMap(({ field, said }) => said.map((rule) => `${field} ${rule}`)));
    expect(wanted.filter((each) => !found.has(each))).toEqual([]);
  });
});

describe("what is not known beside it", () => {
  const unknown: About = { ...alone, beside: () => undefined };
  const masked = (number: string): About => ({
    ...alone,
    beside: (field) => (field === "id_number" ? number : ""),
  });
  it.each<[string, string, string, About, string[]]>([
    ["leaves an unknown document unsaid", "id_number", "某证12号", unknown, []],
    ["does not hide a wrong check", "id_number", "110105200803070012", unknown, ["ID-001"]],
    ["leaves ten digits of a phone unsaid", "phone", "1381234567", unknown, []],
    ["does not hide words", "phone", "没有", unknown, ["PH-001"]],
    ["tells a citizen by the mask", "phone", "1381234567", masked("110*************23"), ["PH-001"]],
    ["tells nobody by the mask of a permit", "phone", "1381234567", masked("810*************23"), []],
    ["tells nobody by the mask of a passport", "phone", "1381234567", masked("E12****78"), []],
    ["leaves the future unsaid", "birth_date", "20270101", unknown, []],
    ["leaves a missing ethnicity unsaid", "ethnicity", "", unknown, []],
    ["does not hide a code that is none", "ethnicity", "火星族", unknown, ["CD-001"]],
  ])("%s", (_, field, typed, about, said) => {
    expect(judge(field, typed, about).said.map(({ rule }) => rule)).toEqual(said);
  });
});
