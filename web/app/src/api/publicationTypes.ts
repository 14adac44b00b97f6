// What the server tells of publications, received rosters and paper, written down by hand: the members
// are called as the generated schema will call them, so that it may take their place.
export type FieldClass = "C1" | "C2" | "C3" | "C4";
export type RecipientKind = "unit" | "department" | "class" | "public";
export type PublicationFormat = "screen" | "xlsx" | "pdf" | "csv" | "dbf";
export type PublicationState = "draft" | "asked" | "open" | "refused" | "revoked";
export type PublicationLack = "purpose" | "until" | "view" | "receiver";

export interface ViewField {
  readonly field: string;
  /** Else it is masked. */
  readonly is_whole: boolean;
}
export interface PublicationDecision {
  readonly actor: string;
  readonly role: string;
  readonly at: string;
  readonly words: string;
  readonly approves: boolean;
}
export interface Receiver {
  readonly login: string;
  readonly name: string;
  readonly accepted_at: string | null;
  readonly downloaded_at: string | null;
  readonly downloads: number;
}
export interface Publication {
  readonly number: number;
  readonly kind: RecipientKind;
  readonly recipient: string;
  readonly recipient_zh: string;
  readonly recipient_en: string;
  readonly purpose: string;
  readonly view: readonly ViewField[];
  readonly formats: readonly PublicationFormat[];
  readonly until: string | null;
  readonly link: string;
  readonly link_until: string | null;
  readonly state: PublicationState;
  readonly is_expired: boolean;
  readonly version: number;
  readonly highest: FieldClass;
  readonly rows: number;
  readonly approvals_needed: number;
  readonly decisions: readonly PublicationDecision[];
  readonly may_decide: boolean;
  readonly missing: readonly PublicationLack[];
  readonly receivers: readonly Receiver[];
  readonly downloads: number;
  readonly issued_at: string | null;
  readonly issued_by: string;
  readonly revoked_words: string;
  readonly edition: number;
  readonly intake: string;
  readonly intake_zh: string;
  readonly intake_en: string;
}
/** A column that may be given. */
export interface PublicationField {
  readonly field: string;
  readonly zh: string;
  readonly en: string;
  readonly field_class: FieldClass;
  readonly has_mask: boolean;
}
export interface Recipient {
  readonly kind: RecipientKind;
  readonly recipient: string;
  readonly zh: string;
  readonly en: string;
  readonly rows: number;
  readonly receivers: readonly { readonly login: string; readonly name: string }[];
}
export interface PublicationTemplate {
  readonly intake_zh: string;
  readonly intake_en: string;
  readonly edition: number;
  readonly recipients: number;
}
export interface Publications {
  readonly fields: readonly PublicationField[];
  readonly recipients: readonly Recipient[];
  readonly items: readonly Publication[];
  readonly template: PublicationTemplate | null;
}
export interface PublicationChange {
  readonly purpose?: string;
  readonly view?: readonly ViewField[];
  readonly formats?: readonly PublicationFormat[];
  readonly until?: string | null;
}
export interface IssuedPublications {
  readonly items: readonly Publication[];
  readonly job: string | null;
}
export type AccessAct = "screen" | "clip" | "copy" | "download" | "resumed" | "password";
export interface PublicationAccess {
  readonly at: string;
  readonly actor: string;
  readonly act: AccessAct;
  readonly format: PublicationFormat | "";
  readonly copy: number | null;
  readonly from: string;
  readonly rows: number;
}

// ── what a recipient sees ──
export interface ReceivedColumn {
  readonly field: string;
  readonly zh: string;
  readonly en: string;
}
export interface ReceivedRows {
  readonly columns: readonly ReceivedColumn[];
  readonly rows: readonly (readonly string[])[];
  readonly total: number;
  /** Drawn over the rows: who looks, when, what for. */
  readonly mark: string;
}
export interface ChangedLine {
  readonly row: readonly string[];
  readonly before: readonly string[];
  readonly fields: readonly string[];
}
export interface PublicationDifference {
  readonly since: { readonly edition: number; readonly revision: number; readonly at: string } | null;
  readonly columns: readonly ReceivedColumn[];
  readonly added: readonly (readonly string[])[];
  readonly removed: readonly (readonly string[])[];
  readonly changed: readonly ChangedLine[];
  readonly total_added: number;
  readonly total_removed: number;
  readonly total_changed: number;
}
export interface Copy {
  readonly number: number;
  readonly format: PublicationFormat;
  readonly file_name: string;
  readonly size: number;
  readonly sha256: string;
  readonly made_at: string;
  readonly rows: number;
  readonly is_locked: boolean;
  /** Not shown yet. */
  readonly has_password: boolean;
}
export type ReceivedState = "open" | "expired" | "revoked";
export interface Received {
  readonly link: string;
  readonly number: number;
  readonly edition: number;
  readonly revision: number;
  readonly intake: string;
  readonly intake_zh: string;
  readonly intake_en: string;
  readonly roster_zh: string;
  readonly roster_en: string;
  readonly institution: string;
  readonly filing_no: string;
  readonly recipient_zh: string;
  readonly recipient_en: string;
  readonly purpose: string;
  readonly formats: readonly PublicationFormat[];
  readonly rows: number;
  readonly columns: readonly ReceivedColumn[];
  readonly until: string | null;
  readonly link_until: string | null;
  readonly state: ReceivedState;
  readonly revoked_words: string;
  readonly is_accepted: boolean;
  /** An edition that was filed since. */
  readonly newer: number | null;
  readonly copies: readonly Copy[];
  /** Rows that differ from the last download; null before one. */
  readonly changed: number | null;
}
export interface Terms {
  readonly sha256: string;
  readonly clauses: readonly TermsClause[];
}
export interface TermsClause {
  readonly zh: string;
  readonly en: string;
  readonly title_zh: string;
  readonly title_en: string;
}

// ── paper ──
export type PaperState = "printed" | "handed_out" | "returned" | "destroyed";
export type PaperAct = Exclude<PaperState, "printed">;
export interface PaperVolume {
  readonly volume: number;
  readonly name: string;
  readonly pages: number;
  readonly copies: number;
}
export interface SealPermission {
  readonly words: string;
  readonly actor: string;
  readonly at: string;
  readonly times: number;
  readonly used: number;
}
export interface PaperEvent {
  readonly act: PaperState;
  readonly at: string;
  readonly actor: string;
  readonly person: string;
  readonly words: string;
}
export interface PaperCopy {
  readonly number: number;
  readonly volume: number;
  readonly name: string;
  /** Which of its volume's. */
  readonly copy: number;
  readonly is_sealed: boolean;
  readonly printed_at: string;
  readonly actor: string;
  readonly state: PaperState;
  readonly holder: string;
  readonly events: readonly PaperEvent[];
}
export interface PaperCopies {
  readonly volumes: readonly PaperVolume[];
  readonly seal: SealPermission | null;
  readonly may_permit: boolean;
  readonly items: readonly PaperCopy[];
}
