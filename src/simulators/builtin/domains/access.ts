import type { Domain } from "./domain.ts";

export const access: Domain = {
  id: "access",
  keywords:
    "permission role user password token secret credential iam access admin grant revoke login mfa auth key group policy vault certificate username account_lock identity sso collaborator member firewall",
  roles: ["IT administrator", "service desk agent", "identity engineer", "team lead", "security officer"],
  crew: ["IT administrator", "security officer", "service desk agent", "external consultant", "team lead"],
  topics: [
    "access for the new contractor",
    "{project} service account",
    "leavers of {month}",
    "role review for {quarter}",
    "password reset for {colleague}",
    "admin rights on {project}",
    "access for {client}",
    "key rotation",
  ],
  reasons: [
    "The contractor starts on {weekday}",
    "The audit of the roles is on {date}",
    "{colleague} is locked out and has a call at {time}",
    "We part ways with {vendor} at the end of {month}",
    "{manager} wants the list closed today",
    "The integration stops working at midnight",
  ],
  news: [
    ["the access runs out on {date}", "Access runs out on {date}; extension only through the service desk."],
    [
      "the new key is active since {time}",
      "The new key is active since {time}, the old one stops on {date}.",
    ],
  ],
  grounds: ["left the company", "project ended", "request by line manager", "account unused for 90 days"],
  notes: [
    "Access is reviewed every quarter.",
    "Owner of the group: {manager}.",
    "Two-factor sign-in is mandatory for admins.",
    "The service account is used by three jobs.",
  ],
  wishes: [
    "make sure {colleague} can work",
    "get the role review over with",
    "tidy up the user list",
    "get the integration connected",
  ],
};
