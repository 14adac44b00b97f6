// Findings page after page, in the order they were made.
import { given, type Mingce } from "./client.js";
import { itemsOf } from "./pages.js";
import type { components, paths } from "./schema.js";

export type FindingQuery = paths["/api/v1/findings"]["get"]["parameters"]["query"];
export type Finding = components["schemas"]["Finding"];

export function findingsOf(mingce: Mingce, query: Omit<FindingQuery, "after">): AsyncGenerator<Finding> {
  return itemsOf((after) =>
    given(
      mingce.api.GET("/api/v1/findings", {
        params: { query: after === undefined ? query : { ...query, after } },
      }),
    ),
  );
}
