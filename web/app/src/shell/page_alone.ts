// A page that stands alone on a phone, with a way back of its own: no rail, no bar, no strip of keys.
import { onBeforeUnmount, onMounted, ref } from "vue";

export const isPageAlone = ref(false);

/** For as long as the component is on the screen. */
export function standAlone(): void {
  onMounted(() => (isPageAlone.value = true));
  onBeforeUnmount(() => (isPageAlone.value = false));
}
