// Builds data/codes/nationality.toml: countries and regions of ISO 3166-1 (GB/T 2659), numeric code,
// both letter codes as aliases, Chinese and English names.
//
//     node tools/build_nationality.mjs /usr/share/iso-codes/json/iso_3166-1.json
//         > data/codes/nationality.toml
//
// Codes are facts of ISO 3166-1 as Debian's iso-codes lists them; the names are those of ICU (node
// carries it), with the official ones and common spellings beside them.
import { readFileSync } from "node:fs";

const file = process.argv[2];
if (!file) {
    console.error("usage: node tools/build_nationality.mjs iso_3166-1.json");
    process.exit(64);
}
const countries = JSON.parse(readFileSync(file, "utf8"))["3166-1"];
const inChinese = new Intl.DisplayNames(["zh"], { type: "region" });
const inEnglish = new Intl.DisplayNames(["en"], { type: "region" });

// Names that schools write, and those under which the table shows a region.
const names = { HK: "中国香港", MO: "中国澳门", TW: "中国台湾" };
const english = { CN: "China", HK: "Hong Kong, China", MO: "Macao, China", TW: "Taiwan, China" };
const others = {
    CN: ["中华人民共和国", "PRC", "P.R. China", "P.R.China", "Chinese"],
    HK: ["香港", "中国香港特别行政区", "Hong Kong"], MO: ["澳门", "中国澳门特别行政区", "Macao", "Macau"],
    TW: ["台湾", "台湾省", "中国台湾省", "Taiwan"], KR: ["大韩民国", "南韩", "South Korea", "Korea"],
    KP: ["朝鲜民主主义人民共和国", "北朝鲜", "DPRK"], US: ["美利坚合众国", "USA", "United States of America"],
    GB: ["大不列颠及北爱尔兰联合王国", "UK", "Great Britain"], RU: ["俄罗斯联邦", "俄国"],
    LA: ["老挝人民民主共和国", "Lao PDR"], VN: ["越南社会主义共和国", "Viet Nam"], JP: ["日本国"],
    TH: ["泰王国"], MM: ["缅甸联邦", "Burma"], KZ: ["哈萨克"], KG: ["吉尔吉斯"], TJ: ["塔吉克"],
    TM: ["土库曼"], UZ: ["乌兹别克"], TZ: ["坦桑尼亚联合共和国"], IR: ["伊朗伊斯兰共和国"],
    SY: ["阿拉伯叙利亚共和国"], AE: ["阿联酋", "UAE"], SA: ["沙特"], CD: ["刚果民主共和国"],
    CG: ["刚果"], MN: ["蒙古国"], LK: ["斯里兰卡民主社会主义共和国"], MY: ["马来西亚联邦"],
    CI: ["科特迪瓦共和国", "象牙海岸", "Ivory Coast"], CZ: ["捷克共和国"], SZ: ["斯威士兰"], MK: ["马其顿"],
};

const quoted = (text) => JSON.stringify(text);
const lines = countries.map((country) => {
    const alpha2 = country.alpha_2;
    const name = names[alpha2] ?? inChinese.of(alpha2);
    const en = english[alpha2] ?? inEnglish.of(alpha2);
    const aliases = [alpha2, country.alpha_3, country.name, country.common_name,
        ...(others[alpha2] ?? [])].filter(Boolean);
    const taken = new Set([name.toLowerCase(), en.toLowerCase()]);
    const kept = aliases.filter((each) => !taken.has(each.toLowerCase()) &&
        taken.add(each.toLowerCase()));
    return [country.numeric, `    { code = ${quoted(country.numeric)}, name = ${quoted(name)}, ` +
        `en = ${quoted(en)}, aliases = [${kept.map(quoted).join(", ")}] },`];
});
lines.push(["999", '    { code = "999", name = "无国籍", en = "Stateless", aliases = ["无国籍人士"] },']);
lines.sort(([a], [b]) => (a < b ? -1 : 1));
process.stdout.write(`# Built by tools/build_nationality.mjs.
key = "nationality"
zh = "国籍/地区"
en = "Nationality"
standard = "GB/T 2659"
edition = "2022"
entry = [
${lines.map(([, line]) => line).join("\n")}
]
`);
