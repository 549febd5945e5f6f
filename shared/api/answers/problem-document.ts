import * as v from "valibot";
import type { ProblemCode } from "../../problem.ts";
import { REQUEST_OUTCOMES } from "../../problem.ts";
import { described } from "../fields.ts";
import { count, named, urlText } from "./fields.ts";

/** One thing wrong with the input. */
export const inputError = named(
  "InputError",
  v.object({
    pointer: described(
      v.string(),
      "A JSON Pointer (RFC 6901) into the body, or `/query/name`; empty where it is about the whole.",
    ),
    code: described(v.string(), "The rule that was broken, such as `required` or `max_length`."),
    detail: v.string(),
  }),
);

/** An error on the wire: RFC 9457, `application/problem+json`. */
export const problemDocument = named(
  "Problem",
  v.object({
    type: described(urlText, "Leads to what the code means and what to do."),
    title: described(v.string(), "What happened, in the reader's language."),
    detail: v.exactOptional(described(v.string(), "What a form of a page says of it, in the reader's language.")),
    status: v.pipe(v.number(), v.integer()),
    code: described(v.string() as v.GenericSchema<ProblemCode>, "Stable: programs go by it."),
    instance: described(v.string(), "The request's id, to quote when asking for help."),
    errors: v.exactOptional(described(v.array(inputError), "What is wrong with the input.")),
    inUse: v.exactOptional(described(count, "With `seats_in_use`: how many seats are occupied or held.")),
    outcome: v.exactOptional(described(v.picklist(REQUEST_OUTCOMES), "With `request_decided`: what became of it.")),
  }),
);
