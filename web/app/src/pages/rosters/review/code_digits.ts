// A code as it is typed or pasted: "123 456", "１２３４５６", with what stood around it.
export const kCodeDigits = 6;

export function digitsOf(typed: string): string {
  return typed.normalize("NFKC").replaceAll(/\D/g, "").slice(0, kCodeDigits);
}
