import { expect, it } from "vitest";

import { en } from "./en";
import { zh } from "./zh";

function flat(table: object, path = ""): [string, string][] {
  return Object.entries(table).flatMap(([key, value]) =>
    typeof value === "string"
      ? [[path + key, value] as [string, string]]
      : flat(value as object, `${path}${key}.`),
  );
}
const placeholders = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g))].toSorted();
const english = new Map(flat(en));

it.each(flat(zh))("%s is filled in alike in both languages", (key, chinese) => {
  const other = english.get(key) ?? "";
  expect(other).not.toBe("");
  expect(chinese).not.toBe("");
  for (const form of other.split(" | ")) {
    // A singular may leave its number out: "Write the row".
    const missing = placeholders(chinese).filter((each) => each !== "{n}" && !form.includes(each));
    expect(missing).toEqual([]);
  }
  expect(placeholders(other).filter((each) => !chinese.includes(each))).toEqual([]);
});

it("has no key in English alone", () => {
  expect(flat(en).map(([key]) => key)).toEqual(flat(zh).map(([key]) => key));
});
