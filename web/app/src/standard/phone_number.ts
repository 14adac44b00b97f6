// Telephone numbers as people write them: which text can be dialled. As src/rules/phone_number.cc.
import { allDigits, trimBlanks } from "./characters";

/** The digits of a number written with the usual separators; "" when it holds anything else. */
function digitsOf(text: string): string {
  return /^[-0-9 ()]*$/.test(text) ? text.replace(/[^0-9]/g, "") : "";
}
/** The number without its extension: 010-62751234-801, 62751234转801. */
function withoutExtension(text: string): string {
  for (const mark of ["转", "-", "x", "#"]) {
    const at = text.lastIndexOf(mark);
    if (at < 7) continue;
    const extension = trimBlanks(text.slice(at + mark.length));
    if (allDigits(extension) && extension.length <= 6) return trimBlanks(text.slice(0, at));
  }
  return text;
}
function isLandline(text: string): boolean {
  const digits = digitsOf(text);
  if (digits === "") return false;
  if (digits.startsWith("0"))
    return /^0([2-9]|10)/.test(digits) && digits.length >= 10 && digits.length <= 12;
  if (digits.length === 10) return /^[48]00/.test(digits);
  return /^[2-9][0-9]{6,7}$/.test(digits);
}
function isMainlandNumber(text: string): boolean {
  return isMainlandMobile(digitsOf(text)) || isLandline(text) || isLandline(withoutExtension(text));
}
function isOnePhone(text: string, isForeign: boolean): boolean {
  for (const country of ["+86", "0086"]) {
    if (!text.startsWith(country)) continue;
    const rest = text.slice(country.length);
    return isMainlandNumber(trimBlanks(rest)) || isLandline(`0${digitsOf(rest)}`);
  }
  if (text.startsWith("86") && isMainlandMobile(text.slice(2))) return true;
  if (isMainlandNumber(text)) return true;
  const hasPlus = text.startsWith("+");
  if (!isForeign && !hasPlus && !text.startsWith("00")) return false;
  const { length } = digitsOf(hasPlus ? text.slice(1) : text);
  return length >= 6 && length <= 17;
}

export function isMainlandMobile(text: string): boolean {
  return /^1[3-9][0-9]{9}$/.test(text);
}
/** One or several; with `isForeign` also any 6 to 17 digits. */
export function isPhone(text: string, isForeign: boolean): boolean {
  return text.split(/[/,;、]/).every((each) => isOnePhone(trimBlanks(each), isForeign));
}
/** 13333333333 is none: seven digits or more, all the same. */
export function isOneDigitRepeated(text: string): boolean {
  return /^([0-9])\1{6,}$/.test(text);
}
