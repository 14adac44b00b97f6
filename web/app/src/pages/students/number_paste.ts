// A pasted column of student or exam numbers is a selection, not a search.
const kNumber = /^[0-9A-Za-z]{6,20}$/;

/** The numbers of a pasted text, once each; none where it is anything else. */
export function numbersOfPaste(pasted: string): string[] {
  const words = pasted.split(/[\s,;，；、]+/).filter((word) => word !== "");
  if (words.length < 2) return [];
  const numbers = words.filter((word) => kNumber.test(word) && /\d{4}/.test(word));
  // A header such as 学号 may stand above them; anything more is no column of numbers.
  return numbers.length >= words.length - 1 ? [...new Set(numbers)] : [];
}
