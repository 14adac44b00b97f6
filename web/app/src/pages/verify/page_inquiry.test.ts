import { describe, expect, it } from "vitest";

import type { Question } from "./page_code";
import { usePageInquiry, type InquiryDoors, type VerifiedPage } from "./page_inquiry";

const markOf = (page: number): string =>
  `1/2026-UG/1/1/1/${page}/9/JGM5HTJ5263QRN9${page}/${"A".repeat(103)}`;
const qrOf = (page: number): string => `HTTPS://ROLLS.EXAMPLE.EDU/VERIFY#${markOf(page)}`;
const file = (name: string, type = "image/png"): File => ({ name, type }) as File;

/** Pictures say what stands here under their names; pages of odd numbers are the school's. */
function staged(
  pictures: Record<string, readonly string[] | "broken"> = {},
  more: Partial<InquiryDoors> = {},
) {
  const asked: Question[] = [];
  const inquiry = usePageInquiry({
    async ask(question) {
      asked.push(question);
      const text = "mark" in question ? question.mark : question.code;
      const page = Number(text.split("/")[5] ?? 1);
      if (page % 2 === 0) throw new Error(`page ${page} is forged`);
      return { page, code: text } as unknown as VerifiedPage;
    },
    async pixels({ name }) {
      if (pictures[name] === "broken") throw new Error("no picture");
      return { name } as unknown as ImageData;
    },
    read: async (picture) => pictures[(picture as unknown as { name: string }).name] as readonly string[],
    sentence: (failure) => (failure as Error).message,
    ...more,
  });
  return { asked, ...inquiry };
}

describe("one page", () => {
  it("typed: its code is asked", async () => {
    const { asked, askTyped, shown } = staged();
    await askTyped("JGM5-HTJ5-263Q-RN9Z");
    expect(asked).toEqual([{ code: "JGM5-HTJ5-263Q-RN9Z" }]);
    expect(shown.value?.page?.page).toBe(1);
  });
  it("from a scan gun: its mark is asked", async () => {
    const { asked, askTyped } = staged();
    await askTyped(qrOf(3));
    expect(asked).toEqual([{ mark: `#${markOf(3)}` }]);
  });
  it("that is refused says why", async () => {
    const { askTyped, shown, isBusy } = staged();
    await askTyped(qrOf(4));
    expect(shown.value).toMatchObject({ page: null, refusal: "page 4 is forged" });
    expect(isBusy.value).toBe(false);
  });
});

describe("pictures", () => {
  it("with several codes: each is asked and listed, each once", async () => {
    const desk = staged({ "a.png": [qrOf(1), qrOf(4)], "b.png": [qrOf(4), qrOf(3)] });
    await desk.askPictures([file("a.png"), file("b.png")]);
    expect(desk.answers.value.map((each) => each.page?.page ?? each.refusal)).toEqual([
      1,
      "page 4 is forged",
      3,
    ]);
    expect(desk.notes.value).toEqual([]);
    expect(desk.shown.value?.page?.page).toBe(1);
    desk.shownKey.value = `#${markOf(3)}`;
    expect(desk.shown.value?.page?.page).toBe(3);
  });
  it.each([
    ["no code in sight", "a.png", "image/png", [], "no_code"],
    ["a code of another system", "a.png", "image/png", ["https://pay.example.com/"], "foreign"],
    ["no picture at all", "a.png", "image/png", "broken", "unreadable"],
    ["a PDF by its type", "a", "application/pdf", [], "pdf"],
    ["a PDF by its name", "名册.PDF", "", [], "pdf"],
  ] as const)("with %s say so, and nothing is asked", async (_, name, type, said, kind) => {
    const { askPictures, asked, notes, answers } = staged({ [name]: said });
    await askPictures([file(name, type)]);
    expect(notes.value).toEqual([{ kind, name }]);
    expect(asked).toEqual([]);
    expect(answers.value).toEqual([]);
  });
  it("of both systems: ours is asked, the other one named", async () => {
    const { askPictures, asked, notes } = staged({ "a.png": ["https://pay.example.com/", qrOf(1)] });
    await askPictures([file("a.png")]);
    expect(asked).toEqual([{ mark: `#${markOf(1)}` }]);
    expect(notes.value).toEqual([{ kind: "foreign", name: "a.png" }]);
  });
  it("in a browser that reads no codes", async () => {
    const read = (): Promise<never> => Promise.reject(new Error("CompileError"));
    const { askPictures, notes, isBusy } = staged({}, { read });
    await askPictures([file("a.png")]);
    expect(notes.value).toEqual([{ kind: "no_reader", name: "a.png" }]);
    expect(isBusy.value).toBe(false);
  });
});

it("who asks again meanwhile sees the second answer alone", async () => {
  const waiting: ((page: VerifiedPage) => void)[] = [];
  const ask = (): Promise<VerifiedPage> => new Promise((resolve) => waiting.push(resolve));
  const { askTyped, answers, isBusy } = staged({}, { ask });
  const both = [askTyped("AAAA"), askTyped("BBBB")];
  waiting[1]?.({ page: 2 } as VerifiedPage);
  waiting[0]?.({ page: 1 } as VerifiedPage);
  await Promise.all(both);
  expect(answers.value.map((each) => each.page?.page)).toEqual([2]);
  expect(isBusy.value).toBe(false);
});
