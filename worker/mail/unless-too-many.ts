import { Problem } from "../http/problem.ts";

/** What is above the limit is left out: a notification says it too. */
export async function unlessTooMany(mailing: Promise<void>): Promise<void> {
  try {
    await mailing;
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== "rate_limited") throw error;
  }
}
