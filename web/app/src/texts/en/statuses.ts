import type { Texts } from "../texts";

export const statuses: Texts["statuses"] = {
  admitted: "Admitted",
  overdue: "Overdue, not reported",
  reported: "Reported, check pending",
  passed: "Check passed",
  deferred: "Place kept",
  enrolled: "Enrolled",
  on_leave: "On leave",
  status_kept: "Status kept",
  suspended: "Suspended",
  completed: "Completed without graduating",
  declined: "Place given up",
  revoked: "Place withdrawn",
  status_revoked: "Status revoked",
  withdrawn: "Withdrawn",
  expelled: "Expelled",
  transferred_out: "Transferred out",
  graduated: "Graduated",
  left: "Left without completing",
  deceased: "Deceased",
};
