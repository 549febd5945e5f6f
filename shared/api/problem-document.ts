import type * as v from "valibot";
import type { inputError, problemDocument } from "./answers/problem-document.ts";

export type InputError = v.InferOutput<typeof inputError>;

export type ProblemDocument = v.InferOutput<typeof problemDocument>;
