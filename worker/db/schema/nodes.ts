import { sql } from "drizzle-orm";
import {
  type AnySQLiteColumn,
  check,
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import type { Chapter } from "../../../shared/chapters/chapter.ts";
import { memberships } from "./memberships.ts";
import { workspaces } from "./workspaces.ts";

export const nodes = sqliteTable(
  "nodes",
  {
    id: text().primaryKey(),
    workspaceId: text()
      .notNull()
      .references(() => workspaces.id),
    kind: text({ enum: ["project", "folder", "video", "avatar", "voice"] }).notNull(),
    title: text().notNull(),
    /** The title as it is searched, by `foldText`. */
    titleFolded: text().notNull().default(""),
    parentId: text().references((): AnySQLiteColumn => nodes.id),
    ownerMembershipId: text()
      .notNull()
      .references(() => memberships.id),
    everyone: text({ enum: ["inherit", "none", "view", "edit"] }).notNull(),
    createdAt: integer().notNull(),
    updatedAt: integer().notNull(),
    trashedAt: integer(),
    /** Where it was put among its siblings by hand; see `worker/content/sibling-place.ts`. */
    handPosition: text(),
    /** Its order key among its siblings, the highest first: by hand, else by its age, which its id tells. */
    position: text().generatedAlwaysAs(sql`coalesce(hand_position, 'z' || substr(id, 5))`, { mode: "virtual" }),
    changeId: text().notNull(),
  },
  (table) => [
    index("nodes_by_parent").on(table.parentId, table.workspaceId, table.position),
    // No two keys are the same in all of a workspace, so that lists of any nodes page by it.
    uniqueIndex("nodes_by_position").on(table.workspaceId, table.position),
    index("nodes_in_trash").on(table.trashedAt).where(sql`trashed_at IS NOT NULL`),
    index("nodes_in_trash_of").on(table.workspaceId, table.trashedAt, table.id).where(sql`trashed_at IS NOT NULL`),
    index("nodes_by_workspace").on(table.workspaceId, table.id),
    index("nodes_by_owner").on(table.ownerMembershipId),
    index("nodes_by_change").on(table.changeId),
    check("nodes_project_on_top", sql`(${table.kind} = 'project') = (${table.parentId} IS NULL)`),
    check("nodes_project_base", sql`${table.kind} <> 'project' OR ${table.everyone} <> 'inherit'`),
  ],
);

/** What is known of one upload; `version` counts those of a node. */
const upload = () => ({
  nodeId: text()
    .notNull()
    .references(() => nodes.id),
  version: integer().notNull(),
  r2Key: text().notNull().unique(),
  contentType: text().notNull(),
  size: integer().notNull(),
  /** Seconds. */
  duration: real(),
  width: integer(),
  height: integer(),
  /** Whether an MP4 or MOV has its index before its media; null of what has none, and of what was never looked at. */
  fastStart: integer({ mode: "boolean" }),
  etag: text().notNull(),
  uploadedAt: integer().notNull(),
});

/** The bytes of a node: the upload that was completed last, or the one that was gone back to. */
export const media = sqliteTable("media", upload(), (table) => [
  primaryKey({ columns: [table.nodeId, table.version] }),
]);

/** The uploads of a node that another took the place of, to go back to. */
export const keptMedia = sqliteTable("kept_media", upload(), (table) => [
  primaryKey({ columns: [table.nodeId, table.version] }),
]);

/** A member's level on a node, beside what everyone gets. */
export const grants = sqliteTable(
  "grants",
  {
    nodeId: text()
      .notNull()
      .references(() => nodes.id),
    membershipId: text()
      .notNull()
      .references(() => memberships.id),
    level: text({ enum: ["view", "edit"] }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.nodeId, table.membershipId] }),
    index("grants_by_membership").on(table.membershipId),
  ],
);

const captions = () => ({
  nodeId: text()
    .notNull()
    .references(() => nodes.id),
  language: text().notNull(),
  label: text().notNull(),
  isDefault: integer({ mode: "boolean" }).notNull().default(false),
  cues: integer().notNull(),
  etag: text().notNull(),
  updatedAt: integer().notNull(),
});

/** Captions of a video, one track a language (BCP 47); the clean WebVTT lies in R2. */
export const captionTracks = sqliteTable(
  "caption_tracks",
  { ...captions(), r2Key: text().notNull().unique() },
  (table) => [primaryKey({ columns: [table.nodeId, table.language] })],
);

const chapters = () => ({
  nodeId: text()
    .notNull()
    .references(() => nodes.id),
  language: text().notNull(),
  chapters: text({ mode: "json" }).$type<Chapter[]>().notNull(),
  updatedAt: integer().notNull(),
  /** Of the change that wrote it: its version. */
  changeId: text().notNull(),
});

/** Where the parts of a video or voice begin, in one language (BCP 47): few and short, so that a page is made of the row. */
export const chapterTracks = sqliteTable("chapter_tracks", chapters(), (table) => [
  primaryKey({ columns: [table.nodeId, table.language] }),
]);

const picture = () => ({
  nodeId: text()
    .notNull()
    .references(() => nodes.id),
  width: integer().notNull(),
  contentType: text().notNull(),
  size: integer().notNull(),
  etag: text().notNull(),
  updatedAt: integer().notNull(),
});

/** The still picture a video shows before it plays, one a width and type. */
export const posters = sqliteTable("posters", { ...picture(), r2Key: text().notNull().unique() }, (table) => [
  primaryKey({ columns: [table.nodeId, table.width, table.contentType] }),
]);

/**
 * What belongs to an upload that is kept, as it was when another took its place. What the next began with is the same object
 * under two names, or more. Goes with its upload, by a trigger.
 */
const ofKept = { version: integer().notNull() };
const shared = { r2Key: text().notNull() };

export const keptCaptionTracks = sqliteTable(
  "kept_caption_tracks",
  { ...captions(), ...ofKept, ...shared },
  (table) => [
    primaryKey({ columns: [table.nodeId, table.version, table.language] }),
    index("kept_caption_tracks_by_object").on(table.r2Key),
  ],
);

export const keptChapterTracks = sqliteTable("kept_chapter_tracks", { ...chapters(), ...ofKept }, (table) => [
  primaryKey({ columns: [table.nodeId, table.version, table.language] }),
]);

export const keptPosters = sqliteTable("kept_posters", { ...picture(), ...ofKept, ...shared }, (table) => [
  primaryKey({ columns: [table.nodeId, table.version, table.width, table.contentType] }),
  index("kept_posters_by_object").on(table.r2Key),
]);
