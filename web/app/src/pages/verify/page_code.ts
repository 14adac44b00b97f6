// What a hand, a scan gun or a camera gives of a printed page: its code, four groups of four, or the
// whole text of its QR code. What is wrong with either the server says.
export const kCodeLength = 16;
const kGroup = 4;
/** Of a QR code's text, as the server takes it. */
export const kMarkLength = 400;
// 1/2026-UG/1/1/1/3/9/CODE/SIGNATURE (docs/adr/0019), whatever address stands before it.
const kMark = /^\d+\/[0-9A-Z_-]{1,40}(?:\/\d+){5}\/[0-9A-Z-]{16,19}\/[A-Z2-7]+$/u;

export type Question = { readonly code: string } | { readonly mark: string };

/** A scan gun types through the input method, which may make wide letters of what it sends. */
const narrow = (typed: string): string => typed.normalize("NFKC");
const afterHash = (text: string): string => text.slice(text.indexOf("#") + 1);

/** Capital, without blanks and hyphens, no more than a code has. */
export function lettersOf(typed: string): string {
  return narrow(typed).toUpperCase().replaceAll(/[\s-]/gu, "").slice(0, kCodeLength);
}
/** "JGM5HTJ5" → "JGM5-HTJ5" */
export function groupsOf(code: string): string {
  return (code.match(new RegExp(`.{1,${kGroup}}`, "gu")) ?? []).join("-");
}
/** No code has one of these; the text of a QR code has them after five letters at the latest. */
function isOfQr(text: string): boolean {
  return /[:/#]/u.test(text);
}
/** What the field shows while it is typed into. */
export function shownOf(typed: string): string {
  const text = narrow(typed);
  if (!isOfQr(text)) return groupsOf(lettersOf(text));
  // "HTTPS" stood in groups, as a code does, until its colon came.
  return text.replace(/^[^:/#]*/u, (head) => head.replaceAll("-", "")).slice(0, kMarkLength);
}
/** Of what stands in the field. */
export function typedQuestion(typed: string): Question {
  const text = narrow(typed).replaceAll(/\s/gu, "");
  if (!isOfQr(text)) return { code: text };
  return { mark: `#${afterHash(text).toUpperCase()}` };
}
/** Of what a QR code says; null: it stands on no page of a roster. */
export function scannedQuestion(text: string): Question | null {
  const mark = afterHash(narrow(text).trim()).toUpperCase();
  if (kMark.test(mark)) return { mark: `#${mark}` };
  return /^[0-9A-Z]{4}(?:-?[0-9A-Z]{4}){3}$/u.test(mark) ? { code: mark } : null;
}
