import * as v from "valibot";
import { described } from "../fields.ts";
import { moment, named, pageOf, withMore } from "./fields.ts";
import { member } from "./members.ts";

/** A membership with status `requested`, as those who decide see it. */
export const waitingRequest = named(
  "JoinRequest",
  withMore(member, {
    message: described(v.string(), "What they wrote; may be empty."),
    requestedAt: moment,
  }),
);

export const joinRequestPage = named("JoinRequestPage", pageOf(waitingRequest));
