import * as v from "valibot";
import { type Page, pageQuery } from "./fields.ts";

export const failedDeliveryQuery = v.strictObject({
  ...pageQuery,
  cursor: v.optional(v.pipe(v.string("Must be text."), v.regex(/^\d{1,15}$/, "Is not one of ours."))),
});

/** A mail or other message that could not be delivered; `reason` names no address. */
export type FailedDelivery = {
  id: string;
  event: string;
  tries: number;
  reason: string;
  createdAt: string;
  failedAt: string;
};

export type FailedDeliveryPage = Page<FailedDelivery>;
