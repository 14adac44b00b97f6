import { mergeConfig, defineConfig } from "vitest/config";

import vite from "./vite.config.ts";

export default mergeConfig(
  vite,
  defineConfig({
    test: {
      projects: [
        {
          extends: true,
          test: { name: "unit", include: ["src/**/*.test.ts"], environment: "node" },
        },
        {
          extends: true,
          test: {
            name: "e2e",
            include: ["e2e/**/*.test.ts"],
            environment: "node",
            // One server and one browser at a time: two cores, and a school of its own each.
            fileParallelism: false,
            testTimeout: 120_000,
            hookTimeout: 120_000,
            expect: { poll: { timeout: 10_000 } },
          },
        },
        {
          extends: true,
          test: {
            name: "shots",
            include: ["e2e/**/*.shots.ts"],
            environment: "node",
            testTimeout: 60_000,
            hookTimeout: 300_000,
          },
        },
      ],
    },
  }),
);
