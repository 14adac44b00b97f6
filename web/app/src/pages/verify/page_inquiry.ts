// What is asked of the server about pages, and what became of each: typed, scanned, or found in
// pictures, several at a time.
import type { components } from "@mingce/client";
import { computed, ref, shallowRef } from "vue";

import { isPdf } from "./pictures";
import { scannedQuestion, typedQuestion, type Question } from "./page_code";

export type VerifiedPage = components["schemas"]["VerifiedPage"];

export interface Answer {
  readonly key: string;
  readonly page: VerifiedPage | null;
  /** Why there is no page, in a sentence. */
  readonly refusal: string;
}
/** Why a file, or a code in it, was not asked about. */
export interface Note {
  readonly kind: "no_code" | "foreign" | "pdf" | "unreadable" | "no_reader";
  readonly name: string;
}
export interface InquiryDoors {
  ask(question: Question): Promise<VerifiedPage>;
  /** Fails where the file is no picture. */
  pixels(file: File): Promise<ImageData>;
  /** Fails where the browser can read no codes. */
  read(picture: ImageData): Promise<readonly string[]>;
  sentence(failure: unknown): string;
}

export function usePageInquiry(doors: InquiryDoors) {
  const answers = shallowRef<readonly Answer[]>([]);
  const notes = shallowRef<readonly Note[]>([]);
  const shownKey = ref("");
  const isBusy = ref(false);
  let run = 0;

  const shown = computed(
    () => answers.value.find((each) => each.key === shownKey.value) ?? answers.value[0] ?? null,
  );

  async function answerOf(question: Question): Promise<Answer> {
    const key = "code" in question ? question.code : question.mark;
    try {
      return { key, page: await doors.ask(question), refusal: "" };
    } catch (failure) {
      return { key, page: null, refusal: doors.sentence(failure) };
    }
  }
  /** Whoever asks again meanwhile sees the answers to that alone. */
  async function alone(work: (isLast: () => boolean) => Promise<void>): Promise<void> {
    run += 1;
    const mine = run;
    answers.value = [];
    notes.value = [];
    isBusy.value = true;
    await work(() => mine === run);
    if (mine === run) isBusy.value = false;
  }
  async function askAll(questions: readonly Question[], isLast: () => boolean): Promise<void> {
    for (const question of questions) {
      const answer = await answerOf(question);
      if (!isLast()) return;
      answers.value = [...answers.value, answer];
    }
  }

  async function codesOf(file: File): Promise<readonly string[] | Note["kind"]> {
    if (isPdf(file)) return "pdf";
    let picture: ImageData;
    try {
      picture = await doors.pixels(file);
    } catch {
      return "unreadable";
    }
    try {
      const texts = await doors.read(picture);
      return texts.length === 0 ? "no_code" : texts;
    } catch {
      return "no_reader";
    }
  }

  const askTyped = (typed: string): Promise<void> =>
    alone((isLast) => askAll([typedQuestion(typed)], isLast));
  const askQuestions = (questions: readonly Question[]): Promise<void> =>
    alone((isLast) => askAll(questions, isLast));
  /** Each page once, though it stands in two pictures. */
  const askPictures = (files: readonly File[]): Promise<void> =>
    alone(async (isLast) => {
      const asked = new Set<string>();
      for (const file of files) {
        const found = await codesOf(file);
        if (!isLast()) return;
        const note = (kind: Note["kind"]): void => {
          notes.value = [...notes.value, { kind, name: file.name }];
        };
        if (typeof found === "string") {
          note(found);
          continue;
        }
        const questions = found.map(scannedQuestion);
        if (questions.includes(null)) note("foreign");
        const fresh = questions.filter((each) => {
          const key = JSON.stringify(each);
          return each !== null && !asked.has(key) && asked.add(key);
        }) as Question[];
        await askAll(fresh, isLast);
        if (!isLast()) return;
      }
    });

  return { answers, notes, shown, shownKey, isBusy, askTyped, askQuestions, askPictures };
}
