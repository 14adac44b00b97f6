// Pictures as pixels. The browser's own decoders open them, so that a phone's formats do as well.

// Every browser has canvases of this size (Safari's limit is 4096 × 4096 pixels).
const kLongestPx = 4_000;
const kFramePx = 1_600;

/** No longer than `longest`, in the same proportion. */
export function fitted(width: number, height: number, longest: number): { width: number; height: number } {
  const by = Math.min(1, longest / Math.max(width, height, 1));
  return { width: Math.max(1, Math.round(width * by)), height: Math.max(1, Math.round(height * by)) };
}

function drawn(
  source: HTMLImageElement | HTMLVideoElement,
  size: { width: number; height: number },
): ImageData {
  const canvas = document.createElement("canvas");
  canvas.width = size.width;
  canvas.height = size.height;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) throw new Error("no canvas");
  context.fillStyle = "white"; // under what a picture leaves clear
  context.fillRect(0, 0, size.width, size.height);
  context.drawImage(source, 0, 0, size.width, size.height);
  return context.getImageData(0, 0, size.width, size.height);
}

/** Fails where the browser does not know such a picture. */
export async function pixelsOf(file: Blob): Promise<ImageData> {
  const address = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    return drawn(image, fitted(image.naturalWidth, image.naturalHeight, kLongestPx));
  } finally {
    URL.revokeObjectURL(address);
  }
}
/** What a camera shows just now; null before the first picture. */
export function frameOf(video: HTMLVideoElement): ImageData | null {
  if (video.videoWidth === 0) return null;
  return drawn(video, fitted(video.videoWidth, video.videoHeight, kFramePx));
}

export function isPdf(file: { readonly type: string; readonly name: string }): boolean {
  return file.type === "application/pdf" || file.name.toLowerCase().endsWith(".pdf");
}
