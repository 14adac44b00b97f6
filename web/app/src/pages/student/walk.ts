// ← and →: the student before and after, in the list that somebody came from.
import { given } from "@mingce/client";
import { computed, ref, type Ref } from "vue";
import { useRouter } from "vue-router";

import { api } from "@/api/server";
import { currentWalk } from "@/pages/students/student_walk";

export function useWalk(id: Ref<string>) {
  const router = useRouter();
  const walk = currentWalk();
  const at = ref(walk?.at ?? 0);
  const total = computed(() => walk?.total ?? 0);
  let going = false;

  async function go(step: 1 | -1): Promise<void> {
    const next = at.value + step;
    if (walk === null || going || next < 0 || next >= walk.total) return;
    going = true;
    try {
      const body = {
        ...walk.selection,
        order: walk.order,
        descending: walk.descending,
        fields: [],
        offset: next,
        limit: 1,
        without_total: true,
      };
      const block = await given(api.POST("/api/v1/students/query", { body }));
      const student = block.items[0];
      if (student === undefined || student.id === id.value) return;
      at.value = next;
      await router.replace({ name: "student", params: { id: student.id } });
    } finally {
      going = false;
    }
  }
  return { at, total, go };
}
