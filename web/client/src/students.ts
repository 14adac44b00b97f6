// Students page after page, and a change over the version that was read.
import { given, versionTag, type Mingce } from "./client.js";
import { itemsOf } from "./pages.js";
import type { components, paths } from "./schema.js";

export type StudentQuery = NonNullable<paths["/api/v1/students"]["get"]["parameters"]["query"]>;
export type StudentLine = components["schemas"]["StudentLine"];

/** Every student of a list, a page at a time; edits in between neither repeat nor hide one. */
export function studentsOf(mingce: Mingce, query: Omit<StudentQuery, "cursor">): AsyncGenerator<StudentLine> {
  return itemsOf((cursor) =>
    given(
      mingce.api.GET("/api/v1/students", {
        params: { query: cursor === undefined ? query : { ...query, cursor } },
      }),
    ),
  );
}

/** Throws a {@link Problem} that `isOvertaken` where the student is at another version by now. */
export function editStudent(
  mingce: Mingce,
  student: { readonly id: string; readonly version: number },
  values: Readonly<Record<string, string>>,
  reason: string,
): Promise<components["schemas"]["EditOutcome"]> {
  return given(
    mingce.api.PATCH("/api/v1/students/{id}", {
      params: { path: { id: student.id }, header: { "If-Match": versionTag(student.version) } },
      body: { values, reason },
    }),
  );
}
