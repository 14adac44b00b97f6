import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [vue()],
  root: import.meta.dirname,
  test: {
    projects: [
      {
        extends: true,
        test: { name: "unit", environment: "node", include: ["test/*.test.ts"] },
      },
      {
        extends: true,
        test: {
          name: "browser",
          environment: "node",
          include: ["test/browser/*.test.ts"],
          // One browser at a time: two cores are not many.
          fileParallelism: false,
          testTimeout: 30_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
