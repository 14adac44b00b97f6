// Files out of a drop, folders walked into; names keep their folder, because province sets are told
// apart by it.
export interface PickedFile {
  readonly name: string;
  readonly bytes: File;
}

function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  return new Promise((resolve, reject) => {
    const all: FileSystemEntry[] = [];
    // A reader gives a hundred at a time, and none at the end.
    const more = (): void =>
      reader.readEntries((some) => {
        if (some.length === 0) resolve(all);
        else {
          all.push(...some);
          more();
        }
      }, reject);
    more();
  });
}

async function walk(entry: FileSystemEntry): Promise<PickedFile[]> {
  if (entry.isDirectory) {
    const inside = await entriesOf(entry as FileSystemDirectoryEntry);
    return (await Promise.all(inside.map(walk))).flat();
  }
  const bytes = await new Promise<File>((resolve, reject) =>
    (entry as FileSystemFileEntry).file(resolve, reject),
  );
  return [{ name: entry.fullPath.replace(/^\//, ""), bytes }];
}

/** What systems leave in folders is no hand-over. */
function isLitter(name: string): boolean {
  const last = name.slice(name.lastIndexOf("/") + 1);
  return last.startsWith(".") || last.startsWith("~$") || last === "Thumbs.db";
}

export async function filesOfDrop(transfer: DataTransfer): Promise<PickedFile[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const files =
    entries.length > 0
      ? (await Promise.all(entries.map(walk))).flat()
      : [...transfer.files].map((bytes) => ({ name: bytes.name, bytes }));
  return files.filter((file) => !isLitter(file.name));
}

export function filesOfInput(input: HTMLInputElement): PickedFile[] {
  return [...(input.files ?? [])]
    .map((bytes) => ({ name: bytes.webkitRelativePath || bytes.name, bytes }))
    .filter((file) => !isLitter(file.name));
}
