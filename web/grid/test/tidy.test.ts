// How the package's own files are kept: sizes, and colours from the pages' tokens only.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, it } from "vitest";

const home = join(import.meta.dirname, "..");
const filesIn = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : [path];
  });
const files = ["src", "bench", "test"]
  .flatMap((folder) => filesIn(join(home, folder)))
  .filter((path) => /\.(ts|vue|css|mjs)$/.test(path))
  .map((path) => ({ name: relative(home, path), text: readFileSync(path, "utf8") }));

it("has no line above 100 columns and no file above 400 lines", () => {
  const faults = files.flatMap(({ name, text }) => {
    const lines = text.split("\n");
    const long = lines.flatMap((line, at) => ([...line].length > 100 ? [`${name}:${at + 1}`] : []));
    return lines.length > 401 ? [...long, `${name}: ${lines.length} lines`] : long;
  });
  expect(faults).toEqual([]);
});

const colours = /#[0-9a-f]{3,8}\b|\b(rgb|hsl)a?\(/gi;
it("takes every colour from a token, and every token is one that the pages have", () => {
  const pages = readFileSync(new URL("../../app/src/styles/tokens.css", import.meta.url), "utf8");
  const tokens = new Set([...pages.matchAll(/^ +(--[\w-]+):/gm)].map(([, name]) => name));
  const faults = files
    .filter(({ name }) => name.endsWith(".css"))
    .flatMap(({ name, text }) => [
      ...[...text.matchAll(colours)].map(([found]) => `${name} ${found}`),
      ...[...text.matchAll(/var\((--[\w-]+)/g)]
        .filter(([, token = ""]) => !token.startsWith("--rg-") && !tokens.has(token))
        .map(([, token]) => `${name} ${token}`),
    ])
    .filter((fault) => !/#after/.test(fault));
  expect(faults).toEqual([]);
});

it("writes nothing that the content policy forbids", () => {
  const faults = files
    .filter(({ name }) => name.startsWith("src/"))
    .filter(({ text }) => /\sstyle="|innerHTML|v-html|createElement\("style"|\beval\(/.test(text))
    .map(({ name }) => name);
  expect(faults).toEqual([]);
});

it("names files as the repository does", () => {
  const plain = /^([a-z][a-z0-9_]*(\.test)?\.(ts|css|mjs)|[A-Z][A-Za-z]*\.vue)$/;
  const names = files.map(({ name }) => name.split("/").at(-1) ?? "");
  expect(names.filter((name) => !plain.test(name))).toEqual([]);
});
