import { Hono } from "hono";
import { notificationQuery, notificationsRead } from "../../shared/api/notifications.ts";
import type { AppEnv } from "../context.ts";
import { jsonBody, query } from "../http/validate.ts";
import { listNotifications, markRead } from "./read-notifications.ts";
import { streamNotifications } from "./stream.ts";

export const notificationRoutes = new Hono<AppEnv>()
  .get("/notifications", query(notificationQuery), async (c) =>
    c.json(await listNotifications(c.get("ctx"), c.req.valid("query")), 200),
  )
  .post("/notifications/read", jsonBody(notificationsRead), async (c) =>
    c.json(await markRead(c.get("ctx"), c.req.valid("json")), 200),
  )
  .get("/notifications/stream", (c) => streamNotifications(c.get("ctx"), c.req.header("Last-Event-ID")));
