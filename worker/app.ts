import { Hono } from "hono";
import { BODY_MAX_BYTES } from "../shared/limits.ts";
import { accessRequestRoutes } from "./access-requests/routes.ts";
import { accountRoutes } from "./accounts/routes.ts";
import { apiKeyRoutes } from "./api-keys/routes.ts";
import { withinScopes } from "./api-keys/scope-of-route.ts";
import { auditRoutes } from "./audit/routes.ts";
import { captionRoutes } from "./captions/routes.ts";
import { colleagueRoutes } from "./colleagues/routes.ts";
import { commentRoutes } from "./comments/routes.ts";
import { contentRoutes } from "./content/routes.ts";
import type { AppEnv } from "./context.ts";
import { rememberWriters } from "./db/replicas/remember-writers.ts";
import { docsPageRoutes, docsRoutes } from "./docs/routes.ts";
import { domainRoutes } from "./domains/routes.ts";
import { answerError, answerNotFound } from "./http/answer-error.ts";
import { compressed } from "./http/compressed.ts";
import { healthRoutes } from "./http/health.ts";
import { limitBody } from "./http/limit-body.ts";
import { closedToStrangers } from "./http/open-routes.ts";
import { ownOriginForCookies } from "./http/own-origin.ts";
import { readOut } from "./http/read-out.ts";
import { requestContext } from "./http/request-context.ts";
import { requestLog } from "./http/request-log.ts";
import { securityHeaders } from "./http/security-headers.ts";
import { answerOnce } from "./idempotency/answer-once.ts";
import { joiningRoutes } from "./joining/routes.ts";
import { withinLimits } from "./limits/within-limits.ts";
import { lookRoutes } from "./looks/routes.ts";
import { memberRoutes } from "./members/routes.ts";
import { notificationRoutes } from "./notifications/routes.ts";
import { outboxRoutes } from "./outbox/routes.ts";
import { doorRoutes } from "./pages/door-routes.ts";
import { pageRoutes } from "./pages/routes.ts";
import { shareSurfaceRoutes } from "./pages/share-routes.ts";
import { posterRoutes } from "./posters/routes.ts";
import { previewRoutes } from "./previews/routes.ts";
import { reviewRoutes } from "./reviews/routes.ts";
import { forgetAfterChange } from "./shares/forget-after-change.ts";
import { shareRoutes } from "./shares/routes.ts";
import { statsRoutes } from "./stats/routes.ts";
import { isUploadBody } from "./uploads/is-upload-body.ts";
import { uploadRoutes } from "./uploads/routes.ts";
import { versionRoutes } from "./versions/routes.ts";
import { videoRoutes } from "./videos/routes.ts";
import { webhookRoutes } from "./webhooks/routes.ts";
import { workspaceRoutes } from "./workspaces/routes.ts";

const api = new Hono<AppEnv>()
  .route("/", accountRoutes)
  .route("/", workspaceRoutes)
  .route("/", memberRoutes)
  .route("/", joiningRoutes)
  .route("/", colleagueRoutes)
  .route("/", domainRoutes)
  .route("/", notificationRoutes)
  .route("/", auditRoutes)
  .route("/", outboxRoutes)
  .route("/", contentRoutes)
  .route("/", uploadRoutes)
  .route("/", videoRoutes)
  .route("/", captionRoutes)
  .route("/", posterRoutes)
  .route("/", shareRoutes)
  .route("/", commentRoutes)
  .route("/", reviewRoutes)
  .route("/", statsRoutes)
  .route("/", versionRoutes)
  .route("/", accessRequestRoutes)
  .route("/", apiKeyRoutes)
  .route("/", webhookRoutes)
  .route("/", lookRoutes)
  .route("/", docsRoutes);

const jsonBodyLimit = limitBody(BODY_MAX_BYTES);

const takesBody = (method: string) => method !== "GET" && method !== "HEAD";

/** The API's routes as types, for Hono's `hc` on the other side. */
export type Api = typeof api;

export const app = new Hono<AppEnv>()
  .use(requestContext)
  .use(requestLog)
  .use(readOut)
  .use(compressed)
  .use(securityHeaders)
  .use("/api/*", withinLimits)
  .use(ownOriginForCookies)
  .use(forgetAfterChange)
  .use(rememberWriters)
  .use("/api/*", closedToStrangers)
  .use(withinScopes)
  .use((c, next) =>
    !takesBody(c.req.method) || isUploadBody(c.req.method, c.req.path) ? next() : jsonBodyLimit(c, next),
  )
  .use("/api/*", answerOnce)
  .route("/", healthRoutes)
  .route("/", pageRoutes)
  .route("/", docsPageRoutes)
  .route("/", doorRoutes)
  .route("/", shareSurfaceRoutes)
  .route("/", previewRoutes)
  .route("/api/v1", api);

app.onError(answerError);
app.notFound(answerNotFound);
