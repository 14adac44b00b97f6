import { describe, expect, it } from "vitest";

import { groupsOf, lettersOf, scannedQuestion, shownOf, typedQuestion } from "./page_code";

const kPlace = "1/2026-UG/1/1/1/3/9/JGM5HTJ5263QRN9Z";
const kSigned = `${kPlace}/${"A".repeat(103)}`;

describe("the code of a page", () => {
  it.each([
    ["jgm5htj5263qrn9z", "JGM5-HTJ5-263Q-RN9Z"],
    ["JGM5-HTJ5 263Q-RN9Z", "JGM5-HTJ5-263Q-RN9Z"],
    ["ｊｇｍ５", "JGM5"],
    ["jgm5h", "JGM5-H"],
    ["", ""],
    ["JGM5-HTJ5-263Q-RN9Z7", "JGM5-HTJ5-263Q-RN9Z"],
  ])("%s is shown as %s", (typed, shown) => {
    expect(groupsOf(lettersOf(typed))).toBe(shown);
    expect(shownOf(typed)).toBe(shown);
  });
});

describe("the text of a QR code", () => {
  it.each([
    ["in capitals", `HTTPS://ROLLS.EXAMPLE.EDU/VERIFY#${kSigned}`],
    [
      "with the caps of the keyboard the other way",
      `https://rolls.example.edu/verify#${kSigned.toLowerCase()}`,
    ],
    ["through an input method of wide letters", `HTTPS：／／ROLLS/VERIFY＃${kSigned}`],
    ["without its address", `#${kSigned}`],
    ["without its #", kSigned],
  ])("is a mark %s, typed or scanned", (_, text) => {
    let field = "";
    for (const letter of text) field = shownOf(field + letter);
    expect(typedQuestion(field)).toEqual({ mark: `#${kSigned}` });
    expect(scannedQuestion(text)).toEqual({ mark: `#${kSigned}` });
  });

  it.each([
    ["another page of the network", "https://pay.example.com/qr?id=17"],
    ["a page and no mark", "https://rolls.example.edu/verify"],
    ["a mark that lost its signature", `HTTPS://ROLLS/VERIFY#${kPlace}`],
    ["somebody's card", "BEGIN:VCARD\nFN:张三\nEND:VCARD"],
    ["words", "今天下午三点开会"],
    ["", ""],
  ])("%s is of another system", (_, text) => expect(scannedQuestion(text)).toBeNull());

  it("may be a code alone", () =>
    expect(scannedQuestion("JGM5-HTJ5-263Q-RN9Z")).toEqual({ code: "JGM5-HTJ5-263Q-RN9Z" }));
});

it("what is typed and no mark goes to the server as it is", () =>
  expect(typedQuestion("JGM5-HTJ5")).toEqual({ code: "JGM5-HTJ5" }));
