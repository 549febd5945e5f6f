import { Hono } from "hono";
import { memberLookup, suggestionQuery } from "../../shared/api/colleagues.ts";
import type { AppEnv } from "../context.ts";
import { jsonBody, query } from "../http/validate.ts";
import { dismissSuggestion } from "./dismiss-suggestion.ts";
import { listSuggestions } from "./list-suggestions.ts";
import { lookUpMembers } from "./look-up-members.ts";

export const colleagueRoutes = new Hono<AppEnv>()
  .get("/workspaces/:workspaceId/suggestions", query(suggestionQuery), async (c) =>
    c.json(await listSuggestions(c.get("ctx"), c.req.param("workspaceId"), c.req.valid("query")), 200),
  )
  .post("/workspaces/:workspaceId/suggestions/:userId/dismiss", async (c) => {
    const { workspaceId, userId } = c.req.param();
    await dismissSuggestion(c.get("ctx"), workspaceId, userId);
    return c.body(null, 204);
  })
  .post("/workspaces/:workspaceId/members/lookup", jsonBody(memberLookup), async (c) => {
    const { emails } = c.req.valid("json");
    return c.json({ results: await lookUpMembers(c.get("ctx"), c.req.param("workspaceId"), emails) }, 200);
  });
