// A camera that looks for QR codes until it finds one, and is off as soon as nobody looks.
import { onBeforeUnmount, ref, watch, type Ref } from "vue";

import { frameOf } from "./pictures";
import type { QrReader } from "./qr_reader";

export type CameraTrouble = "insecure" | "refused" | "none" | "taken" | "no_reader";

/** Why a browser gives no camera. */
export function troubleOf(failure: unknown): CameraTrouble {
  switch (failure instanceof Error ? failure.name : "") {
    case "NotAllowedError":
    case "SecurityError":
      return "refused";
    case "NotFoundError":
    case "OverconstrainedError":
      return "none";
    default:
      return "taken";
  }
}

export interface CameraDoors {
  reader(): Promise<QrReader>;
  /** What is in sight, never nothing. True: enough, the camera goes off. */
  found(texts: readonly string[]): boolean;
}

const kBetweenFramesMs = 120;
// The rear one, in enough points for a code of 60 modules held at arm's length.
const kWanted: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: { ideal: "environment" }, width: { ideal: 1920 }, height: { ideal: 1080 } },
};

export function useCamera(video: Ref<HTMLVideoElement | null>, doors: CameraDoors) {
  const state = ref<"off" | "starting" | "on">("off");
  const trouble = ref<CameraTrouble | null>(null);
  let stream: MediaStream | null = null;
  let run = 0;

  function stop(): void {
    run += 1;
    state.value = "off";
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = null;
    show();
  }
  /** The picture may be there before its place on the page is. */
  function show(): void {
    if (video.value === null) return;
    video.value.srcObject = stream;
    if (stream !== null) video.value.play().catch(() => undefined); // off meanwhile
  }
  watch(video, show, { flush: "sync" });

  async function look(reader: QrReader, mine: number): Promise<void> {
    while (mine === run) {
      const frame = video.value === null ? null : frameOf(video.value);
      const texts = frame === null ? [] : await reader.read(frame);
      if (mine !== run) return;
      if (texts.length > 0 && doors.found(texts)) return stop();
      await new Promise((resolve) => setTimeout(resolve, kBetweenFramesMs));
    }
  }

  function fail(why: CameraTrouble): void {
    stop();
    trouble.value = why;
  }

  async function start(): Promise<void> {
    stop();
    const mine = run;
    trouble.value = null;
    state.value = "starting";
    // A page that came without TLS is given none, and no word why.
    const devices = navigator.mediaDevices as MediaDevices | undefined;
    if (devices === undefined) return fail("insecure");
    try {
      const opened = await devices.getUserMedia(kWanted);
      if (mine !== run) return opened.getTracks().forEach((track) => track.stop());
      stream = opened;
    } catch (failure) {
      if (mine === run) fail(troubleOf(failure));
      return;
    }
    state.value = "on";
    show();
    try {
      await look(await doors.reader(), mine);
    } catch {
      if (mine === run) fail("no_reader");
    }
  }

  const hide = (): void => {
    if (document.hidden) stop();
  };
  document.addEventListener("visibilitychange", hide);
  window.addEventListener("pagehide", stop);
  onBeforeUnmount(() => {
    document.removeEventListener("visibilitychange", hide);
    window.removeEventListener("pagehide", stop);
    stop();
  });

  return { state, trouble, start };
}
