// Pictures of the bench page, light and dark, zh and en: node bench/shots.mjs FOLDER
import { runnerImport } from "vite";

const { module } = await runnerImport(new URL("./shoot.ts", import.meta.url).pathname, {
  configFile: false,
});
await module.shoot(process.argv[2] ?? "shots");
