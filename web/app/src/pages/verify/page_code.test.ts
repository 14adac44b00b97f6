import { describe, expect, it } from "vitest";

import { groupsOf, lettersOf } from "./page_code";

describe("the code of a page", () => {
  it.each([
    ["jgm5htj5263qrn9z", "JGM5-HTJ5-263Q-RN9Z"],
    ["JGM5-HTJ5 263Q-RN9Z", "JGM5-HTJ5-263Q-RN9Z"],
    ["jgm5h", "JGM5-H"],
    ["", ""],
    ["JGM5-HTJ5-263Q-RN9Z7", "JGM5-HTJ5-263Q-RN9Z"],
  ])("%s is shown as %s", (typed, shown) => expect(groupsOf(lettersOf(typed))).toBe(shown));
});
