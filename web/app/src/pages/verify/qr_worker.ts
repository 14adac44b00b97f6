// Reads QR codes beside the page, so that it does not stand still. The server lets WebAssembly run
// here alone (src/http/app.cc).
import reader from "zxing-wasm/reader/zxing_reader.wasm?url";

import type { ToPage, ToWorker } from "./qr_reader";
import { prepareReading, readQrCodes } from "./qr_reading";

const prepared = prepareReading(reader);
prepared.catch(() => undefined); // each that asks is told

const tell = (answer: ToPage): void => postMessage(answer);
addEventListener("message", (event: MessageEvent<ToWorker>) => {
  const { id, picture } = event.data;
  prepared
    .then(() => readQrCodes(picture))
    .then((texts) => tell({ id, texts }))
    .catch((failure: unknown) => tell({ id, failure: String(failure) }));
});
