import * as v from "valibot";
import { described, idField } from "../fields.ts";
import { POSTER_WIDTHS } from "../posters.ts";
import { count, named } from "./fields.ts";

/** A still picture of a node. */
export const poster = named(
  "Poster",
  v.object({
    nodeId: idField("node"),
    width: v.picklist(POSTER_WIDTHS),
    contentType: v.string(),
    size: described(count, "Bytes."),
  }),
);
