import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Stretch } from "../../../shared/watch/stretches.ts";
import { nodes } from "./nodes.ts";

/** How often something was watched on a day, counted from the epoch, UTC: kept by a trigger from `day_viewers`. */
export const viewDays = sqliteTable(
  "view_days",
  {
    nodeId: text()
      .notNull()
      .references(() => nodes.id),
    day: integer().notNull(),
    views: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.nodeId, table.day] })],
);

/**
 * Who was counted on a day, by upload, so that nobody is twice; gone when it is over. `viewer` is a keyed digest that says nothing
 * beyond that day and video, `network` the same of where strangers came from; `watched` are the seconds of the upload
 * `version` that it was counted for.
 */
export const dayViewers = sqliteTable(
  "day_viewers",
  {
    nodeId: text()
      .notNull()
      .references(() => nodes.id),
    day: integer().notNull(),
    viewer: text().notNull(),
    network: text(),
    version: integer().notNull(),
    watched: text({ mode: "json" }).$type<Stretch[]>().notNull(),
    changeId: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.day, table.nodeId, table.viewer, table.version] }),
    index("day_viewers_by_network").on(table.nodeId, table.day, table.network),
  ],
);

/**
 * How many more watch an upload from a second on than before it: the sum up to a second is how many watched that. So a
 * stretch of any length is two rows, and an upload has as many as seconds at most, however often it is watched.
 */
export const watchedEdges = sqliteTable(
  "watched_edges",
  {
    nodeId: text()
      .notNull()
      .references(() => nodes.id),
    version: integer().notNull(),
    second: integer().notNull(),
    change: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.nodeId, table.version, table.second] })],
);
