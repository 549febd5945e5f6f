import { me, myUser, sessionPage, sessionTokens } from "../../shared/api/answers/accounts.ts";
import { nothing } from "../../shared/api/answers/fields.ts";
import type { Reference } from "../http/reference.ts";
import type { accountRoutes } from "./routes.ts";

export const accountReference: Reference<typeof accountRoutes> = {
  tag: "Signing in",
  about:
    "People sign in with a code from their mailbox and get an access token, which lives ten minutes, and a refresh token for the next pair. A first sign-in makes the person and their personal workspace.",
  routes: {
    "POST /auth/codes": {
      id: "requestCode",
      summary: "Ask for a sign-in code",
      description:
        "Mails a code of 8 digits, good for ten minutes and five tries. The answer is always the same. A newer code voids an older one asked for from the same network.",
      answers: { 202: nothing },
    },
    "POST /auth/sessions": {
      id: "openSession",
      summary: "Sign in with a code",
      description:
        "Sets the session cookie as well where it is called from a page of Foyer's own; elsewhere it answers tokens alone.",
      answers: { 201: sessionTokens },
      refuses: ["invalid_code"],
    },
    "POST /auth/sessions/refresh": {
      id: "refreshSession",
      summary: "Exchange a refresh token",
      description:
        "The old token goes on answering with the same successor for ten seconds, for two tabs at once. Used later it ends the whole session, and its person is told by mail.",
      answers: { 200: sessionTokens },
      refuses: ["unauthenticated", "session_ended"],
    },
    "GET /auth/sessions": {
      id: "listSessions",
      summary: "List my sessions",
      description: "The newest first.",
      answers: { 200: sessionPage },
    },
    "DELETE /auth/sessions": {
      id: "endAllSessions",
      summary: "Sign out everywhere",
      description: "Ends every session of mine at once, or with `keep=current` every other. API keys live on.",
      answers: { 204: null },
    },
    "DELETE /auth/sessions/:sessionId": {
      id: "endSession",
      summary: "End one session",
      description: "`current` is the one that asks.",
      answers: { 204: null },
      refuses: ["not_found"],
    },
    "GET /me": {
      id: "readMe",
      summary: "Read who I am",
      description: "With my memberships, the invitations that wait for me, and workspaces I may ask to join.",
      answers: { 200: me },
    },
    "PATCH /me": {
      id: "changeMe",
      summary: "Change my name, language or whether colleagues may find me",
      answers: { 200: myUser },
    },
  },
};
