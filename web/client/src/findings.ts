// Findings page after page, in the order they were made.
import { given, type Mingce } from "./client.js";
import type { components, paths } from "./schema.js";

export type FindingQuery = paths["/api/v1/findings"]["get"]["parameters"]["query"];
export type Finding = components["schemas"]["Finding"];

export async function* findingsOf(
  mingce: Mingce,
  query: Omit<FindingQuery, "after">,
): AsyncGenerator<Finding> {
  let after: string | undefined;
  do {
    const at = after === undefined ? query : { ...query, after };
    const page = await given(mingce.api.GET("/api/v1/findings", { params: { query: at } }));
    yield* page.items;
    after = page.next ?? undefined;
  } while (after !== undefined);
}
