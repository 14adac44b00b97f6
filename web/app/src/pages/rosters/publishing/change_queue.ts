// Changes of publications on their way: what a person changes shows at once; each publication is written
// by one request at a time, with what came meanwhile in the next one, so that no change meets its own.
import { shallowReactive } from "vue";

import type { Publication, PublicationChange } from "@/api/publications";

export interface ChangeSender {
  /** Writes over the version; rejects where it may not, or where somebody was faster. */
  send(number: number, version: number, change: PublicationChange): Promise<Publication>;
  told(publication: Publication): void;
  /** The change is off the screen again. */
  failed(number: number, error: unknown): void;
}

export class ChangeQueue {
  readonly #waiting = shallowReactive(new Map<number, PublicationChange>());
  readonly #going = new Map<number, Promise<void>>();

  constructor(private readonly sender: ChangeSender) {}

  /** As it will be once everything is written. Reactive. */
  shown(publication: Publication): Publication {
    const waiting = this.#waiting.get(publication.number);
    return waiting === undefined ? publication : { ...publication, ...waiting };
  }
  /** Whether anything is still on its way. Reactive. */
  get isBusy(): boolean {
    return this.#waiting.size > 0;
  }

  change({ number, version }: Publication, change: PublicationChange): Promise<void> {
    this.#waiting.set(number, { ...this.#waiting.get(number), ...change });
    const going = this.#going.get(number) ?? this.#write(number, version);
    this.#going.set(number, going);
    return going;
  }

  /** Once everything is written or has failed. */
  async settled(): Promise<void> {
    await Promise.all(this.#going.values());
  }

  async #write(number: number, from: number): Promise<void> {
    let version = from;
    try {
      for (let next = this.#waiting.get(number); next !== undefined; next = this.#waiting.get(number)) {
        const told = await this.sender.send(number, version, next);
        version = told.version;
        this.sender.told(told);
        this.#written(number, next);
      }
    } catch (error) {
      this.#waiting.delete(number);
      this.sender.failed(number, error);
    } finally {
      this.#going.delete(number);
    }
  }

  /** What is the same as it was sent is written; what was changed meanwhile waits on. */
  #written(number: number, sent: PublicationChange): void {
    const left = Object.entries(this.#waiting.get(number) ?? {}).filter(
      ([key, value]) => value !== sent[key as keyof PublicationChange],
    );
    if (left.length === 0) this.#waiting.delete(number);
    else this.#waiting.set(number, Object.fromEntries(left));
  }
}
