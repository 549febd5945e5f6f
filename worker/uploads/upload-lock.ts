import type { Lock, Locker, RequestRelease } from "@tus/utils";
import { Refusal } from "./refusal.ts";

/**
 * One request at a time writes to an upload. Whoever comes later asks the one before to let go: it may hang on
 * a connection that is dead already. The library's own locker asks again and again in a loop; this one waits.
 */
export class UploadLocker implements Locker {
  private last: Promise<void> = Promise.resolve();
  private askHolder: RequestRelease | undefined;

  newLock(): Lock {
    let release: () => void = () => undefined;
    return {
      lock: async (signal, letGo) => {
        const before = this.last;
        this.last = new Promise((resolve) => {
          release = resolve;
        });
        await this.askHolder?.();
        await before;
        if (signal.aborted) {
          release();
          throw new Refusal(409, "gave way to another request");
        }
        this.askHolder = letGo;
      },
      unlock: async () => {
        this.askHolder = undefined;
        release();
      },
    };
  }
}
