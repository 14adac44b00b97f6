// A file that an answer holds, saved under the name that the server gave it.
export function nameOf(disposition: string): string {
  const found = /filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1];
  return found === undefined ? "mingce" : decodeURIComponent(found);
}

export function save(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // Not before the browser has taken it.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

export async function saveFile(response: Response): Promise<void> {
  save(await response.blob(), nameOf(response.headers.get("Content-Disposition") ?? ""));
}

/** A list that a page made, as a CSV file. */
export function saveText(csv: string, name: string): void {
  save(new Blob([csv], { type: "text/csv" }), name);
}
