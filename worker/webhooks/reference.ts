import { delivery, deliveryPage, madeWebhook, webhook, webhookPage } from "../../shared/api/answers/webhooks.ts";
import type { Reference } from "../http/reference.ts";
import type { webhookRoutes } from "./routes.ts";

export const webhookReference: Reference<typeof webhookRoutes> = {
  tag: "Webhooks",
  about:
    "What happens, told to your own service: signed by the scheme of Standard Webhooks, in order by `sequence`, and tried again for a day.",
  routes: {
    "POST /workspaces/:workspaceId/webhooks": {
      id: "createWebhook",
      summary: "Add an endpoint",
      description: "Its secret is said this once. An address that is private or loopback is refused.",
      answers: { 201: madeWebhook },
      refuses: ["forbidden", "not_found", "too_many_webhooks"],
    },
    "GET /workspaces/:workspaceId/webhooks": {
      id: "listWebhooks",
      summary: "List endpoints",
      answers: { 200: webhookPage },
      refuses: ["forbidden", "not_found"],
    },
    "GET /workspaces/:workspaceId/webhooks/:webhookId": {
      id: "readWebhook",
      summary: "Read an endpoint",
      answers: { 200: webhook },
      refuses: ["forbidden", "not_found"],
    },
    "PATCH /workspaces/:workspaceId/webhooks/:webhookId": {
      id: "changeWebhook",
      summary: "Change an endpoint, turn it off or on",
      answers: { 200: webhook },
      refuses: ["forbidden", "not_found"],
    },
    "DELETE /workspaces/:workspaceId/webhooks/:webhookId": {
      id: "deleteWebhook",
      summary: "Delete an endpoint",
      answers: { 204: null },
      refuses: ["forbidden", "not_found"],
    },
    "POST /workspaces/:workspaceId/webhooks/:webhookId/secret": {
      id: "rotateSecret",
      summary: "Take a new secret",
      description: "For a day messages are signed with the old one as well.",
      answers: { 200: madeWebhook },
      refuses: ["forbidden", "not_found"],
    },
    "POST /workspaces/:workspaceId/webhooks/:webhookId/test": {
      id: "testWebhook",
      summary: "Send a test message",
      answers: { 201: delivery },
      refuses: ["forbidden", "not_found", "invalid_state"],
    },
    "GET /workspaces/:workspaceId/webhooks/:webhookId/deliveries": {
      id: "listDeliveries",
      summary: "List messages and their tries",
      answers: { 200: deliveryPage },
      refuses: ["forbidden", "not_found"],
    },
    "POST /workspaces/:workspaceId/webhooks/:webhookId/deliveries/:deliveryId/replay": {
      id: "replayDelivery",
      summary: "Send a message again",
      answers: { 200: delivery },
      refuses: ["forbidden", "not_found", "invalid_state"],
    },
  },
};
