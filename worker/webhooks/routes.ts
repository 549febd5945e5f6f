import { Hono } from "hono";
import * as v from "valibot";
import { pageQuery } from "../../shared/api/fields.ts";
import { deliveryQuery, newWebhook, webhookChange } from "../../shared/api/webhooks.ts";
import type { AppEnv } from "../context.ts";
import { jsonBody, query } from "../http/validate.ts";
import { jsonTagged, onlyExpected, unlessKnown } from "../http/versions.ts";
import { listDeliveries, replayDelivery, testWebhook } from "./deliveries.ts";
import { changeWebhook, createWebhook, deleteWebhook, listWebhooks, readWebhook, rotateSecret } from "./webhooks.ts";

const WEBHOOKS = "/workspaces/:workspaceId/webhooks";
const WEBHOOK = "/workspaces/:workspaceId/webhooks/:webhookId";

export const webhookRoutes = new Hono<AppEnv>()
  .post(WEBHOOKS, jsonBody(newWebhook), async (c) =>
    c.json(await createWebhook(c.get("ctx"), c.req.param("workspaceId"), c.req.valid("json")), 201),
  )
  .get(WEBHOOKS, query(v.strictObject(pageQuery)), async (c) =>
    c.json(await listWebhooks(c.get("ctx"), c.req.param("workspaceId"), c.req.valid("query")), 200),
  )
  .get(WEBHOOK, unlessKnown, async (c) => {
    const { workspaceId, webhookId } = c.req.param();
    return jsonTagged(c, await readWebhook(c.get("ctx"), workspaceId, webhookId), 200);
  })
  .patch(WEBHOOK, jsonBody(webhookChange), onlyExpected, async (c) => {
    const { workspaceId, webhookId } = c.req.param();
    const { expected } = c.req.valid("header");
    return jsonTagged(c, await changeWebhook(c.get("ctx"), workspaceId, webhookId, c.req.valid("json"), expected), 200);
  })
  .delete(WEBHOOK, async (c) => {
    const { workspaceId, webhookId } = c.req.param();
    await deleteWebhook(c.get("ctx"), workspaceId, webhookId);
    return c.body(null, 204);
  })
  .post(`${WEBHOOK}/secret`, async (c) => {
    const { workspaceId, webhookId } = c.req.param();
    return c.json(await rotateSecret(c.get("ctx"), workspaceId, webhookId), 200);
  })
  .post(`${WEBHOOK}/test`, async (c) => {
    const { workspaceId, webhookId } = c.req.param();
    return c.json(await testWebhook(c.get("ctx"), workspaceId, webhookId), 201);
  })
  .get(`${WEBHOOK}/deliveries`, query(deliveryQuery), async (c) => {
    const { workspaceId, webhookId } = c.req.param();
    return c.json(await listDeliveries(c.get("ctx"), workspaceId, webhookId, c.req.valid("query")), 200);
  })
  .post(`${WEBHOOK}/deliveries/:deliveryId/replay`, async (c) => {
    const { workspaceId, webhookId, deliveryId } = c.req.param();
    return c.json(await replayDelivery(c.get("ctx"), workspaceId, webhookId, deliveryId), 200);
  });
