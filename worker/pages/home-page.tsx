import type { Me } from "../../shared/api/accounts.ts";
import { translator } from "../../shared/i18n/translate.ts";
import type { RequestContext } from "../context.ts";
import { page } from "./layout.tsx";

export type Watchable = { slug: string; title: string; workspaceName: string };

/** What waits for someone, where they belong and what they may watch. */
export function homePage(ctx: RequestContext, me: Me, videos: Watchable[]): Promise<Response> {
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
      <Invitations ctx={ctx} me={me} />
      <h2>{t("home.videos")}</h2>
      <Videos ctx={ctx} videos={videos} />
      <h2>{t("home.workspaces")}</h2>
      <ul class="list">
        {me.memberships.map(({ membershipId, workspace, role, status }) => (
          <li key={membershipId}>
            <span class="who">
              <b>{workspace.name}</b>
              <span class="small muted">{`${t(`home.${workspace.kind}`)} · ${t(`role.${role}`)}`}</span>
            </span>
            <span class={`status ${status}`}>{t(`status.${status}`)}</span>
          </li>
        ))}
      </ul>
    </div>,
  );
}

function Invitations({ ctx, me }: { ctx: RequestContext; me: Me }) {
  const t = translator(ctx.locale);
  if (me.invitations.length === 0) return null;
  return (
    <>
      <h2>{t("home.invitations")}</h2>
      <ul class="list">
        {me.invitations.map(({ membershipId, token, workspace, role }) => (
          <li key={membershipId}>
            <span class="who">
              <b>{workspace.name}</b>
              <span class="small muted">{t(`role.${role}`)}</span>
            </span>
            <a class="button primary" href={`/invite/${token}`}>
              {t("home.open_invitation")}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

function Videos({ ctx, videos }: { ctx: RequestContext; videos: Watchable[] }) {
  const t = translator(ctx.locale);
  if (videos.length === 0) return <p class="muted">{t("home.no_videos")}</p>;
  return (
    <ul class="list">
      {videos.map(({ slug, title, workspaceName }) => (
        <li key={slug}>
          <span class="who">
            <b>{title}</b>
            <span class="small muted">{workspaceName}</span>
          </span>
          <a class="button" href={`/s/${slug}`} aria-label={t("share.watch", { title })}>
            {t("home.watch")}
          </a>
        </li>
      ))}
    </ul>
  );
}
