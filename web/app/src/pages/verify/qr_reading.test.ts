// zxing's reader as the worker runs it, on pictures whose codes libqrencode made, as the server's are.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";

import { scannedQuestion } from "./page_code";
import { prepareReading, readQrCodes } from "./qr_reading";

const kSignature = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".repeat(4).slice(0, 103);
const first = `#1/2026-UG/1/1/1/3/9/JGM5HTJ5263QRN9Z/${kSignature}`;
const second = `#1/2026-UG/1/1/1/4/9/7K2M9PXQ4T6VWB3C/${kSignature}`;

const picture = (name: string): Uint8Array =>
  readFileSync(fileURLToPath(new URL(`fixtures/${name}`, import.meta.url)));
async function marksOf(name: string): Promise<unknown[]> {
  const questions = (await readQrCodes(picture(name))).map(scannedQuestion);
  return questions.map((each) => (each !== null && "mark" in each ? each.mark : null));
}

beforeAll(async () => {
  const reader = createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm");
  await prepareReading(readFileSync(reader));
});

describe("QR codes are read", () => {
  it("from a picture of the code alone", async () => expect(await marksOf("page.png")).toEqual([first]));
  it("from a photo, turned, in perspective, grey, blurred and grainy", async () =>
    expect(await marksOf("photo.jpg")).toEqual([first]));
  it("all of several, that of another system known as such", async () => {
    const marks = await marksOf("desk.png");
    expect(marks).toHaveLength(3);
    expect(new Set(marks)).toEqual(new Set([first, second, null]));
  });
  it("none where there is none", async () => expect(await marksOf("blank.png")).toEqual([]));
});

it("pixels do as well as files", async () => {
  const side = 4;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  const white: ImageData = { data, width: side, height: side, colorSpace: "srgb" };
  expect(await readQrCodes(white)).toEqual([]);
});
