// After the build: a compressed form of each asset beside it, so that the server never compresses,
// and the budgets of first loads, which stop the build when they are over.
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../dist/", import.meta.url));
const assets = `${folder}assets/`;
// `machine`: WebAssembly, which the page of /verify fetches where a browser reads no QR codes itself.
const budgetsKiB = { script: 260, style: 50, lazy: 210, machine: 410 };

function compressed(name) {
  const bytes = readFileSync(assets + name);
  const gzip = gzipSync(bytes, { level: 9 });
  if (gzip.length > bytes.length * 0.95) return bytes.length; // pictures and fonts are small already
  writeFileSync(`${assets}${name}.gz`, gzip);
  const brotli = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  writeFileSync(`${assets}${name}.br`, brotli);
  return gzip.length;
}

/** What a first load fetches: the entry, and what it imports without being asked. */
function firstLoad(manifest) {
  const seen = new Set();
  const visit = (key) => {
    if (seen.has(key)) return;
    seen.add(key);
    (manifest[key].imports ?? []).forEach(visit);
  };
  visit("index.html");
  const files = [...seen].flatMap((key) => [manifest[key].file, ...(manifest[key].css ?? [])]);
  return new Set(files.map((file) => file.replace("assets/", "")));
}

const manifest = JSON.parse(readFileSync(`${folder}.vite/manifest.json`, "utf8"));
rmSync(`${folder}.vite`, { recursive: true });
const first = firstLoad(manifest);
const sizes = { script: 0, style: 0 };
const over = [];
for (const name of readdirSync(assets).sort()) {
  const bytes = compressed(name);
  if (first.has(name)) sizes[name.endsWith(".css") ? "style" : "script"] += bytes;
  else if (bytes > budgetsKiB[name.endsWith(".wasm") ? "machine" : "lazy"] * 1024)
    over.push(`${name}: ${Math.ceil(bytes / 1024)} KiB`);
}
for (const [kind, bytes] of Object.entries(sizes)) {
  const kib = Math.ceil(bytes / 1024);
  console.log(`first load, ${kind}: ${kib} of ${budgetsKiB[kind]} KiB`);
  if (kib > budgetsKiB[kind]) over.push(`first load, ${kind}: ${kib} KiB`);
}
if (over.length > 0) {
  console.error(`over the budget:\n  ${over.join("\n  ")}`);
  process.exit(1);
}
