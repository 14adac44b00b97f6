// Measures the bench page and prints JSON; ends with 1 when a gate of the product is not met.
import { runnerImport } from "vite";

const { module } = await runnerImport(new URL("./measure.ts", import.meta.url).pathname, {
  configFile: false,
});
const { figures, misses } = await module.measure();
console.log(JSON.stringify({ figures, misses }, null, 2));
process.exitCode = misses.length > 0 ? 1 : 0;
