// What no compiler sees: colours outside the tokens, attributes of style that the content security
// policy would drop, addresses of other places.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const web = fileURLToPath(new URL("../../", import.meta.url));
const rules = [
  {
    what: "a colour outside src/styles/tokens.css",
    pattern: /#[0-9a-fA-F]{3,8}\b(?=[^"'`]*[;,)\s])|\b(?:rgba?|hsla?|oklch)\(/,
    except: /styles\/tokens\.css$|public\//,
  },
  { what: "a style attribute in a template", pattern: /\sstyle="/, except: /^$/ },
  {
    what: "an address of another place",
    pattern: /https?:\/\/(?!127\.0\.0\.1|localhost|www\.w3\.org\/2000\/svg)/,
    except: /\.test\.ts$/, // no page has them
  },
];
const folders = ["app/src", "grid/src"];
const faults = [];

for (const folder of folders) {
  let files = [];
  try {
    files = readdirSync(web + folder, { recursive: true });
  } catch {
    continue;
  }
  for (const file of files.filter((name) => /\.(vue|ts|css|svg|html)$/.test(name))) {
    const lines = readFileSync(`${web}${folder}/${file}`, "utf8").split("\n");
    lines.forEach((line, at) => {
      for (const rule of rules)
        if (!rule.except.test(file) && rule.pattern.test(line))
          faults.push(`${folder}/${file}:${at + 1}: ${rule.what}: ${line.trim()}`);
    });
  }
}
if (faults.length > 0) {
  console.error(faults.join("\n"));
  process.exit(1);
}
