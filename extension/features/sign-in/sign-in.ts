import { signal } from "@preact/signals";
import * as v from "valibot";
import { codeRequest, sessionRequest } from "../../../shared/api/accounts.ts";
import { CODE_LIFETIME } from "../../../shared/limits.ts";
import { answer, openApiOf } from "../../api.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";
import { serverHere } from "../../server.ts";
import { keepTokens } from "../../session/rotate-tokens.ts";
import { sessionEnded } from "../../session/session.ts";
import { forgetsOnCloseItem, type PendingSignIn, pendingSignInItem, signInItem } from "../../storage.ts";

/** The address a code is on its way to; without one, the address is asked for. */
export const pending = signal<PendingSignIn | undefined>();
export const busy = signal(false);
export const problem = signal<ApiProblem | undefined>();
/** Set when what was typed is not an address or not a code. */
export const malformed = signal(false);

/** Takes up the sign-in where it was when the popup closed, while its code is still good. */
export async function restoreSignIn(): Promise<void> {
  const kept = await pendingSignInItem.getValue();
  pending.value = kept && kept.askedAt + CODE_LIFETIME > Date.now() ? kept : undefined;
  forgetsOnClose.value = pending.value?.forgetsOnClose ?? false;
}

/** Whether the person is to be forgotten when the browser closes. */
export const forgetsOnClose = signal(false);

export async function askForCode(typed: string): Promise<boolean> {
  const email = typed.trim();
  const request = v.safeParse(codeRequest, { email });
  malformed.value = !request.success;
  if (!request.success) return false;
  return attempt(async () => {
    await openApiOf(serverHere()).auth.codes.$post({ json: request.output });
    const asked = { email, askedAt: Date.now(), forgetsOnClose: forgetsOnClose.value };
    await pendingSignInItem.setValue(asked);
    pending.value = asked;
  });
}

export async function enterCode(typed: string): Promise<boolean> {
  const request = v.safeParse(sessionRequest, { email: pending.value?.email, code: typed });
  malformed.value = !request.success;
  if (!request.success) return false;
  return attempt(async () => {
    const tokens = await answer(openApiOf(serverHere()).auth.sessions.$post({ json: request.output }));
    sessionEnded.value = false;
    await startOver();
    await Promise.all([signInItem.setValue(crypto.randomUUID()), forgetsOnCloseItem.setValue(forgetsOnClose.value)]);
    await keepTokens(serverHere(), tokens);
  });
}

export async function startOver(): Promise<void> {
  problem.value = undefined;
  malformed.value = false;
  pending.value = undefined;
  await pendingSignInItem.removeValue();
}

async function attempt(work: () => Promise<void>): Promise<boolean> {
  busy.value = true;
  problem.value = undefined;
  try {
    await work();
    return true;
  } catch (error) {
    problem.value = asApiProblem(error);
    return false;
  } finally {
    busy.value = false;
  }
}
