import * as v from "valibot";
import { described, idField } from "../fields.ts";
import { addressText, named, pageOf } from "./fields.ts";

/** Someone on the company's domain who already signed up and may be found. */
export const suggestion = named(
  "Suggestion",
  v.object({ userId: idField("user"), email: addressText, name: v.string() }),
);

export const suggestionPage = named("SuggestionPage", pageOf(suggestion));

export const lookupResult = named(
  "LookupResult",
  v.object({
    email: described(v.string(), "As it was asked for."),
    status: described(
      v.picklist(["invited", "requested", "active", "suspended", "none", "not_company"]),
      "`none`: no live membership; `not_company`: its domain is not one of the workspace's, and is not looked up.",
    ),
  }),
);

export const lookupResults = named("LookupResults", v.object({ results: v.array(lookupResult) }));
