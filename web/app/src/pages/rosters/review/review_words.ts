// Sentences of a review that several parts say.
import { personName } from "@/api/people_names";
import { momentText } from "@/texts/moments";
import { either, language, statusName, text, type TextKey } from "@/texts/texts";
import type { ChangeSource, EditionAct, ReviewClass } from "./review_model";

/** Event and document, or import and row, else how; then who and when. */
export function sourceWords(source: ChangeSource | null): string {
  if (source === null) return text("review.no_source");
  const parts: string[] = [];
  if (source.event !== "")
    parts.push(
      [language() === "zh" ? source.event_zh : source.event_en, source.document_no].join(" ").trim(),
    );
  else if (source.batch !== null && source.source_row !== null)
    parts.push(text("review.from_import", { batch: source.batch, row: source.source_row }));
  else parts.push(text(`student.cause_${source.cause}` as TextKey));
  if (source.reason !== "") parts.push(source.reason);
  parts.push([personName(source.actor), momentText(source.at)].join(" ").trim());
  return parts.join(" · ");
}

export function className(of: Pick<ReviewClass, "annex" | "class" | "major">): string {
  if (of.annex === "") return of.class || of.major;
  return text("review.annex", { state: statusName(of.annex) });
}

/** "1.2": the second revision of the first edition. */
export function revisionName(edition: number, revision: number): string {
  return `${edition}.${revision}`;
}

/** The server's words stand in the middle of others as well: here they begin. */
function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
/** Why an act is not for this person now; "" where it is. */
export function whyNot(act: EditionAct): string {
  return act.may ? "" : sentence(either({ zh: act.why_zh, en: act.why_en }));
}
