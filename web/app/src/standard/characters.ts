// The few classes of characters that the rules speak of: as src/base/text.cc and
// src/normalise/characters.cc have them; tests/golden/field_checks.json holds the two together.

type Range = readonly [first: number, last: number];

const kHan: readonly Range[] = [
  [0x4e00, 0x9fff],
  [0x3400, 0x4dbf],
  [0x3007, 0x3007],
  [0xf900, 0xfaff],
  [0x20000, 0x2a6df],
  [0x2a700, 0x2ee5d],
  [0x2f800, 0x2fa1f],
  [0x30000, 0x323af],
];
const kPrivateUse: readonly Range[] = [
  [0xe000, 0xf8ff],
  [0xf0000, 0xffffd],
  [0x100000, 0x10fffd],
];
const kBlank: readonly Range[] = [
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0xad, 0xad],
  [0x2000, 0x200f],
  [0x2028, 0x202f],
  [0x2060, 0x2060],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
];
const kNameDots: ReadonlySet<string> = new Set("\u00b7\u002e\u2022\u2027\u2219\u22c5\u30fb\uff0e\uff65");
const kInvisible: ReadonlySet<string> = new Set("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff");

/** U+E815 on: what code page 936 shows for the bytes FE50 to FEA0, in code order. */
const kFirst936 = 0xe815;
const k936 = [
  ..."⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱䎬⺻䏝䓖䙡䙌",
  ..."龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻",
];
const kOthers: ReadonlyMap<number, number> = new Map([
  [0xe76c, 0x20ac],
  [0xe78d, 0xfe10],
  [0xe78e, 0xfe12],
  [0xe78f, 0xfe11],
  [0xe790, 0xfe13],
  [0xe791, 0xfe14],
  [0xe792, 0xfe15],
  [0xe793, 0xfe16],
  [0xe794, 0xfe17],
  [0xe795, 0xfe18],
  [0xe796, 0xfe19],
  [0xe7c7, 0x1e3f],
  [0xe7c8, 0x01f9],
  [0xe7e7, 0x303e],
  // U+2FF0 to U+2FFB, one after the other.
  ...Array.from({ length: 12 }, (_, at) => [0xe7e8 + at, 0x2ff0 + at] as const),
]);

export function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}
export function isBetween(code: number, ranges: readonly Range[]): boolean {
  return ranges.some(([first, last]) => code >= first && code <= last);
}
export function isHan(character: string): boolean {
  return isBetween(codeOf(character), kHan);
}
export function isPrivateUse(character: string): boolean {
  return isBetween(codeOf(character), kPrivateUse);
}
export function isBlank(character: string): boolean {
  return isBetween(codeOf(character), kBlank);
}
export function isNameDot(character: string): boolean {
  return kNameDots.has(character);
}
export function isInvisible(character: string): boolean {
  return kInvisible.has(character);
}
export function isAscii(text: string): boolean {
  return [...text].every((character) => codeOf(character) < 0x80);
}
export function allDigits(text: string): boolean {
  return /^[0-9]+$/.test(text);
}
/** ASCII letters alone, as a code table finds its entries. */
export function lowerAscii(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** The real character of a private one that an older code page gave it; the same where nobody knows. */
export function realCharacter(character: string): string {
  const code = codeOf(character);
  const other = kOthers.get(code);
  return k936[code - kFirst936] ?? (other === undefined ? character : String.fromCodePoint(other));
}
/** U+FF01 to FF5E and the ideographic blank as ASCII. */
export function halfWidth(character: string): string {
  const code = codeOf(character);
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCodePoint(code - 0xfee0);
  return code === 0x3000 ? " " : character;
}
/** Columns in the layouts of the GBK time: one for ASCII, two otherwise. */
export function halfWidthCount(text: string): number {
  let count = 0;
  for (const character of text) count += codeOf(character) < 0x80 ? 1 : 2;
  return count;
}
export function trimBlanks(text: string): string {
  const characters = [...text];
  const first = characters.findIndex((each) => !isBlank(each));
  if (first < 0) return "";
  const last = characters.findLastIndex((each) => !isBlank(each));
  return characters.slice(first, last + 1).join("");
}
