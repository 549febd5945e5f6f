import { announcement } from "./announce.ts";

export function Announcer() {
  return (
    <div class="unseen" role="status" aria-live="polite">
      {announcement.value}
    </div>
  );
}
