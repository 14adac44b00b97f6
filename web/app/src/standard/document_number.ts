// What a document number says of itself: its kind by its form, and, where the form holds them, a
// birth date and a check. As src/rules/document_number.cc reads it.
import { allDigits } from "./characters";
import { compactDate } from "./date_text";

export type DocumentKind =
  | "absent"
  | "citizen"
  | "citizen_of_fifteen"
  | "residence_of_hmt"
  | "residence_of_2017"
  | "residence_of_2023"
  | "hk_macau_permit"
  | "taiwan_permit"
  | "passport"
  | "military"
  | "other"
  | "unknown";

export interface DocumentNumber {
  readonly kind: DocumentKind;
  readonly checkHolds: boolean;
  /** The form holds a birth date; null where it is no day. */
  readonly hasBirth: boolean;
  readonly birth: string | null;
}

/** ISO 7064 MOD 11-2 over seventeen digits. */
function checkCharacter(digits: string): string {
  let sum = 0;
  for (const digit of digits) sum = ((sum + Number(digit)) * 2) % 11;
  return "10X98765432"[sum] ?? "";
}
function ofKind(kind: DocumentKind): DocumentNumber {
  return { kind, checkHolds: true, hasBirth: false, birth: null };
}
function readEighteen(text: string): DocumentNumber {
  const checkHolds = checkCharacter(text.slice(0, 17)) === text.slice(17).toUpperCase();
  if (text.startsWith("9")) return { ...ofKind("residence_of_2023"), checkHolds };
  const isHmt = /^8[123]0000/.test(text);
  const birth = compactDate(text.slice(6, 14));
  return { kind: isHmt ? "residence_of_hmt" : "citizen", checkHolds, hasBirth: true, birth };
}
function readFifteen(text: string): DocumentNumber {
  const short = text.slice(6, 12);
  // 1900 had no 29 February, 2000 had one.
  const birth = compactDate(`19${short}`) ?? compactDate(`20${short}`);
  return { kind: "citizen_of_fifteen", checkHolds: true, hasBirth: true, birth };
}
function isPassportForm(text: string): boolean {
  if (!/^[0-9A-Z]{5,20}$/.test(text)) return false;
  const letters = text.replace(/[0-9]/g, "").length;
  const digits = text.length - letters;
  return digits >= 4 && (digits <= 10 || (letters >= 2 && text.length !== 18));
}

export function readDocumentNumber(text: string): DocumentNumber {
  if (text === "") return ofKind("absent");
  if (/^[0-9]{17}[0-9Xx]$/.test(text)) return readEighteen(text);
  if (allDigits(text)) {
    if (text.length === 15) return readFifteen(text);
    if (text.length === 8 || text.length === 10) return ofKind("taiwan_permit");
  }
  if (/^[HM]([0-9]{8}|[0-9]{10})$/.test(text)) return ofKind("hk_macau_permit");
  if (/^[A-Z]{3}[0-9]{12}$/.test(text)) return ofKind("residence_of_2017");
  if (text.includes("字第")) return ofKind("military");
  return ofKind(isPassportForm(text) ? "passport" : "unknown");
}

/** Whether words name a document whose form nobody fixes: 户口簿, 身份证明 …, but not none at all. */
export function namesAnotherDocument(words: string): boolean {
  if (words === "" || /护照|永久居|居住证|通行证|军官|士兵|文职/.test(words)) return false;
  return words.includes("身份证明") || !words.includes("身份证");
}

/** Fifteen digits with their century put in and the check character added. */
export function upgradedNumber(fifteen: string, century: string): string {
  const seventeen = `${fifteen.slice(0, 6)}${century}${fifteen.slice(6)}`;
  return seventeen + checkCharacter(seventeen);
}

/** "4.40106E+17": what is left of a long number whose last digits a spreadsheet dropped. */
export function hasLostDigits(text: string): boolean {
  return /^[0-9][0-9.]*[Ee][+-]?[0-9]+$/.test(text);
}

const kOfAbroad: ReadonlySet<DocumentKind> = new Set<DocumentKind>([
  "residence_of_hmt",
  "residence_of_2017",
  "residence_of_2023",
  "hk_macau_permit",
  "taiwan_permit",
  "passport",
]);
export function isDocumentOfAbroad(document: DocumentNumber): boolean {
  return kOfAbroad.has(document.kind);
}
