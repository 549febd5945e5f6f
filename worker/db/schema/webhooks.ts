import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { Delivery, TryError, WebhookEvent } from "../../../shared/api/webhooks.ts";
import { workspaces } from "./workspaces.ts";

/** Where a workspace's events are sent to. It is the workspace's: it outlives the membership of whoever made it. */
export const webhooks = sqliteTable(
  "webhooks",
  {
    id: text().primaryKey(),
    workspaceId: text()
      .notNull()
      .references(() => workspaces.id),
    url: text().notNull(),
    events: text({ mode: "json" }).$type<WebhookEvent[]>().notNull(),
    enabled: integer({ mode: "boolean" }).notNull().default(true),
    disabledReason: text({ enum: ["gone"] }),
    /** Whether whoever set the address may see everything in the workspace: people who wait, and every share. */
    toldInFull: integer({ mode: "boolean" }).notNull(),
    /** Encrypted; see `worker/secrets/encrypt.ts`. */
    sealedSecret: text().notNull(),
    /** The one before, which signs beside it until then. */
    sealedPrevious: text(),
    previousUntil: integer(),
    /** Which `AUTH_SECRET` both are encrypted with, by a name that tells nothing of it. */
    sealedBy: text().notNull(),
    /** How many messages there were; kept by the database. */
    lastSequence: integer().notNull().default(0),
    createdAt: integer().notNull(),
    changeId: text().notNull(),
  },
  (table) => [
    index("webhooks_by_workspace").on(table.workspaceId, table.id),
    index("webhooks_by_change").on(table.changeId),
    index("webhooks_by_seal").on(table.sealedBy),
    index("webhooks_with_previous").on(table.previousUntil).where(sql`previous_until IS NOT NULL`),
  ],
);

/**
 * One message to one endpoint, made by a trigger in the transaction of the event itself; see the migration. Its id is
 * the `webhook-id` it is sent under.
 */
export const webhookDeliveries = sqliteTable(
  "webhook_deliveries",
  {
    id: text().primaryKey(),
    webhookId: text()
      .notNull()
      .references(() => webhooks.id, { onDelete: "cascade" }),
    sequence: integer().notNull(),
    event: text().$type<Delivery["event"]>().notNull(),
    /** What it is about, as it was then; see `worker/webhooks/event-data.ts`. */
    facts: text({ mode: "json" }).$type<Record<string, unknown>>().notNull(),
    at: integer().notNull(),
    status: text({ enum: ["pending", "delivered", "failed"] })
      .notNull()
      .default("pending"),
    tries: integer().notNull().default(0),
    /** When it was first tried, since it was last replayed. */
    firstTriedAt: integer(),
    /** Not before then, while it is pending. */
    nextAt: integer(),
    lastStatus: integer(),
  },
  (table) => [
    uniqueIndex("webhook_deliveries_in_sequence").on(table.webhookId, table.sequence),
    index("webhook_deliveries_untried").on(table.webhookId, table.tries, table.sequence).where(sql`status = 'pending'`),
    index("webhook_deliveries_due").on(table.webhookId, table.nextAt).where(sql`status = 'pending'`),
    index("webhook_deliveries_by_age").on(table.at),
  ],
);

/** How each try went: the HTTP status that was answered, or why none was. */
export const webhookTries = sqliteTable(
  "webhook_tries",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    deliveryId: text()
      .notNull()
      .references(() => webhookDeliveries.id, { onDelete: "cascade" }),
    at: integer().notNull(),
    status: integer(),
    error: text().$type<TryError>(),
    ms: integer().notNull(),
  },
  (table) => [index("webhook_tries_by_delivery").on(table.deliveryId, table.id)],
);
