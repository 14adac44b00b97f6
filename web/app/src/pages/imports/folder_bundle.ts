// A folder becomes one ZIP before it is sent: a province set is some twenty small tables told apart
// by their folders, and a thousand uploads would take the account's requests for a minute. ZIPs that
// lie in it are sent as they are, as the reader opens none within another.
import { downloadZip } from "client-zip";

import type { PickedFile } from "./dropped_files";

/** Of the ZIP format without its 64-bit extension, and of an upload (docs/settings.md). */
const kBundleBytesMax = 2 * 1024 ** 3;

/** More files than this that were picked without a folder are sent as if they had one. */
const kLooseMost = 20;
const kLooseFolder = "files";

const isArchive = (name: string): boolean => /\.zip$/i.test(name);
const isInFolder = (file: PickedFile): boolean => file.name.includes("/");
/** An upload's name holds no folder: `2026/四川.zip` is `2026_四川.zip`. */
const flat = (name: string): string => name.replaceAll("/", "_");

/** The folder that a file was picked or dropped with. */
const topOf = (file: PickedFile): string => file.name.slice(0, file.name.indexOf("/"));

export interface FolderPlan {
  readonly folder: string;
  readonly files: readonly PickedFile[];
}
/** What is sent as it is, and which files go together. */
export function planOf(chosen: readonly PickedFile[]): { single: PickedFile[]; folders: FolderPlan[] } {
  const isMany = chosen.filter((file) => !isInFolder(file)).length > kLooseMost;
  const picked = chosen.map((file) =>
    isMany && !isInFolder(file) ? { ...file, name: `${kLooseFolder}/${file.name}` } : file,
  );
  const single = picked
    .filter((file) => !isInFolder(file) || isArchive(file.name))
    .map(({ name, bytes }) => ({ name: flat(name.replace(`${kLooseFolder}/`, "")), bytes }));
  const folders = new Map<string, PickedFile[]>();
  for (const file of picked.filter((each) => isInFolder(each) && !isArchive(each.name)))
    folders.set(topOf(file), [...(folders.get(topOf(file)) ?? []), file]);
  return { single, folders: [...folders].map(([folder, files]) => ({ folder, files })) };
}

/** Always the same for the same files, so that one that was cut off can go on. */
export async function bundled(picked: readonly PickedFile[]): Promise<PickedFile[]> {
  const { single, folders } = planOf(picked);
  const zips = folders.map(async ({ folder, files }) => {
    const name = `${folder}.zip`;
    const total = files.reduce((sum, file) => sum + file.bytes.size, 0);
    if (total > kBundleBytesMax)
      return {
        name,
        bytes: new File(
          files.map((file) => file.bytes),
          name,
        ),
      };
    const inside = files.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    const zip = downloadZip(
      inside.map((file) => ({
        name: file.name.slice(folder.length + 1),
        lastModified: new Date(file.bytes.lastModified),
        input: file.bytes,
      })),
    );
    return { name, bytes: new File([await zip.blob()], name) };
  });
  return [...(await Promise.all(zips)), ...single];
}
