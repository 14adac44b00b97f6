import { describe, expect, it } from "vitest";

import { chooseReader, workerReader, type OwnDetector, type QrReader, type ToWorker } from "./qr_reader";

const white: ImageData = {
  data: new Uint8ClampedArray(4),
  width: 1,
  height: 1,
  colorSpace: "srgb",
};
const another = (texts: readonly string[]): QrReader => ({
  read: async () => texts,
  close: () => undefined,
});
interface Own {
  readonly formats: () => Promise<readonly string[]>;
  readonly detect: () => Promise<readonly { rawValue: string }[]>;
}
function detector({ formats, detect }: Own): OwnDetector {
  return class {
    static getSupportedFormats = formats;
    detect = detect;
  };
}
const kQr = async (): Promise<readonly string[]> => ["ean_13", "qr_code"];
const kSees = async () => [{ rawValue: "own" }, { rawValue: "own" }];
const refuses = async (): Promise<never> => {
  throw new Error("Barcode detection service unavailable.");
};

describe("the reader of a browser", () => {
  it.each([
    ["has none of its own", undefined, "other", 1],
    ["has its own", { formats: kQr, detect: kSees }, "own", 0],
    ["has one that knows no QR codes", { formats: async () => ["ean_13"], detect: kSees }, "other", 1],
    ["has one without its service", { formats: refuses, detect: kSees }, "other", 1],
    ["has one that fails when it is to read", { formats: kQr, detect: refuses }, "other", 1],
  ])("that %s", async (_, own, expected, fetched) => {
    let made = 0;
    const makeOther = async (): Promise<QrReader> => {
      made += 1;
      return another(["other"]);
    };
    const reader = await chooseReader(own === undefined ? undefined : detector(own), makeOther);
    expect(await reader.read(white)).toEqual([expected]);
    expect(await reader.read(white)).toEqual([expected]);
    expect(made).toBe(fetched);
  });

  it("fetches nothing before its own one fails", async () => {
    let made = 0;
    await chooseReader(detector({ formats: kQr, detect: refuses }), async () => {
      made += 1;
      return another([]);
    });
    expect(made).toBe(0);
  });
});

/** A worker that answers when it is told to. */
class StagedWorker extends EventTarget {
  readonly asked: ToWorker[] = [];
  isEnded = false;
  postMessage(message: ToWorker): void {
    this.asked.push(message);
  }
  terminate(): void {
    this.isEnded = true;
  }
  say(data: unknown): void {
    this.dispatchEvent(new MessageEvent("message", { data }));
  }
}
describe("the worker", () => {
  function staged() {
    const worker = new StagedWorker();
    return { worker, reader: workerReader(worker as unknown as Worker) };
  }
  it("is believed about the picture that was asked about", async () => {
    const { worker, reader } = staged();
    const both = [reader.read(white), reader.read(white)];
    const [one, two] = worker.asked;
    worker.say({ id: two?.id, texts: ["two"] });
    worker.say({ id: one?.id, texts: ["one"] });
    expect(await Promise.all(both)).toEqual([["one"], ["two"]]);
  });
  it("says when WebAssembly may not run", async () => {
    const { worker, reader } = staged();
    const asked = reader.read(white);
    worker.say({ id: worker.asked[0]?.id, failure: "CompileError" });
    await expect(asked).rejects.toThrow("CompileError");
  });
  it("that does not start fails whoever waits and whoever asks later", async () => {
    const { worker, reader } = staged();
    const asked = reader.read(white);
    worker.dispatchEvent(new Event("error"));
    await expect(asked).rejects.toThrow("did not start");
    await expect(reader.read(white)).rejects.toThrow("did not start");
  });
  it("ends with the page", () => {
    const { worker, reader } = staged();
    reader.close();
    expect(worker.isEnded).toBe(true);
  });
});
