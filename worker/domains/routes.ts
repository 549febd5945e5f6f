import { Hono } from "hono";
import { domainClaim } from "../../shared/api/domains.ts";
import type { AppEnv } from "../context.ts";
import { jsonBody } from "../http/validate.ts";
import { verifyDomain } from "./check-domain.ts";
import { claimDomain, deleteDomain } from "./claim-domain.ts";
import { listDomains } from "./list-domains.ts";

export const domainRoutes = new Hono<AppEnv>()
  .post("/workspaces/:workspaceId/domains", jsonBody(domainClaim), async (c) =>
    c.json(await claimDomain(c.get("ctx"), c.req.param("workspaceId"), c.req.valid("json").domain), 201),
  )
  .get("/workspaces/:workspaceId/domains", async (c) =>
    c.json({ ...(await listDomains(c.get("ctx"), c.req.param("workspaceId"))), nextCursor: null }, 200),
  )
  .post("/workspaces/:workspaceId/domains/:domain/verify", async (c) => {
    const { workspaceId, domain } = c.req.param();
    return c.json(await verifyDomain(c.get("ctx"), workspaceId, domain), 200);
  })
  .delete("/workspaces/:workspaceId/domains/:domain", async (c) => {
    const { workspaceId, domain } = c.req.param();
    await deleteDomain(c.get("ctx"), workspaceId, domain);
    return c.body(null, 204);
  });
