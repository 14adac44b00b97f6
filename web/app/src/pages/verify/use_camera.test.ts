// A camera that is staged: what becomes of it when it is refused, when a code is in sight, when nobody
// looks any more.
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { effectScope, ref, type EffectScope } from "vue";

import { useCamera } from "./camera";

vi.mock("./pictures", () => ({ frameOf: () => ({}) }));
vi.mock("vue", async (original) => ({
  ...(await original<typeof import("vue")>()),
  onBeforeUnmount: (left: () => void) => void leaving.push(left),
}));

const leaving: (() => void)[] = [];
let scope: EffectScope;
beforeEach(() => {
  scope = effectScope();
  vi.useFakeTimers();
  vi.stubGlobal("document", Object.assign(new EventTarget(), { hidden: false }));
  vi.stubGlobal("window", new EventTarget());
});
afterEach(() => {
  scope.stop();
  leaving.length = 0;
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function staged(seen: readonly (readonly string[])[], give?: () => Promise<unknown>) {
  const track = { isOn: true, stop: () => void (track.isOn = false) };
  const getUserMedia = vi.fn(give ?? (async () => ({ getTracks: () => [track] })));
  vi.stubGlobal("navigator", { mediaDevices: { getUserMedia } });
  const left = [...seen];
  const found = vi.fn((texts: readonly string[]) => texts.includes("ours"));
  const read = async (): Promise<readonly string[]> => left.shift() ?? [];
  const video = ref({ srcObject: null, play: async () => undefined } as unknown as HTMLVideoElement);
  const camera = scope.run(() =>
    useCamera(video, { reader: async () => ({ read, close: () => undefined }), found }),
  );
  if (camera === undefined) throw new Error("no scope");
  return { ...camera, track, found, getUserMedia };
}

it("is asked for the rear one, and goes off when a code of ours is in sight", async () => {
  const { state, start, track, found, getUserMedia } = staged([[], ["foreign"], ["ours"], ["ours"]]);
  const over = start();
  await vi.runAllTimersAsync();
  await over;
  const [wanted] = getUserMedia.mock.calls[0] as unknown as [MediaStreamConstraints];
  expect(wanted).toMatchObject({ audio: false, video: { facingMode: { ideal: "environment" } } });
  expect(found.mock.calls).toEqual([[["foreign"]], [["ours"]]]);
  expect(state.value).toBe("off");
  expect(track.isOn).toBe(false);
});

it.each([
  [
    "the page is hidden",
    () => {
      Object.assign(document, { hidden: true });
      document.dispatchEvent(new Event("visibilitychange"));
    },
  ],
  ["the page goes away", () => window.dispatchEvent(new Event("pagehide"))],
  ["the dialog closes", () => leaving.forEach((each) => each())],
])("goes off when %s", async (_, leave) => {
  const { state, start, track } = staged([]);
  const over = start();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(state.value).toBe("on");
  leave();
  await vi.runAllTimersAsync();
  await over;
  expect(state.value).toBe("off");
  expect(track.isOn).toBe(false);
});

it("is not left on when it comes after the dialog closed", async () => {
  let give: (stream: unknown) => void = () => undefined;
  const { start, track, state } = staged([], () => new Promise((resolve) => (give = resolve)));
  const over = start();
  leaving.forEach((each) => each());
  give({ getTracks: () => [track] });
  await over;
  expect(track.isOn).toBe(false);
  expect(state.value).toBe("off");
});

it.each([
  ["refused", "NotAllowedError"],
  ["none", "NotFoundError"],
  ["taken", "NotReadableError"],
])("says %s where the browser says %s", async (trouble, name) => {
  const camera = staged([], () => Promise.reject(Object.assign(new Error(name), { name })));
  await camera.start();
  expect(camera.trouble.value).toBe(trouble);
  expect(camera.state.value).toBe("off");
});

it("says that a page without TLS gets none", async () => {
  const camera = staged([]);
  vi.stubGlobal("navigator", {});
  await camera.start();
  expect(camera.trouble.value).toBe("insecure");
});
