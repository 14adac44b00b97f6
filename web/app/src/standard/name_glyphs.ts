// What a name is made of, as src/rules/name_glyphs.cc reads it. UTF-8 read as GBK is the server's
// alone: a browser decodes that encoding but does not write it.
import { codeOf, isBetween, isHan } from "./characters";

const kSignsInNames = new Set("\u00a8\u00aa\u00ad\u00b4\u00b7\u00b8\u00ba");
const kWindows = new Set("€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ");

function isLetter(character: string): boolean {
  return /[A-Za-zＡ-Ｚａ-ｚ]/.test(character);
}
function isLatin1(character: string): boolean {
  return (isBetween(codeOf(character), [[0x80, 0xff]]) && character !== "·") || kWindows.has(character);
}
/** » ± ¼ ×: no name is written with them. */
function isLatin1Sign(character: string): boolean {
  const code = codeOf(character);
  const isSign = (code >= 0xa1 && code <= 0xbf) || code === 0xd7 || code === 0xf7;
  return isSign && !kSignsInNames.has(character);
}
/** Greek, Cyrillic, box drawing, and the € that code page 936 sees in byte 80. */
function isOfAnotherScript(character: string): boolean {
  const ranges = [
    [0x370, 0x4ff],
    [0x2500, 0x257f],
  ] as const;
  return isBetween(codeOf(character), ranges) || character === "€";
}
const count = (characters: readonly string[], is: (character: string) => boolean): number =>
  characters.filter(is).length;

/** 张YAN: pinyin beside a Chinese character. */
export function hasLetterAtHan(name: string): boolean {
  const characters = [...name];
  return characters.some((character, at) => {
    const next = characters[at + 1] ?? "";
    return (isHan(character) && isLetter(next)) || (isLetter(character) && next !== "" && isHan(next));
  });
}

/** 王(上龙下天): a character described because it could not be typed. */
export function describesCharacter(name: string): boolean {
  const inside = /[(（].*$/s.exec(name)?.[0] ?? "";
  return /上.*下|左.*右/s.test(inside);
}

/** Written in one encoding and read in another, where the characters themselves say so. */
export function isOfAnotherEncoding(name: string): boolean {
  const characters = [...name];
  const han = count(characters, isHan);
  const latin1 = count(characters, isLatin1);
  const signs = count(characters, isLatin1Sign) + (name.startsWith("·") ? 1 : 0);
  const hasSigns = signs !== 0 && latin1 >= 2;
  const hasAccents = latin1 >= 3 && latin1 > 2 * count(characters, isLetter);
  if (han === 0) return hasSigns || hasAccents;
  const isDebris = (name.includes("锟") && name.includes("拷")) || name.includes("烫烫");
  return characters.some(isOfAnotherScript) || (han >= 2 && isDebris);
}
