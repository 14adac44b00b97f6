// How somebody likes the pages, and the intake they work in. Kept in the browser, so that the first
// picture is the right one.
import { defineStore } from "pinia";
import { ref, watch } from "vue";

import { useLanguage, type Language } from "@/texts/texts";

export type Theme = "light" | "dark" | "system";
export type Density = "compact" | "normal" | "relaxed" | "touch";

interface Kept {
  language: Language;
  theme: Theme;
  density: Density;
  intake: string;
}

const kKey = "mingce.preferences";

function read(): Kept {
  const first: Kept = {
    language: navigator.language.startsWith("zh") ? "zh" : "en",
    theme: "system",
    density: "normal",
    intake: "",
  };
  try {
    return { ...first, ...(JSON.parse(localStorage.getItem(kKey) ?? "{}") as Partial<Kept>) };
  } catch {
    return first; // somebody else's text under our name
  }
}

const systemDark = window.matchMedia("(prefers-color-scheme: dark)");

export const usePreferences = defineStore("preferences", () => {
  const kept = read();
  const language = ref(kept.language);
  const theme = ref(kept.theme);
  const density = ref(kept.density);
  /** Key of the intake, such as 2026-ug; "" before one was chosen. */
  const intake = ref(kept.intake);

  function show(): void {
    const isDark = theme.value === "dark" || (theme.value === "system" && systemDark.matches);
    document.documentElement.classList.toggle("dark", isDark);
    useLanguage(language.value);
  }

  watch([language, theme, density, intake], () => {
    show();
    const now: Kept = {
      language: language.value,
      theme: theme.value,
      density: density.value,
      intake: intake.value,
    };
    localStorage.setItem(kKey, JSON.stringify(now));
  });
  systemDark.addEventListener("change", show);
  show();

  return { language, theme, density, intake };
});
