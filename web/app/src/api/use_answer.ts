// What a page reads: kept by its key, asked again when something was written. `enabled` where the
// post may; `againMs` for what changes without anybody's doing here.
import { useQuery } from "@tanstack/vue-query";
import { computed, type MaybeRefOrGetter, toValue } from "vue";

export function useAnswer<T>(
  key: MaybeRefOrGetter<readonly unknown[]>,
  read: (signal: AbortSignal) => Promise<T>,
  enabled: MaybeRefOrGetter<boolean> = true,
  againMs: number | false = false,
) {
  return useQuery({
    queryKey: computed(() => toValue(key)),
    queryFn: ({ signal }) => read(signal),
    enabled: computed(() => toValue(enabled)),
    refetchInterval: againMs,
  });
}
