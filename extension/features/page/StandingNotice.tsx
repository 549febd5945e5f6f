import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../language.ts";
import type { Belonging } from "../../session/belonging.ts";
import { belongings, current } from "../../session/me.ts";
import { announce } from "../../ui/announce.ts";
import { Notice } from "../../ui/Notice.tsx";
import { describeStanding } from "./describe-standing.ts";

type Change = { before: Belonging; now: Belonging };

/** Says so where somebody else changed one's role, or put one out, while the page stands open: what one sees is another. */
export function StandingNotice() {
  const notice = useRef<HTMLDivElement>(null);
  const seen = useRef<Belonging | undefined>(undefined);
  const change = useSignal<Change | undefined>(undefined);
  useSignalEffect(() => {
    const [before, now] = [seen.current, current.value];
    seen.current = now;
    if (before && now && describeStanding(t, before, now, belongings.peek())) change.value = { before, now };
    else if (before?.workspace.id !== now?.workspace.id) change.value = undefined;
  });
  const words = change.value && describeStanding(t, change.value.before, change.value.now, belongings.value);
  useEffect(() => {
    if (!words) return;
    announce(words);
    // What had the focus may have gone with the role.
    if (document.activeElement === document.body) notice.current?.focus();
  }, [words]);
  if (!words) return null;
  return (
    <div ref={notice} tabIndex={-1}>
      <Notice
        kind="hint"
        action={{
          label: t("ext.role.understood"),
          run: () => {
            change.value = undefined;
          },
        }}
      >
        {words}
      </Notice>
    </div>
  );
}
