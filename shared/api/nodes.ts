import * as v from "valibot";
import type { Everyone, Level, NodeKind } from "../policy/access.ts";
import { idField, pageQuery, titleField } from "./fields.ts";

/** Kinds that can be made yet; the tree knows five. */
export const CREATABLE_KINDS = ["project", "video"] as const;

export const nodeCreation = v.strictObject({
  kind: v.picklist(CREATABLE_KINDS, `Must be one of ${CREATABLE_KINDS.join(", ")}.`),
  title: titleField,
  parentId: v.optional(idField("node")),
});

export const nodeChange = v.strictObject({ title: titleField });

export const nodeQuery = v.strictObject({
  ...pageQuery,
  parentId: v.optional(idField("node")),
  kind: v.optional(v.picklist(CREATABLE_KINDS, `Must be one of ${CREATABLE_KINDS.join(", ")}.`)),
});

/** The bytes of a node; `duration` in seconds, `width` and `height` in pixels as shown. */
export type Media = {
  contentType: string;
  size: number;
  duration: number | null;
  width: number | null;
  height: number | null;
  uploadedAt: string;
};

export type ContentNode = {
  id: string;
  workspaceId: string;
  kind: NodeKind;
  title: string;
  parentId: string | null;
  ownerMembershipId: string;
  everyone: Everyone;
  /** The caller's. */
  level: Level;
  media: Media | null;
};
