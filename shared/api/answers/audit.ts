import * as v from "valibot";
import { described, idField } from "../fields.ts";
import { addressText, moment, named, pageOf } from "./fields.ts";

/** Who did what to what. */
export const auditEntry = named(
  "AuditEntry",
  v.object({
    id: v.string(),
    at: moment,
    actor: described(
      v.nullable(v.object({ id: idField("user"), email: addressText, name: v.string() })),
      "Null where the service itself acted.",
    ),
    action: described(v.string(), "What was done, such as `member.invited`."),
    target: described(v.string(), "The id of what it was done to."),
    targetName: described(
      v.nullable(v.string()),
      "What that is called now: a node by its title, a member by their address; of what hangs on a node, the node. Null where it has no such name, or is no more.",
    ),
    data: described(v.record(v.string(), v.unknown()), "What there is to say of it."),
  }),
);

export const auditPage = named("AuditPage", pageOf(auditEntry));
