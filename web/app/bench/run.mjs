// Measures the pages with FILE, a table of students, and prints JSON: run.mjs FILE
import { runnerImport } from "vite";

const { module } = await runnerImport(new URL("./measure_import.ts", import.meta.url).pathname, {
  configFile: false,
});
console.log(JSON.stringify(await module.measureImport(process.argv[2])));
