// Judges one value as it is typed by the checks that the server tells (GET /standard/checks): the
// same rules with the same measures as its own. What it cannot know from here (another value that is
// masked, a table that only the server has) it leaves unsaid; the server judges every value again.
// tests/golden/field_checks.json is judged by this and by the rules alike.
import type { components } from "@mingce/client";

import { codeOf, halfWidthCount } from "./characters";
import { ageOn, compactDate } from "./date_text";
import {
  isDocumentOfAbroad,
  namesAnotherDocument,
  readDocumentNumber,
  upgradedNumber,
  type DocumentNumber,
} from "./document_number";
import { describesCharacter, hasLetterAtHan, isOfAnotherEncoding } from "./name_glyphs";
import { isMainlandMobile, isOneDigitRepeated, isPhone } from "./phone_number";
import { cleanTyped, type CleanValue } from "./typed_value";

type FieldChecks = components["schemas"]["FieldChecks"];
type FieldCheck = components["schemas"]["FieldCheck"];

export interface Said {
  readonly rule: string;
  readonly severity: string;
  /** Fills {arg} of the rule's sentence. */
  readonly arg: string;
  readonly proposal: string;
}
export interface About {
  /** The kind of student: ug, pg, intl. */
  readonly kind: string;
  /** Of the intake. */
  readonly year: number;
  /** Another value of the same student, perhaps masked; undefined where it is not known here. */
  readonly beside: (field: string) => string | undefined;
}
export interface Judgement {
  /** As the server will keep it. */
  readonly clean: string;
  readonly said: readonly Said[];
}

/** True and false are sure; undefined hangs on what is not known here. */
type Answer = boolean | undefined;
/** What a check says: nothing (false, undefined), its sentence, or that with its words. */
type Outcome = Answer | { readonly arg?: string; readonly proposal?: string };

/** The value under judgement, and what stands beside it. */
interface Subject {
  readonly field: string;
  readonly value: CleanValue;
  readonly typed: string;
  readonly about: About;
  readonly checks: FieldChecks;
  /** Clean; undefined where it is not known. */
  readonly beside: (field: string) => string | undefined;
}

/** A masked number that tells by its length and first digit that it is a mainland citizen's. */
const kMaskedCitizen = /^[1-7][0-9*]{16}[0-9X*]$/;

function documentOf(of: Subject): DocumentNumber | undefined {
  const number = of.beside("id_number");
  return number === undefined ? undefined : readDocumentNumber(number);
}
function isStudentBirth(birth: string, of: Subject): boolean {
  const age = ageOn(birth, of.checks.today);
  return age >= of.checks.youngest && age <= of.checks.oldest;
}
/** Fit to judge the other cells by. */
function isSound(document: DocumentNumber, of: Subject): boolean {
  const { hasBirth, checkHolds, birth } = document;
  return hasBirth && checkHolds && birth !== null && isStudentBirth(birth, of);
}
/** The birth date inside, of a number whose check holds; undefined where it holds none. */
function birthInside(document: DocumentNumber): string | null | undefined {
  return document.hasBirth && document.checkHolds ? document.birth : undefined;
}
function isMaskedCitizen(of: Subject): boolean {
  return kMaskedCitizen.test(of.about.beside("id_number") ?? "");
}
function comesFromAbroad(of: Subject): Answer {
  if (of.about.kind === "intl") return true;
  const overseas = of.beside("overseas");
  if (overseas !== undefined && overseas !== "") return true;
  const document = documentOf(of);
  if (document !== undefined && isDocumentOfAbroad(document)) return true;
  const isKnown = document !== undefined || isMaskedCitizen(of);
  return overseas !== undefined && isKnown ? false : undefined;
}
function isLost(of: Subject): boolean {
  return of.value.mark === "lost_digits";
}

function judgeRequired(of: Subject, check: FieldCheck): Outcome {
  if (of.value.text !== "" || !check.kinds.includes(of.about.kind)) return false;
  if (of.field === "name" && of.about.kind === "intl") {
    const english = of.beside("name_english");
    return english === undefined ? undefined : english === "";
  }
  if (of.field !== "ethnicity" && of.field !== "province") return true;
  const isForeign = comesFromAbroad(of);
  return isForeign === undefined ? undefined : !isForeign;
}

function judgePastDate(of: Subject): Outcome {
  const birth = compactDate(of.value.text);
  if (birth === null || birth <= of.checks.today) return false;
  const document = documentOf(of);
  return document === undefined ? undefined : !isSound(document, of);
}
function judgeAgeOfDate(of: Subject): Outcome {
  const birth = compactDate(of.value.text);
  if (birth === null || birth > of.checks.today || isStudentBirth(birth, of)) return false;
  const document = documentOf(of);
  // A sound document judges better, and of one wrong year on two cells one finding is enough.
  if (document === undefined || isSound(document, of) || birthInside(document) === birth) return false;
  return { arg: String(ageOn(birth, of.checks.today)) };
}
function judgeUnreadable(of: Subject, check: FieldCheck): Outcome {
  if (of.value.mark !== "unreadable_date") return false;
  const document = check.proposal === "birth_of_document" ? documentOf(of) : undefined;
  if (document === undefined || !isSound(document, of)) return true;
  return { proposal: document.birth ?? "" };
}

function judgeDocumentAge(of: Subject, document: DocumentNumber): Outcome {
  const birth = birthInside(document);
  // Fifteen digits leave the century out.
  if (birth === undefined || birth === null || document.kind === "citizen_of_fifteen") return false;
  if (birth > of.checks.today || isStudentBirth(birth, of)) return false;
  return { arg: String(ageOn(birth, of.checks.today)) };
}
function judgeDocumentForm(of: Subject, document: DocumentNumber): Outcome {
  if (document.kind !== "unknown" || isLost(of) || isMainlandMobile(of.value.text)) return false;
  const words = of.beside("id_type");
  return words === undefined ? undefined : !namesAnotherDocument(words);
}
function judgeFifteen(of: Subject, document: DocumentNumber): Outcome {
  if (document.kind !== "citizen_of_fifteen") return false;
  const number = of.value.text;
  const births = ["19", "20"].map(
    (century) => [century, compactDate(century + number.slice(6, 12))] as const,
  );
  const told = compactDate(of.beside("birth_date") ?? "");
  const fitting =
    births.find(([, birth]) => birth !== null && birth === told) ??
    births.findLast(([, birth]) => birth !== null && isStudentBirth(birth, of));
  return { proposal: fitting === undefined ? "" : upgradedNumber(number, fitting[0]) };
}

/** A document where a phone belongs: a citizen's, or any other where the columns changed places. */
function documentStandsIn(of: Subject): Answer {
  const document = readDocumentNumber(of.value.text);
  if (document.kind === "citizen") return document.checkHolds;
  const hasForm = document.kind !== "absent" && document.kind !== "unknown";
  if (!hasForm || isPhone(of.value.text, false)) return false;
  const number = of.beside("id_number");
  if (number === undefined) return isMaskedCitizen(of) ? false : undefined;
  return isMainlandMobile(number);
}
function judgePhone(of: Subject): Outcome {
  const { text } = of.value;
  if (text === "" || isLost(of) || isOneDigitRepeated(text) || isPhone(text, false)) return false;
  const isDocument = documentStandsIn(of);
  if (isDocument !== false) return isDocument === undefined ? undefined : false;
  if (!isPhone(text, true)) return true;
  const isForeign = comesFromAbroad(of);
  return isForeign === undefined ? undefined : !isForeign;
}

function judgeForm(of: Subject, check: FieldCheck): Outcome {
  const { text } = of.value;
  const forms = check.forms.filter((form) => form.kinds.includes(of.about.kind));
  if (text === "" || forms.length === 0 || isLost(of)) return false;
  return !forms.some(
    ({ has_capitals, shortest, longest }) =>
      text.length >= shortest &&
      text.length <= longest &&
      (has_capitals ? /^[0-9A-Z]*$/ : /^[0-9]*$/).test(text),
  );
}
function judgeYear(of: Subject, check: FieldCheck): Outcome {
  if (of.about.kind !== "ug" || !/^[0-9]{14}$/.test(of.value.text)) return false;
  const behind = (of.about.year % 100) - Number(of.value.text.slice(0, 2));
  return behind < check.least || behind > check.most ? { arg: String(of.about.year) } : false;
}
function judgeWidth(of: Subject, check: FieldCheck): Outcome {
  if (halfWidthCount(of.value.text) <= check.most || isLost(of)) return false;
  return { arg: String(check.most) };
}
function judgeCharacters(of: Subject, check: FieldCheck): Outcome {
  return [...of.value.text].some((character) =>
    check.characters.some(({ first, last }) => codeOf(character) >= first && codeOf(character) <= last),
  );
}

type Judge = (of: Subject, check: FieldCheck) => Outcome;
function ofDocument(judge: (of: Subject, document: DocumentNumber) => Outcome): Judge {
  return (of) => judge(of, readDocumentNumber(of.value.text));
}
/** By what is asked of the value; a check that is not here is the server's alone. */
const kJudges: Readonly<Record<string, Judge>> = {
  required: judgeRequired,
  width: judgeWidth,
  code: (of) => of.value.mark === "unknown_code",
  date: judgeUnreadable,
  past_date: judgePastDate,
  age_of_date: judgeAgeOfDate,
  document_check: ofDocument((of, { checkHolds }) => !checkHolds && !isLost(of)),
  document_day: ofDocument((_, document) => birthInside(document) === null),
  document_past: ofDocument((of, document) => (birthInside(document) ?? "") > of.checks.today),
  document_age: ofDocument(judgeDocumentAge),
  document_form: ofDocument(judgeDocumentForm),
  document_of_eighteen: ofDocument(judgeFifteen),
  no_phone_in_document: ofDocument((of, { kind }) => kind === "unknown" && isMainlandMobile(of.value.text)),
  no_document_in_phone: documentStandsIn,
  number_form: judgeForm,
  number_year: judgeYear,
  phone: judgePhone,
  not_one_digit: (of) => isOneDigitRepeated(of.value.text),
  no_characters: judgeCharacters,
  not_described: (of) => describesCharacter(of.value.text),
  no_letter_at_han: (of) => hasLetterAtHan(of.value.text),
  encoding: (of) => isOfAnotherEncoding(of.value.text),
};

const kMasked = "*";

/** The judge of values by one answer of the server. */
export function fieldJudge(checks: FieldChecks) {
  const fields = new Map(checks.items.map((field) => [field.key, field]));
  const tables = new Map(checks.tables.map((table) => [table.key, table]));

  function clean(key: string, typed: string): CleanValue {
    const field = fields.get(key);
    if (field === undefined) return { text: typed };
    const table = field.checks.find((check) => check.code_table !== "")?.code_table ?? "";
    return cleanTyped(field.type, typed, tables.get(table));
  }

  return function judge(key: string, typed: string, about: About): Judgement {
    const value = clean(key, typed);
    const beside = (field: string): string | undefined => {
      if (field === key) return value.text;
      const known = about.beside(field);
      return known === undefined || known.includes(kMasked) ? undefined : clean(field, known).text;
    };
    const of: Subject = { field: key, value, typed, about, checks, beside };
    const said = new Map<string, Said>();
    for (const check of fields.get(key)?.checks ?? []) {
      const outcome = kJudges[check.check]?.(of, check);
      if (outcome === undefined || outcome === false || said.has(check.rule)) continue;
      const { arg = "", proposal = "" } = outcome === true ? {} : outcome;
      said.set(check.rule, { rule: check.rule, severity: check.severity, arg, proposal });
    }
    return { clean: value.text, said: [...said.values()] };
  };
}
