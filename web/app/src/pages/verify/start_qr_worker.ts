// A chunk of its own: a browser that reads QR codes by itself never fetches it.
import address from "./qr_worker?worker&url";

import { workerReader, type QrReader } from "./qr_reader";

// The policy of the pages demands that an address of scripts is made by a named maker.
interface Makers {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): {
    createScriptURL(url: string): string;
  };
}

export function startQrWorker(): QrReader {
  const makers = (globalThis as { trustedTypes?: Makers }).trustedTypes;
  // The one address there is: whatever were asked for, this is made.
  const maker = makers?.createPolicy("mingce-qr-worker", { createScriptURL: () => address });
  const type = import.meta.env.DEV ? "module" : "classic";
  return workerReader(new Worker(maker?.createScriptURL(address) ?? address, { type }));
}
