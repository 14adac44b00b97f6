// Whether the window is as a media query says, as it changes.
import { onBeforeUnmount, readonly, ref, type Ref } from "vue";

export function useNarrow(query: string): Readonly<Ref<boolean>> {
  const media = window.matchMedia(query);
  const is = ref(media.matches);
  const look = (): void => void (is.value = media.matches);
  media.addEventListener("change", look);
  onBeforeUnmount(() => media.removeEventListener("change", look));
  return readonly(is);
}
