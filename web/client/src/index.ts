export { given, Mingce, versionTag, type Api, type MingceOptions, type Session } from "./client.js";
export { ended, jobsAsTheyGo, type Job } from "./events.js";
export { findingsOf, type Finding, type FindingQuery } from "./findings.js";
export { Problem, type ProblemBody } from "./problem.js";
export type { components, operations, paths } from "./schema.js";
export { editStudent, studentsOf, type StudentLine, type StudentQuery } from "./students.js";
export { sendFile, type SendFileOptions, type Upload } from "./uploads.js";
