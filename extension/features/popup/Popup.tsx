import { problemText, t } from "../../language.ts";
import type { Belonging } from "../../session/belonging.ts";
import { current, loadMe, me, meProblem } from "../../session/me.ts";
import { signedIn } from "../../session/session.ts";
import { Announcer } from "../../ui/Announcer.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { SkeletonRows } from "../../ui/Skeleton.tsx";
import { MayColleaguesFind } from "../account/MayColleaguesFind.tsx";
import { MyInvitations } from "../members/MyInvitations.tsx";
import { People } from "../members/People.tsx";
import { OnThisPage } from "../on-this-page/OnThisPage.tsx";
import { Requests } from "../requests/Requests.tsx";
import { SignIn } from "../sign-in/SignIn.tsx";
import { ThisTab } from "../this-tab/ThisTab.tsx";
import { PersonalNotice } from "../workspaces/PersonalNotice.tsx";
import { SignInAnew } from "../workspaces/SignInAnew.tsx";
import { WorkspaceHeader } from "../workspaces/WorkspaceHeader.tsx";
import { PopupFooter } from "./PopupFooter.tsx";

export function Popup() {
  return (
    <>
      {signedIn.value ? <Foyer /> : <SignIn />}
      <Announcer />
    </>
  );
}

function Foyer() {
  const belonging = current.value;
  return (
    <>
      <WorkspaceHeader />
      <main id="popup-main" tabIndex={-1}>
        <h1 class="unseen">Foyer</h1>
        {meProblem.value && (
          <section>
            <Notice kind="problem" action={{ label: t("ext.retry"), run: () => void loadMe() }}>
              {problemText(meProblem.value)}
            </Notice>
          </section>
        )}
        <SignInAnew />
        <MayColleaguesFind />
        <MyInvitations />
        <ThisTab />
        {!me.value && !meProblem.value && (
          <section>
            <SkeletonRows count={4} label={t("ext.loading")} />
          </section>
        )}
        {belonging?.workspace.kind === "personal" && <PersonalNotice />}
        {belonging?.workspace.kind === "personal" && <OnThisPage belonging={belonging} />}
        {belonging?.workspace.kind === "shared" && <Shared key={belonging.workspace.id} belonging={belonging} />}
      </main>
      {belonging && <PopupFooter belonging={belonging} />}
    </>
  );
}

function Shared({ belonging }: { belonging: Belonging }) {
  return (
    <>
      <Requests belonging={belonging} />
      <OnThisPage belonging={belonging} />
      <People belonging={belonging} />
    </>
  );
}
