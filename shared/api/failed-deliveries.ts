import * as v from "valibot";
import type { failedDelivery, failedDeliveryPage } from "./answers/failed-deliveries.ts";
import { pageQuery } from "./fields.ts";

export const failedDeliveryQuery = v.strictObject({
  ...pageQuery,
  cursor: v.optional(v.pipe(v.string("Must be text."), v.regex(/^\d{1,15}$/, "Is not one of ours."))),
});

export type FailedDelivery = v.InferOutput<typeof failedDelivery>;

export type FailedDeliveryPage = v.InferOutput<typeof failedDeliveryPage>;
