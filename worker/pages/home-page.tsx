import type { ComponentChildren } from "preact";
import type { Me } from "../../shared/api/accounts.ts";
import type { Translate } from "../../shared/i18n/message.ts";
import { translator } from "../../shared/i18n/translate.ts";
import { JOIN_MESSAGE_MAX } from "../../shared/limits.ts";
import type { NodeKind } from "../../shared/policy/access.ts";
import type { WaitingAccess } from "../access-requests/list-waiting-access.ts";
import type { RequestContext } from "../context.ts";
import type { WaitingRequest } from "../joining/list-waiting.ts";
import { AccessRequestRow } from "./access-request-row.tsx";
import { page } from "./layout.tsx";

export type Watchable = { slug: string; title: string; kind: NodeKind; workspaceName: string };

type Home = { me: Me; watchable: Watchable[]; requests: WaitingRequest[]; access: WaitingAccess[] };

/** What waits for someone, where they belong and what they may watch. */
export function homePage(ctx: RequestContext, { me, watchable, requests, access }: Home): Promise<Response> {
  const t = translator(ctx.locale);
  return page(
    ctx,
    { title: t("home.title"), wide: true },
    <div>
      <div class="row">
        <h1>{me.user.name || t("home.title")}</h1>
        <form method="post" action="/sign-out">
          <button class="button" type="submit">
            {t("page.sign_out")}
          </button>
        </form>
      </div>
      <p class="lead">{t("home.welcome", { email: me.user.email })}</p>
      <MayColleaguesFind ctx={ctx} me={me} />
      <Section title={t("home.invitations")} items={me.invitations}>
        {({ membershipId, token, workspace, role }) => (
          <Row key={membershipId} title={workspace.name} note={t(`role.${role}`)}>
            <a class="button primary" href={`/invite/${token}`}>
              {t("home.open_invitation")}
            </a>
          </Row>
        )}
      </Section>
      <Section title={t("home.requests")} items={requests}>
        {(request) => <Request key={request.id} ctx={ctx} request={request} />}
      </Section>
      <Section title={t("home.access")} items={access}>
        {(request) => <AccessRequestRow key={request.id} ctx={ctx} request={request} />}
      </Section>
      <h2>{t("home.shares")}</h2>
      <Watchables ctx={ctx} watchable={watchable} />
      <Section title={t("home.workspaces")} items={me.memberships}>
        {({ membershipId, workspace, role, status, mustSignIn }) => (
          <Row key={membershipId} title={workspace.name} note={noteOf(t, { workspace, role, status, mustSignIn })}>
            <span class={`status ${status}`}>{t(`status.${status}`)}</span>
            {mustSignIn && (
              <form method="post" action="/sign-in">
                <input type="hidden" name="next" value="/" />
                <button class="button" type="submit" aria-label={t("home.anew_long", { workspace: workspace.name })}>
                  {t("home.anew")}
                </button>
              </form>
            )}
            {status === "requested" && (
              <form method="post" action={`/join-requests/${workspace.id}/withdraw`}>
                <button
                  class="button"
                  type="submit"
                  aria-label={t("home.withdraw_long", { workspace: workspace.name })}
                >
                  {t("home.withdraw")}
                </button>
              </form>
            )}
          </Row>
        )}
      </Section>
      <Section title={t("home.joinable")} items={me.joinable}>
        {({ id, name }) => (
          <Row key={id} title={name} note={t("home.joinable_note")}>
            <form class="ask" method="post" action={`/join-requests/${id}`}>
              <input
                class="field"
                name="message"
                maxLength={JOIN_MESSAGE_MAX}
                aria-label={t("home.message_long", { workspace: name })}
                placeholder={t("home.message")}
              />
              <button class="button" type="submit" aria-label={t("home.ask_long", { workspace: name })}>
                {t("home.ask")}
              </button>
            </form>
          </Row>
        )}
      </Section>
      <p class="foot">
        <a href="/docs" hreflang="en">
          {t("home.docs")}
        </a>
      </p>
    </div>,
  );
}

function noteOf(
  t: Translate,
  { workspace, role, status, mustSignIn }: Omit<Me["memberships"][number], "membershipId">,
) {
  if (mustSignIn) return t("home.anew_note");
  return status === "requested" ? t("home.you_asked") : `${t(`home.${workspace.kind}`)} · ${t(`role.${role}`)}`;
}

/** A list under its heading; nothing at all where it is empty. */
function Section<T>(props: { title: string; items: T[]; children: (item: T) => ComponentChildren }) {
  if (props.items.length === 0) return null;
  return (
    <>
      <h2>{props.title}</h2>
      <ul class="list">{props.items.map(props.children)}</ul>
    </>
  );
}

function Row({ title, note, children }: { title: string; note: string; children: ComponentChildren }) {
  return (
    <li>
      <span class="who">
        <b>{title}</b>
        <span class="small muted">{note}</span>
      </span>
      {children}
    </li>
  );
}

/** Asked once, at the first sign-in; the answer can be changed in the extension's account settings. */
function MayColleaguesFind({ ctx, me }: { ctx: RequestContext; me: Me }) {
  const t = translator(ctx.locale);
  if (me.user.suggestible !== null || !me.user.companyDomain) return null;
  return (
    <form class="card question" method="post" action="/suggestible">
      <h2>{t("home.find_me")}</h2>
      <p>{t("home.find_me_note", { domain: me.user.companyDomain })}</p>
      <div class="actions">
        <button class="button primary" name="suggestible" value="yes" type="submit">
          {t("home.find_me_yes")}
        </button>
        <button class="button" name="suggestible" value="no" type="submit">
          {t("home.find_me_no")}
        </button>
      </div>
    </form>
  );
}

function Request({ ctx, request }: { ctx: RequestContext; request: WaitingRequest }) {
  const t = translator(ctx.locale);
  const who = request.name || request.email;
  return (
    <li class="request">
      <span class="who">
        <b>{who}</b>
        <span class="small muted">
          {t(request.name ? "home.wants_to_join" : "home.wants_to_join_unnamed", {
            email: request.email,
            workspace: request.workspace.name,
          })}
        </span>
        {request.message && <q class="said">{request.message}</q>}
      </span>
      <form class="decide" method="post" action={`/join-requests/${request.workspace.id}/${request.id}`}>
        <button
          class="button primary"
          name="decision"
          value="approve"
          type="submit"
          aria-label={t("home.approve_long", { who, role: t(`role.${request.workspace.defaultRole}`) })}
        >
          {t("home.approve")}
        </button>
        <button class="button" name="decision" value="deny" type="submit" aria-label={t("home.deny_long", { who })}>
          {t("home.deny")}
        </button>
      </form>
    </li>
  );
}

function Watchables({ ctx, watchable }: { ctx: RequestContext; watchable: Watchable[] }) {
  const t = translator(ctx.locale);
  if (watchable.length === 0) return <p class="muted">{t("home.no_shares")}</p>;
  return (
    <ul class="list">
      {watchable.map(({ slug, title, kind, workspaceName }) => (
        <Row key={slug} title={title} note={workspaceName}>
          <a class="button" href={`/s/${slug}`} aria-label={t("home.open_long", { open: t(`open.${kind}`), title })}>
            {t(`open.${kind}`)}
          </a>
        </Row>
      ))}
    </ul>
  );
}
