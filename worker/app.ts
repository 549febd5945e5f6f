import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { BODY_MAX_BYTES } from "../shared/limits.ts";
import { accountRoutes } from "./accounts/routes.ts";
import type { AppEnv } from "./context.ts";
import { answerError, answerNotFound } from "./http/answer-error.ts";
import { healthRoutes } from "./http/health.ts";
import { ownOriginForCookies } from "./http/own-origin.ts";
import { Problem } from "./http/problem.ts";
import { requestContext } from "./http/request-context.ts";
import { requestLog } from "./http/request-log.ts";
import { securityHeaders } from "./http/security-headers.ts";
import { memberRoutes } from "./members/routes.ts";
import { pageRoutes } from "./pages/routes.ts";
import { workspaceRoutes } from "./workspaces/routes.ts";

const api = new Hono<AppEnv>().route("/", accountRoutes).route("/", workspaceRoutes).route("/", memberRoutes);

/** The API's routes as types, for Hono's `hc` on the other side. */
export type Api = typeof api;

export const app = new Hono<AppEnv>()
  .use(requestContext)
  .use(requestLog)
  .use(securityHeaders)
  .use(ownOriginForCookies)
  .use(
    "/api/*",
    bodyLimit({
      maxSize: BODY_MAX_BYTES,
      onError: () => {
        throw new Problem("payload_too_large");
      },
    }),
  )
  .route("/", healthRoutes)
  .route("/", pageRoutes)
  .route("/api/v1", api);

app.onError(answerError);
app.notFound(answerNotFound);
