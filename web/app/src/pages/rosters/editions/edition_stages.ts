// How far an edition is, as five stages in their order, and what of it waits for the one who looks.
// Nothing here decides: what may be done stands in the edition's acts.
import type { Edition, EditionAct, Level } from "./edition_answers";

export type StageKey = "draft" | "department" | "registry" | "leader" | "filing";
export const kStages: readonly StageKey[] = ["draft", "department", "registry", "leader", "filing"];

export interface Stage {
  readonly key: StageKey;
  readonly state: "done" | "now" | "ahead";
  /** Logins: of who did it, or of who it waits for. */
  readonly who: readonly string[];
  /** A moment, or a day where it is filed; "" of what is not done. */
  readonly at: string;
  /** Last day of what it is at; "" where there is none. */
  readonly deadline: string;
  readonly isLate: boolean;
  readonly done: number;
  readonly of: number;
}

const kAt: Readonly<Record<Edition["state"], number>> = {
  draft: 0,
  department_review: 1,
  registry_review: 2,
  leader_approval: 3,
  filed: 5,
  published: 5,
  superseded: 5,
  archived: 5,
};

export const isFiled = (edition: Edition): boolean => kAt[edition.state] === 5;
/** Its pages have their codes: they are printed with them. */
export const hasMarkedPages = (edition: Edition): boolean =>
  ["published", "superseded", "archived"].includes(edition.state);
export const isUnderReview = (edition: Edition): boolean => {
  const at = kAt[edition.state];
  return at > 0 && at < 5;
};
/** The rules it is compiled by have a newer version than the sealed one. */
export const hasNewRules = (edition: Edition): boolean =>
  edition.revision !== null && edition.definition_version > edition.revision.definition_version;
/** The next revision would differ from the one that stands. */
export const hasMoved = (edition: Edition): boolean => edition.changed_since > 0 || hasNewRules(edition);
/** Approved, it waits for its number. */
export const isApproved = (edition: Edition): boolean =>
  edition.state === "leader_approval" && edition.leader?.is_complete === true;

/** Of kStages, the one that it is at; 5 when it is past them all. */
export function stageOf(edition: Edition): number {
  return isApproved(edition) ? 4 : kAt[edition.state];
}

const lastSigned = (levels: readonly Level[]): string =>
  levels.flatMap((level) => level.signatures.map((each) => each.at)).reduce((a, b) => (b > a ? b : a), "");

/** The levels that are looked at for a stage; none of a draft and of filing. */
export function levelsOf(edition: Edition, key: StageKey): readonly Level[] {
  if (key === "department") return edition.departments;
  if (key === "registry") return edition.registry === null ? [] : [edition.registry];
  if (key === "leader") return edition.leader === null ? [] : [edition.leader];
  return [];
}

/** Of what the edition waits for now: departments that are not done, or the level it is at. */
export function waitingLevels(edition: Edition): readonly Level[] {
  const key = kStages[stageOf(edition)];
  return key === undefined ? [] : levelsOf(edition, key).filter((level) => !level.is_complete);
}

function stage(edition: Edition, key: StageKey, at: number): Stage {
  const now = stageOf(edition);
  const state = at < now ? "done" : at === now ? "now" : "ahead";
  const base = { key, state, who: [], at: "", deadline: "", isLate: false, done: 0, of: 0 } as const;
  if (key === "draft") return { ...base, who: [edition.made_by], at: edition.made_at };
  if (key === "filing") return { ...base, at: edition.filed_on };
  const levels = levelsOf(edition, key);
  const open = levels.filter((level) => !level.is_complete);
  const isSigned = state === "done" || (state === "now" && open.length === 0);
  const many = key === "department";
  return {
    ...base,
    who: isSigned
      ? [...new Set(levels.flatMap((level) => level.signatures.map((each) => each.login)))]
      : state === "now"
        ? [...new Set(open.flatMap((level) => level.waits_for))]
        : [],
    at: isSigned ? lastSigned(levels) : "",
    deadline: state === "now" ? (open[0]?.deadline ?? "") : "",
    isLate: state === "now" && open.some((level) => level.is_late),
    done: many ? edition.departments_done : 0,
    of: many ? edition.departments_all : 0,
  };
}
export function stagesOf(edition: Edition): readonly Stage[] {
  return kStages.map((key, at) => stage(edition, key, at));
}

// ── what waits for me ──

const kSignatures: readonly EditionAct["act"][] = ["endorse", "recheck", "approve"];
export const isSignature = (act: EditionAct): boolean => kSignatures.includes(act.act);

export interface Waiting {
  readonly edition: Edition;
  readonly act: EditionAct;
  /** That is signed; null of what is sealed or filed. */
  readonly level: Level | null;
}

function levelOf(edition: Edition, act: EditionAct): Level | null {
  if (act.act === "recheck") return edition.registry;
  if (act.act === "approve") return edition.leader;
  if (act.act !== "endorse") return null;
  return edition.departments.find((each) => each.department === act.department) ?? null;
}

/** Without a deadline it comes last; of two days the earlier is first, and what is late before all. */
function order(one: Waiting, other: Waiting): number {
  const rank = (waiting: Waiting): string =>
    `${waiting.level?.is_late === true ? 0 : 1}${waiting.level?.deadline || "9999"}`;
  return rank(one).localeCompare(rank(other));
}

/**
 * Of the acts that may be done now, those that nobody else will do first: a signature that its level
 * still lacks, filing what is approved, submitting a draft, and sealing what changed meanwhile.
 */
export function waitingForMe(editions: readonly Edition[]): readonly Waiting[] {
  return editions
    .flatMap((edition) =>
      edition.acts
        .filter((act) => act.may)
        .map((act) => ({ edition, act, level: levelOf(edition, act) }))
        .filter(({ act, level }) => {
          if (isSignature(act)) return level !== null && !level.is_complete;
          if (act.act === "revise") return hasMoved(edition);
          return act.act === "file" || act.act === "submit";
        }),
    )
    .sort(order);
}

/** The revisions that one may be compared with, newest first: of this edition and of those before it. */
export function revisionsBefore(
  editions: readonly Edition[],
  edition: Edition,
): readonly { readonly edition: number; readonly revision: number }[] {
  return editions
    .filter((each) => each.intake === edition.intake && each.number <= edition.number)
    .sort((one, other) => other.number - one.number)
    .flatMap((each) =>
      Array.from({ length: each.revision?.number ?? 0 }, (_, at) => ({
        edition: each.number,
        revision: (each.revision?.number ?? 0) - at,
      })),
    );
}

export interface BlockedRule {
  readonly rule: string;
  readonly zh: string;
  readonly en: string;
  readonly cells: readonly { readonly student: string; readonly name: string; readonly field: string }[];
}
/** What stops it by rule, the most frequent first. */
export function byRule(
  blocking: readonly {
    readonly rule: string;
    readonly zh: string;
    readonly en: string;
    readonly student: string;
    readonly name: string;
    readonly field: string;
  }[],
): readonly BlockedRule[] {
  const rules = new Map<
    string,
    { rule: string; zh: string; en: string; cells: BlockedRule["cells"][number][] }
  >();
  for (const { rule, zh, en, student, name, field } of blocking) {
    const found = rules.get(rule) ?? { rule, zh, en, cells: [] };
    found.cells.push({ student, name, field });
    rules.set(rule, found);
  }
  return [...rules.values()].sort((one, other) => other.cells.length - one.cells.length);
}
