// Which reader of QR codes a browser has: its own, else zxing's in a worker, which is fetched when the
// first picture is to be read. Pictures stay in the browser.

export interface QrReader {
  /** What the codes of a picture say. Fails where this browser cannot read any. */
  read(picture: ImageData): Promise<readonly string[]>;
  close(): void;
}

/** BarcodeDetector, which TypeScript does not know. */
export interface OwnDetector {
  new (options: { readonly formats: readonly string[] }): {
    detect(picture: ImageData): Promise<readonly { readonly rawValue: string }[]>;
  };
  getSupportedFormats(): Promise<readonly string[]>;
}

export interface ToWorker {
  readonly id: number;
  readonly picture: ImageData;
}
export type ToPage =
  | { readonly id: number; readonly texts: readonly string[] }
  | { readonly id: number; readonly failure: string };
/** As much of a worker as is used. */
export type WorkerDoor = Pick<Worker, "postMessage" | "terminate" | "addEventListener">;

const kFormat = "qr_code";

function ownReader(Detector: OwnDetector): QrReader {
  const detector = new Detector({ formats: [kFormat] });
  const read = async (picture: ImageData): Promise<readonly string[]> => [
    ...new Set((await detector.detect(picture)).map((each) => each.rawValue)),
  ];
  return { read, close: () => undefined };
}

interface Waiting {
  readonly resolve: (texts: readonly string[]) => void;
  readonly reject: (failure: Error) => void;
}
export function workerReader(worker: WorkerDoor): QrReader {
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let broken: Error | null = null;
  worker.addEventListener("message", (event) => {
    const answer = (event as MessageEvent<ToPage>).data;
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ("texts" in answer) asked?.resolve(answer.texts);
    else asked?.reject(new Error(answer.failure));
  });
  worker.addEventListener("error", () => {
    broken = new Error("the worker did not start");
    for (const each of waiting.values()) each.reject(broken);
    waiting.clear();
  });
  const read = (picture: ImageData): Promise<readonly string[]> =>
    new Promise((resolve, reject) => {
      if (broken !== null) return reject(broken);
      last += 1;
      waiting.set(last, { resolve, reject });
      worker.postMessage({ id: last, picture } satisfies ToWorker, [picture.data.buffer]);
    });
  return { read, close: () => worker.terminate() };
}

/** Some browsers name a detector whose service is not there: it says so when it is first asked. */
async function ownIfItReads(own: OwnDetector | undefined): Promise<QrReader | null> {
  try {
    if (own === undefined || !(await own.getSupportedFormats()).includes(kFormat)) return null;
    return ownReader(own);
  } catch {
    return null;
  }
}

/** The browser's own reader until it fails once, and from then on the other one. */
export async function chooseReader(
  own: OwnDetector | undefined,
  makeOther: () => Promise<QrReader>,
): Promise<QrReader> {
  const first = await ownIfItReads(own);
  if (first === null) return makeOther();
  let other: QrReader | null = null;
  const read = async (picture: ImageData): Promise<readonly string[]> => {
    if (other !== null) return other.read(picture);
    try {
      return await first.read(picture);
    } catch {
      other = await makeOther();
      return other.read(picture);
    }
  };
  return { read, close: () => other?.close() };
}
