// Moments and sizes as people read them here: 8月21日 10:24, 21 Aug 10:24, 4.1 MB.
import { language } from "./texts";

/** The school's, wherever the reader is: what the server says in its sentences and days is Beijing's too. */
const timeZone = "Asia/Shanghai";
const formats = {
  zh: {
    moment: new Intl.DateTimeFormat("zh-CN", {
      month: "long",
      day: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      hour12: false,
      timeZone,
    }),
    day: new Intl.DateTimeFormat("zh-CN", { month: "long", day: "numeric", weekday: "long", timeZone }),
    short: new Intl.DateTimeFormat("zh-CN", { month: "long", day: "numeric", timeZone }),
    full: new Intl.DateTimeFormat("zh-CN", {
      dateStyle: "long",
      timeStyle: "short",
      hour12: false,
      timeZone,
    }),
  },
  en: {
    moment: new Intl.DateTimeFormat("en-GB", {
      month: "short",
      day: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      timeZone,
    }),
    day: new Intl.DateTimeFormat("en-GB", { month: "long", day: "numeric", weekday: "long", timeZone }),
    short: new Intl.DateTimeFormat("en-GB", { month: "short", day: "numeric", timeZone }),
    full: new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone }),
  },
};

/** Of an answer's moment, "" for one that has not been. */
function shown(kind: "moment" | "full" | "short", moment: string): string {
  const at = new Date(moment);
  return moment === "" || Number.isNaN(at.getTime()) ? "" : formats[language()][kind].format(at);
}
export function momentText(moment: string): string {
  return shown("moment", moment);
}
export function fullMomentText(moment: string): string {
  return shown("full", moment);
}
/** 9月2日 of a moment or of a day such as 2026-09-02. */
export function shortDayText(moment: string): string {
  return shown("short", moment);
}
const kHourMs = 3_600_000;
/** 2026-08-25, as the school's calendar has it: Beijing's, wherever the reader is; as `as_of` takes it. */
export function dayOf(moment: string): string {
  return new Date(Date.parse(moment) + 8 * kHourMs).toISOString().slice(0, 10);
}
export function dayText(day: Date): string {
  return formats[language()].day.format(day);
}

const kUnits = ["B", "KB", "MB", "GB"];
export function sizeText(bytes: number): string {
  let unit = 0;
  let value = bytes;
  while (value >= 1024 && unit + 1 < kUnits.length) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${kUnits[unit]}`;
}

/** 20071031 → 2007-10-31, of a field that holds a day; what is masked or not whole stays as it is. */
export function valueText(field: string, value: string): string {
  const day = field.endsWith("_date") ? /^(\d{4})(\d{2})(\d{2})$/.exec(value) : null;
  return day === null ? value : day.slice(1).join("-");
}
