// Publications in words: whom they go to, how they stand, what somebody did with one.
import type { Publication, PublicationAccess, PublicationLack } from "@/api/publications";
import { shortDayText } from "@/texts/moments";
import { either, language, text } from "@/texts/texts";
import { approvalsOf, standingOf } from "./publication_model";

export function listWords(parts: readonly string[]): string {
  return parts.join(language() === "zh" ? "、" : ", ");
}
export function recipientName({
  recipient_zh,
  recipient_en,
}: Pick<Publication, "recipient_en" | "recipient_zh">): string {
  return either({ zh: recipient_zh, en: recipient_en });
}
export function formatName(format: string): string {
  return format === "screen" ? text("publishing.format_screen") : format;
}
export function formatWords(formats: readonly string[]): string {
  return formats.map(formatName).join(" ");
}
export function untilWords(until: string | null): string {
  return until === null ? text("publishing.no_until") : shortDayText(until);
}
export function lackWords(missing: readonly PublicationLack[]): string {
  return listWords(missing.map((each) => text(`publishing.lack_${each}`)));
}

export function standingWords(publication: Publication): string {
  const standing = standingOf(publication);
  const left = publication.approvals_needed - approvalsOf(publication);
  switch (standing) {
    case "lacks":
      return text("publishing.standing_lacks", { what: lackWords(publication.missing) });
    case "asked":
      return text("publishing.standing_asked", { n: Math.max(0, left) });
    case "taken":
      return text("publishing.standing_taken", { n: publication.downloads });
    default:
      return text(`publishing.standing_${standing}`);
  }
}

export function accessWords(access: PublicationAccess): string {
  return text(`publishing.act_${access.act}`, { n: access.rows, copy: access.copy ?? "" });
}
