import { DurableObject } from "cloudflare:workers";
import type { Bindings } from "../env.ts";
import { HashQueue } from "./hash-queue.ts";
import { hashPassword, verifyPassword } from "./scrypt-hash.ts";

/**
 * Hashes passwords apart from serving: one hash blocks its thread for a quarter of a second and more,
 * so all of them stand in line here, with a pause between in which pages are answered.
 */
export class PasswordHasher extends DurableObject<Bindings> {
  private readonly queue = new HashQueue({ pauseMs: 250, waitingMax: 20 });

  hash(subject: string, password: string): Promise<string | "busy"> {
    return this.queue.run(subject, () => hashPassword(password));
  }

  verify(subject: string, password: string, hash: string): Promise<boolean | "busy"> {
    return this.queue.run(subject, () => verifyPassword(password, hash));
  }
}
