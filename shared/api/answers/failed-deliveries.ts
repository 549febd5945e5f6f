import * as v from "valibot";
import { described } from "../fields.ts";
import { count, moment, named, pageOf } from "./fields.ts";

/** A mail or other message that could not be delivered. */
export const failedDelivery = named(
  "FailedDelivery",
  v.object({
    id: v.string(),
    event: v.string(),
    tries: count,
    reason: described(v.string(), "Names no address."),
    createdAt: moment,
    failedAt: moment,
  }),
);

export const failedDeliveryPage = named("FailedDeliveryPage", pageOf(failedDelivery));
