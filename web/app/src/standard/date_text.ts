// Dates as people write them, read as src/normalise/date_text.cc reads them: 20050901, 2005-9-1,
// 2005/09/01, 2005.9.1, 2005年9月1日, a spreadsheet's serial number of five digits.
import { allDigits } from "./characters";

const kDaysOf = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isCalendarDate(year: number, month: number, day: number): boolean {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return false;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= (kDaysOf[month - 1] ?? 0) + (month === 2 && isLeap ? 1 : 0);
}
function compact(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, "0")}${String(month).padStart(2, "0")}${String(day).padStart(2, "0")}`;
}

/** The eight digits themselves where they name a day: dates compare as texts. */
export function compactDate(text: string): string | null {
  if (text.length !== 8 || !allDigits(text)) return null;
  const isDay = isCalendarDate(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6)));
  return isDay ? text : null;
}

/** Full years from one compact date to another. */
export function ageOn(birth: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(birth.slice(0, 4));
  return today.slice(4) < birth.slice(4) ? years - 1 : years;
}

/** Nothing, 日, or a time of day behind a blank or a T. */
function isEndOfDate(rest: string): boolean {
  return /^ *[日号]?$/.test(rest) || /^( *[日号])?[ T][0-9:. Z]*$/.test(rest);
}
function writtenDate(text: string): string | null {
  const eight = compactDate(text.slice(0, 8));
  if (eight !== null && isEndOfDate(text.slice(8))) return eight;
  const parts = /^([0-9]{1,4}) *[-/.年] *([0-9]{1,2}) *[-/.月] *([0-9]{1,2})(?![0-9])(.*)$/s.exec(text);
  if (parts === null) return null;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  if (year < 1000 || !isEndOfDate(parts[4] ?? "") || !isCalendarDate(year, month, day)) return null;
  return compact(year, month, day);
}
/** A month without its day, as YYYYMM: nobody may add the day. */
function writtenMonth(text: string): string | null {
  const spread = text.length === 6 && allDigits(text) ? `${text.slice(0, 4)}-${text.slice(4)}` : text;
  const parts = /^([0-9]{1,4}) *[-/.年] *([0-9]{1,2}) *(月份|月)?$/.exec(spread);
  const [year, month] = [Number(parts?.[1]), Number(parts?.[2])];
  if (parts === null || year < 1900 || year > 2099 || month < 1 || month > 12) return null;
  return String(year * 100 + month);
}
/** Days since 1899-12-30, after the 29 February 1900 that never was. */
function serialDate(text: string): string | null {
  const serial = Number(text);
  if (serial < 1 || serial === 60) return null;
  const day = new Date(Date.UTC(1899, 11, serial < 60 ? 31 : 30) + serial * 86_400_000);
  return compact(day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate());
}

export interface ReadDate {
  /** YYYYMMDD, YYYYMM where only a month is told, null where nothing is. */
  readonly clean: string | null;
  readonly isDay: boolean;
}
export function readDate(text: string): ReadDate {
  const day = writtenDate(text);
  if (day !== null) return { clean: day, isDay: true };
  const month = writtenMonth(text);
  if (month !== null) return { clean: month, isDay: false };
  const serial = text.length === 5 && allDigits(text) ? serialDate(text) : null;
  return { clean: serial, isDay: serial !== null };
}
