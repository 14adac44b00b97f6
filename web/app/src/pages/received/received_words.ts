// Received rosters in words.
import type { Received } from "@/api/received";
import { shortDayText } from "@/texts/moments";
import { either, text } from "@/texts/texts";
import { standingOf } from "./received_model";

type Named = Pick<Received, "edition" | "roster_en" | "roster_zh">;
export function rosterName({ roster_zh, roster_en, edition }: Named): string {
  return text("received.name", { roster: either({ zh: roster_zh, en: roster_en }), edition });
}
export function recipientName({ recipient_zh, recipient_en }: Received): string {
  return either({ zh: recipient_zh, en: recipient_en });
}
export function standingWords(received: Received): string {
  return text(`received.state_${standingOf(received)}`, { n: received.changed ?? 0 });
}
export function untilWords(received: Received): string {
  return received.until === null ? "" : text("received.until_line", { day: shortDayText(received.until) });
}
