// What the compiler does not see: pages that cannot be used by keyboard, promises nobody waits for,
// templates that do not do what they say. How lines break is Prettier's.
import prettier from "eslint-config-prettier";
import vue from "eslint-plugin-vue";
import accessibility from "eslint-plugin-vuejs-accessibility";
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["**/dist/**", "client/src/schema.ts"] },
  ...tseslint.configs.recommended,
  ...vue.configs["flat/recommended"],
  ...accessibility.configs["flat/recommended"],
  prettier,
  {
    files: ["**/*.{ts,vue}"],
    languageOptions: {
      parserOptions: {
        parser: tseslint.parser,
        projectService: { allowDefaultProject: ["*.js"] },
        extraFileExtensions: [".vue"],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: false }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
    },
  },
);
