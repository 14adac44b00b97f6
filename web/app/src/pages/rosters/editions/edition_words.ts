// Editions in words: what they are called, where they stand, how their counts add up.
import { either, grouped, language, text } from "@/texts/texts";
import { shortDayText } from "@/texts/moments";
import type { ChangeSource, Edition, Level, ReviewPage, Revision, Step } from "./edition_answers";
import { isApproved } from "./edition_stages";

type StateWord = Edition["state"];

export function stateName(edition: Edition): string {
  return text(`editions.state_${isApproved(edition) ? "approved" : edition.state}`);
}

export function intakeTitle(edition: Pick<Edition, "intake_zh" | "intake_en">): string {
  return either({ zh: edition.intake_zh, en: edition.intake_en });
}
/** "2026级本科第 1 版". */
export function lineOf(edition: Edition): string {
  return text("editions.today_line", { intake: intakeTitle(edition), number: edition.number });
}
/** "修订 1.2". */
export function revisionName(edition: number, revision: number): string {
  return text("editions.revision", { edition, revision });
}
/** The first and the last of a fingerprint, as people compare it by eye. */
export function shortPrint(sha256: string): string {
  return `${sha256.slice(0, 4)} ${sha256.slice(4, 8)} … ${sha256.slice(-4)}`;
}
/** In groups of eight, whole. */
export function wholePrint(sha256: string): string {
  return (sha256.match(/.{1,8}/g) ?? []).join(" ");
}

/** Names of at most `most` people, then how many they are. */
export function peopleWords(names: readonly string[], most = 2): string {
  const joined = names.slice(0, most).join(language() === "zh" ? "、" : ", ");
  return names.length > most ? text("editions.and_others", { who: joined, n: names.length }) : joined;
}

export interface Sum {
  readonly key: string;
  readonly words: string;
}
/** 录取 ＝ 入册 ＋ …: its parts, that add up to it whatever the caller reaches of the annex. */
export function balanceOf(revision: Revision): readonly Sum[] {
  const named = { rows_in: grouped(revision.rows_in), listed: grouped(revision.listed) };
  const parts: Sum[] = [{ key: "listed", words: text("editions.balance", named) }];
  const add = (key: string, what: string, n: number): void => {
    if (n > 0) parts.push({ key, words: text("editions.plus", { what, n }) });
  };
  const told = revision.annex.reduce((sum, each) => sum + each.students, 0);
  if (told === revision.annexed)
    for (const each of revision.annex) add(each.state, either(each), each.students);
  else add("annex", text("editions.annex"), revision.annexed);
  add("left_out", text("editions.left_out"), revision.left_out);
  return parts;
}

export const balanceWords = (revision: Revision): string =>
  balanceOf(revision)
    .map((part) => part.words)
    .join(" ");

const kDayMs = 86_400_000;
/** Whole days from today to a day such as 2026-09-02, in the school's calendar; negative when past. */
export function daysTo(day: string, now = Date.now()): number {
  const today = Math.floor((now + 8 * 3_600_000) / kDayMs);
  return Math.round(Date.parse(`${day}T00:00:00Z`) / kDayMs) - today;
}
export function deadlineWords(deadline: string): string {
  return deadline === "" ? "" : text("editions.by", { day: shortDayText(deadline) });
}
export function lateWords(deadline: string): string {
  const days = -daysTo(deadline);
  return days > 0 ? text("editions.late", { n: days }) : text("editions.late_today");
}
export function reminderWords(level: Level, nameOf: (login: string) => string): string {
  if (level.reminded_at === "") return "";
  const named = { who: nameOf(level.reminded_by), day: shortDayText(level.reminded_at) };
  return text("editions.reminded", named);
}
export function levelName(level: Level): string {
  if (level.level === "department") return level.department || text("editions.no_department");
  return text(level.level === "registry" ? "editions.level_registry" : "editions.level_leader");
}

type Seen = Pick<ReviewPage, "added" | "removed" | "changed" | "seen_edition" | "seen_revision">;
/** What changed since the revision that a reviewer saw; the first time, how many there are. */
export function changeWords(page: Seen, listed: number): string {
  if (page.seen_revision === null) return text("editions.today_first", { n: listed });
  const name = revisionName(page.seen_edition ?? 0, page.seen_revision);
  if (page.added + page.removed + page.changed === 0) return text("editions.today_same", { name });
  const changes = text("editions.today_changes", {
    added: grouped(page.added),
    removed: grouped(page.removed),
    changed: grouped(page.changed),
  });
  return text("editions.today_against", { name, changes });
}

/** Where a change comes from: who, by what, when. */
export function sourceWords(source: ChangeSource, nameOf: (login: string) => string): string {
  const parts: string[] = [];
  if (source.event !== "") {
    const event = either({ zh: source.event_zh, en: source.event_en });
    parts.push(
      source.document_no === ""
        ? event
        : text("editions.source_document", { event, number: source.document_no }),
    );
  } else if (source.batch !== null) {
    const named = { batch: source.batch, row: source.source_row };
    parts.push(
      text(source.source_row === null ? "editions.source_batch_only" : "editions.source_batch", named),
    );
  } else parts.push(text(`editions.cause_${source.cause}`));
  if (source.reason !== "") parts.push(source.reason);
  parts.push(`${nameOf(source.actor)} ${shortDayText(source.at)}`);
  return parts.join(" · ");
}

/** The level that an edition goes to, as a place. */
function placeName(state: StateWord): string {
  if (state === "department_review") return text("editions.level_department");
  if (state === "registry_review") return text("editions.level_registry");
  return state === "leader_approval" ? text("editions.level_leader") : text(`editions.state_${state}`);
}

/** What a step did, in a sentence without its doer. */
export function stepWords(step: Step, edition: number): string {
  return text(`editions.act_${step.act}`, {
    revision: `${edition}.${step.revision}`,
    department: step.department || text("editions.no_department"),
    to: placeName(step.to),
  });
}
