import { Hono } from "hono";
import { failedDeliveryQuery } from "../../shared/api/failed-deliveries.ts";
import type { AppEnv } from "../context.ts";
import { query } from "../http/validate.ts";
import { listFailedDeliveries, retryDelivery } from "./failed-deliveries.ts";

export const outboxRoutes = new Hono<AppEnv>()
  .get("/workspaces/:workspaceId/failed-deliveries", query(failedDeliveryQuery), async (c) =>
    c.json(await listFailedDeliveries(c.get("ctx"), c.req.param("workspaceId"), c.req.valid("query")), 200),
  )
  .post("/workspaces/:workspaceId/failed-deliveries/:deliveryId/retry", async (c) => {
    const { workspaceId, deliveryId } = c.req.param();
    await retryDelivery(c.get("ctx"), workspaceId, deliveryId);
    return c.body(null, 204);
  });
