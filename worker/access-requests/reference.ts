import { accessRequest, accessRequestPage } from "../../shared/api/answers/access-requests.ts";
import type { Reference } from "../http/reference.ts";
import type { accessRequestRoutes } from "./routes.ts";

export const accessRequestReference: Reference<typeof accessRequestRoutes> = {
  tag: "Access requests",
  about: "Whoever a restricted link refuses may ask on its page; whoever manages what it shows decides.",
  routes: {
    "GET /nodes/:nodeId/access-requests": {
      id: "listAccessRequests",
      summary: "List who asks for access",
      answers: { 200: accessRequestPage },
      refuses: ["forbidden", "not_found"],
    },
    "POST /nodes/:nodeId/access-requests/:requestId/grant": {
      id: "grantAccess",
      summary: "Let someone watch",
      description: "A member by a grant, of `view` or `edit`; anybody else as a guest of the link, who may only view.",
      answers: { 200: accessRequest },
      refuses: ["forbidden", "not_found", "guests_not_allowed", "invalid_state", "request_decided", "share_gone"],
    },
    "POST /nodes/:nodeId/access-requests/:requestId/decline": {
      id: "declineAccess",
      summary: "Decline a request for access",
      answers: { 200: accessRequest },
      refuses: ["forbidden", "not_found", "request_decided"],
    },
  },
};
