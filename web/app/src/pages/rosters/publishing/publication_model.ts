// What a publication gives, and how it stands; nothing here decides, the server does.
import type {
  Publication,
  PublicationField,
  Publications,
  Recipient,
  RecipientKind,
  ViewField,
} from "@/api/publications";

/** How much of a column a recipient sees. */
export type Sight = "whole" | "masked" | "none";
export const kClasses = ["C1", "C2", "C3", "C4"] as const;
export const kManyRows = 2_000; // more need two approvals, and a link of a week
export const kLinkDays = 7;
const kMostApprovals = 2;

type Seen = Pick<Publication, "view">;
export function sightOf(publication: Seen, field: string): Sight {
  const found = publication.view.find((each) => each.field === field);
  if (found === undefined) return "none";
  return found.is_whole ? "whole" : "masked";
}

const kNext: Readonly<Record<Sight, Sight>> = { whole: "masked", masked: "none", none: "whole" };
/** Whole, masked where the field has a mask, none, and again. */
export function nextSight(now: Sight, hasMask: boolean): Sight {
  const next = kNext[now];
  return next === "masked" && !hasMask ? "none" : next;
}
/** The view with another sight of one field, in the order of the columns. */
export function viewWith(
  view: readonly ViewField[],
  fields: readonly PublicationField[],
  field: string,
  sight: Sight,
): ViewField[] {
  const others = view.filter((each) => each.field !== field);
  const wanted = sight === "none" ? others : [...others, { field, is_whole: sight === "whole" }];
  const place = new Map(fields.map((each, at) => [each.field, at]));
  const placeOf = (each: ViewField): number => place.get(each.field) ?? fields.length;
  return wanted.toSorted((one, other) => placeOf(one) - placeOf(other));
}

/** Its columns and its purpose may be changed. */
export const isOpenToChange = (publication: Publication): boolean =>
  publication.state === "draft" || publication.state === "refused";
/** Goes out with the next press of the button. */
export const isReady = (publication: Publication): boolean =>
  publication.state === "draft" && publication.missing.length === 0;
export const approvalsOf = (publication: Pick<Publication, "decisions">): number =>
  publication.decisions.filter((each) => each.approves).length;
export const isRevocable = (publication: Publication): boolean =>
  publication.state === "open" || publication.state === "asked";
export const isReissuable = (publication: Publication): boolean =>
  publication.state === "revoked" || (publication.state === "open" && publication.is_expired);

/** Why it needs approvals, as reasons; none where it needs none. */
export type ApprovalReason = "class3" | "class4" | "many_rows";
export function approvalReasons(
  publication: Pick<Publication, "approvals_needed" | "highest" | "rows">,
): readonly ApprovalReason[] {
  if (publication.approvals_needed === 0) return [];
  const isLarge = publication.rows > kManyRows && publication.approvals_needed >= kMostApprovals;
  return [
    ...(publication.highest === "C4" ? (["class4"] as const) : []),
    ...(publication.highest === "C3" && !isLarge ? (["class3"] as const) : []),
    ...(isLarge ? (["many_rows"] as const) : []),
  ];
}

export type Tone = "ok" | "warn" | "danger" | "info" | "brand" | "";
export type Standing = "lacks" | "ready" | "asked" | "sent" | "taken" | "expired" | "refused" | "revoked";
export function standingOf(publication: Publication): Standing {
  if (publication.state === "draft") return publication.missing.length > 0 ? "lacks" : "ready";
  if (publication.state !== "open") return publication.state;
  if (publication.is_expired) return "expired";
  return publication.downloads > 0 ? "taken" : "sent";
}
export const kTones: Readonly<Record<Standing, Tone>> = {
  lacks: "danger",
  ready: "brand",
  asked: "info",
  sent: "ok",
  taken: "ok",
  expired: "warn",
  refused: "danger",
  revoked: "",
};

/** Columns that hold much of a person and are not given: said, so that nobody has to look for them. */
export function keptBack(
  publication: Seen,
  fields: readonly PublicationField[],
): readonly PublicationField[] {
  return fields.filter((each) => each.field_class >= "C3" && sightOf(publication, each.field) === "none");
}

/** Who receives and has not taken it. */
export const notTaken = (publication: Publication): readonly Publication["receivers"][number][] =>
  publication.receivers.filter((each) => each.downloads === 0);

export interface RecipientGroup {
  readonly kind: RecipientKind;
  readonly recipients: readonly Recipient[];
}
const kKinds: readonly RecipientKind[] = ["unit", "department", "class", "public"];
/** Those whose name holds what was typed, by kind, none twice. */
export function recipientGroups(
  told: Pick<Publications, "recipients">,
  typed: string,
): readonly RecipientGroup[] {
  const wanted = typed.trim().toLowerCase();
  const found = told.recipients.filter((each) => `${each.zh} ${each.en}`.toLowerCase().includes(wanted));
  return kKinds
    .map((kind) => ({ kind, recipients: found.filter((each) => each.kind === kind) }))
    .filter((group) => group.recipients.length > 0);
}
