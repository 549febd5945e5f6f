import { failedDeliveryPage } from "../../shared/api/answers/failed-deliveries.ts";
import type { Reference } from "../http/reference.ts";
import type { outboxRoutes } from "./routes.ts";

export const outboxReference: Reference<typeof outboxRoutes> = {
  tag: "Failed deliveries",
  about: "Mails that could not be delivered, to be tried again by hand.",
  routes: {
    "GET /workspaces/:workspaceId/failed-deliveries": {
      id: "listFailedDeliveries",
      summary: "List deliveries that failed",
      answers: { 200: failedDeliveryPage },
      refuses: ["forbidden", "not_found"],
    },
    "POST /workspaces/:workspaceId/failed-deliveries/:deliveryId/retry": {
      id: "retryDelivery",
      summary: "Try a delivery again",
      answers: { 204: null },
      refuses: ["forbidden", "not_found"],
    },
  },
};
