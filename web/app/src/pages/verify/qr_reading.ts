// QR codes of a picture by zxing's reader, in WebAssembly. Read by the worker alone, and by its test.
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

// A desk full of pages in one picture; more is no picture of pages.
const kMost = 64;

/** Where the reader lies, or its bytes. Before anything is read. Fails where it may not run. */
export async function prepareReading(reader: string | Uint8Array): Promise<void> {
  const overrides =
    typeof reader === "string"
      ? { locateFile: () => reader }
      : { wasmBinary: Uint8Array.from(reader).buffer };
  await prepareZXingModule({ overrides, fireImmediately: true });
}

/** What the codes say, each once; `picture`: its pixels, or a file. */
export async function readQrCodes(picture: ImageData | Uint8Array): Promise<readonly string[]> {
  const found = await readBarcodes(picture, {
    formats: ["QRCode"],
    tryHarder: true,
    maxNumberOfSymbols: kMost,
  });
  return [...new Set(found.filter((each) => each.isValid).map((each) => each.text))];
}
