// A value as it is typed, made clean as the server cleans it (src/normalise/values.cc): only as far
// as its checks need. Names of provinces are the server's alone; they fit any check as they are.
import type { components } from "@mingce/client";

import {
  allDigits,
  halfWidth,
  isAscii,
  isBlank,
  isHan,
  isInvisible,
  isNameDot,
  isPrivateUse,
  lowerAscii,
  realCharacter,
  trimBlanks,
} from "./characters";
import { readDate } from "./date_text";
import { hasLostDigits } from "./document_number";

type SpelledTable = components["schemas"]["SpelledTable"];
/** As the data standard has them (src/domain/standard.h). */
export type FieldType = components["schemas"]["CheckedField"]["type"];

export interface CleanValue {
  readonly text: string;
  /** What could not be made of it. */
  readonly mark?: "unknown_code" | "unreadable_date" | "lost_digits";
}

const kTextMarks = ["'", "`", '"', "‘", "’", "“", "”", "′"];

function each(text: string, change: (character: string) => string): string {
  return [...text].map(change).join("");
}
const visible = (text: string): string => trimBlanks(each(text, (one) => (isInvisible(one) ? "" : one)));
const narrow = (text: string): string => each(text, halfWidth);

/** Quotes and apostrophes at the ends that forced a spreadsheet to keep text. */
function withoutQuotes(text: string): string {
  let now = text;
  for (;;) {
    const before = now;
    for (const mark of kTextMarks) {
      if (now.startsWith(mark)) now = now.slice(mark.length);
      if (now.endsWith(mark)) now = now.slice(0, now.length - mark.length);
    }
    if (now === before) return now;
    now = trimBlanks(now);
  }
}
const withoutDecimalZero = (text: string): string => text.replace(/^([0-9]+)\.0+$/, "$1");

function standsForHan(character: string | undefined): boolean {
  return character !== undefined && (isHan(character) || isPrivateUse(character));
}
/** Runs of what `isOfRun` names, with what stands before and behind each. */
function changeRuns(
  text: string,
  isOfRun: (character: string) => boolean,
  change: (run: string, isBetweenHan: boolean) => string,
): string {
  let made = "";
  let run = "";
  let before: string | undefined;
  for (const character of text) {
    if (isOfRun(character)) {
      run += character;
      continue;
    }
    made += (run === "" ? "" : change(run, standsForHan(before) && standsForHan(character))) + character;
    run = "";
    before = character;
  }
  return made + run;
}
function withoutBlanksBetweenHan(text: string): string {
  return changeRuns(text, isBlank, (run, isBetweenHan) => (isBetweenHan ? "" : run));
}
function withOneDot(text: string): string {
  return changeRuns(
    text,
    (one) => isNameDot(one) || isBlank(one),
    (run, isBetweenHan) => (isBetweenHan && [...run].some(isNameDot) ? "·" : run),
  );
}

function cleanIdentifier(typed: string, keepsBlanks: boolean): CleanValue {
  const narrowed = withoutQuotes(narrow(visible(typed)));
  const joined = keepsBlanks ? narrowed : each(narrowed, (one) => (isBlank(one) ? "" : one));
  const text = withoutDecimalZero(joined);
  return hasLostDigits(text) ? { text, mark: "lost_digits" } : { text };
}
/** Only a mobile number reads the same without its separators. */
function cleanPhone(text: string): string {
  const isWritten = [...text].every((one) => isBlank(one) || /[-0-9+().–—‐‑]/.test(one));
  if (!isWritten || /[0-9].*\+/s.test(text)) return text;
  const digits = text.replace(/[^0-9]/g, "");
  const national = /^(?:00)?86([0-9]{11})$/.exec(digits)?.[1];
  const isForeign = text.includes("+") && national === undefined;
  const number = national ?? digits;
  return !isForeign && /^1[0-9]{10}$/.test(number) ? number : text;
}
function cleanDate(typed: string): CleanValue {
  const text = visible(typed);
  const plain = withoutQuotes(narrow(text));
  if (plain === "") return { text };
  const { clean, isDay } = readDate(plain);
  return isDay ? { text: clean ?? text } : { text: clean ?? text, mark: "unreadable_date" };
}

interface Spellings {
  readonly names: ReadonlySet<string>;
  readonly aliases: ReadonlyMap<string, string>;
  readonly codes: ReadonlyMap<string, string>;
}
const spellingsOf = new WeakMap<SpelledTable, Spellings>();
function spellings(table: SpelledTable): Spellings {
  const known = spellingsOf.get(table);
  if (known !== undefined) return known;
  // Backwards, so that of two alike the first one counts.
  const entries = table.entries.toReversed();
  const made: Spellings = {
    names: new Set(entries.map((entry) => entry.name)),
    aliases: new Map(
      entries.flatMap(({ name, spellings: others }) =>
        others.map((other) => [lowerAscii(other), name] as const),
      ),
    ),
    codes: new Map(
      entries.filter(({ code }) => code !== "").map(({ code, name }) => [lowerAscii(code), name] as const),
    ),
  };
  spellingsOf.set(table, made);
  return made;
}
function nameIn(table: SpelledTable, text: string): string | null {
  const { names, aliases, codes } = spellings(table);
  if (names.has(text)) return text;
  const found = aliases.get(lowerAscii(text)) ?? codes.get(lowerAscii(text));
  if (found !== undefined || !allDigits(text)) return found ?? null;
  // A spreadsheet drops the zeros in front.
  for (let padded = text; padded.length < 3;) {
    padded = `0${padded}`;
    const name = codes.get(padded);
    if (name !== undefined) return name;
  }
  return null;
}
function cleanCode(typed: string, table: SpelledTable | undefined): CleanValue {
  const text = visible(typed);
  if (text === "" || table === undefined) return { text };
  const plain = withoutDecimalZero(withoutBlanksBetweenHan(withoutQuotes(narrow(text))));
  const name = nameIn(table, text) ?? nameIn(table, plain);
  if (name !== null) return { text: name };
  return !table.is_open || isAscii(text) ? { text, mark: "unknown_code" } : { text };
}

export function cleanTyped(type: FieldType, typed: string, table?: SpelledTable): CleanValue {
  switch (type) {
    case "name":
      return { text: withoutBlanksBetweenHan(withOneDot(each(visible(typed), realCharacter))) };
    case "date":
      return cleanDate(typed);
    case "code":
      return cleanCode(typed, table);
    case "id_number": {
      const number = cleanIdentifier(typed, false);
      return number.mark === undefined
        ? { text: number.text.replace(/[a-z]/g, (c) => c.toUpperCase()) }
        : number;
    }
    case "digits":
      return cleanIdentifier(typed, false);
    case "phone": {
      const number = cleanIdentifier(typed, true);
      return number.mark === undefined ? { text: cleanPhone(number.text) } : number;
    }
    case "number":
      return { text: withoutDecimalZero(narrow(visible(typed))) };
    case "email":
    case "text":
      return { text: visible(typed) };
  }
}
