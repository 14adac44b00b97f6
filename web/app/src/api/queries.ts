// How answers are kept: a moment fresh, tried again when the line broke, never when refused.
import { Problem } from "@mingce/client";
import { QueryClient } from "@tanstack/vue-query";

const kFreshMs = 15_000;
const kTries = 3;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: kFreshMs,
      retry: (failures, error) => !(error instanceof Problem) && failures < kTries,
      refetchOnWindowFocus: true,
    },
    mutations: { retry: false },
  },
});
