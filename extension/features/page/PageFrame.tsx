import { useSignalEffect } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { problemText, t } from "../../language.ts";
import type { Belonging } from "../../session/belonging.ts";
import { current, loadMe, me, meProblem } from "../../session/me.ts";
import { signedIn } from "../../session/session.ts";
import { Announcer } from "../../ui/Announcer.tsx";
import { ConfirmDialog } from "../../ui/ConfirmDialog.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { SkeletonRows } from "../../ui/Skeleton.tsx";
import { SignIn } from "../sign-in/SignIn.tsx";
import { SignInAnew } from "../workspaces/SignInAnew.tsx";
import { WorkspaceHeader } from "../workspaces/WorkspaceHeader.tsx";
import { StandingNotice } from "./StandingNotice.tsx";

type PageFrameProps = {
  title: string;
  narrow?: boolean;
  /** Beside the title. */
  beside?: ComponentChildren;
  children: (belonging: Belonging) => ComponentChildren;
};

/** A page in a tab of its own: who and where at the top, or signing in first. */
export function PageFrame({ title, narrow = false, beside, children }: PageFrameProps) {
  useSignalEffect(() => {
    document.title = `${title} · Foyer`;
  });
  return (
    <>
      {signedIn.value ? (
        <Signed title={title} narrow={narrow} beside={beside}>
          {children}
        </Signed>
      ) : (
        <SignIn />
      )}
      <Announcer />
      <ConfirmDialog />
    </>
  );
}

function Signed({ title, narrow, beside, children }: PageFrameProps) {
  const belonging = current.value;
  return (
    <>
      <WorkspaceHeader />
      <main class={narrow ? "narrow" : ""}>
        <div class="page-head">
          <h1 id="page-title" tabIndex={-1}>
            {title}
          </h1>
          {beside}
        </div>
        {meProblem.value && (
          <Notice kind="problem" action={{ label: t("ext.retry"), run: () => void loadMe() }}>
            {problemText(meProblem.value)}
          </Notice>
        )}
        <SignInAnew />
        <StandingNotice />
        {!me.value && !meProblem.value && <SkeletonRows count={6} label={t("ext.loading")} />}
        {belonging && children(belonging)}
      </main>
    </>
  );
}
