import { lookupResults, suggestionPage } from "../../shared/api/answers/colleagues.ts";
import type { Reference } from "../http/reference.ts";
import type { colleagueRoutes } from "./routes.ts";

export const colleagueReference: Reference<typeof colleagueRoutes> = {
  tag: "Colleagues",
  about: "People on the company's domain who already signed up and said that they may be found.",
  routes: {
    "GET /workspaces/:workspaceId/suggestions": {
      id: "listSuggestions",
      summary: "List colleagues to invite",
      answers: { 200: suggestionPage },
      refuses: ["forbidden", "not_found"],
    },
    "POST /workspaces/:workspaceId/suggestions/:userId/dismiss": {
      id: "dismissSuggestion",
      summary: "Suggest someone no more",
      answers: { 204: null },
      refuses: ["forbidden", "not_found"],
    },
    "POST /workspaces/:workspaceId/members/lookup": {
      id: "lookUpMembers",
      summary: "Ask which addresses are members",
      description: "Addresses on the company's domains only. What is asked is neither stored nor logged.",
      answers: { 200: lookupResults },
      refuses: ["forbidden", "not_found"],
    },
  },
};
