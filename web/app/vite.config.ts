import vue from "@vitejs/plugin-vue";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// While the pages are worked on, `npm run dev` hands what is no page to a server of ./dev run.
const server = process.env["MINGCE_SERVER"] ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [vue()],
  resolve: {
    alias: {
      "@mingce/client": here("../client/src/index.ts"),
      "@mingce/grid": here("../grid/src/index.ts"),
      "@": here("src"),
    },
  },
  define: { __VUE_OPTIONS_API__: false, __VUE_PROD_DEVTOOLS__: false },
  build: {
    // Campus machines that never see an update still run Chromium 86 (UX 7, risk c).
    target: ["chrome86", "firefox78", "safari14"],
    assetsInlineLimit: 0, // nothing from data: but what a page makes itself
    modulePreload: { polyfill: false },
    manifest: true,
    reportCompressedSize: false,
  },
  server: { port: 5173, strictPort: true, proxy: { "/api": { target: server } } },
});
