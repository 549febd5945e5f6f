import type { RequestContext } from "../context.ts";
import { lookOf } from "../looks/house-look.ts";
import { logoUrl } from "../looks/logo-path.ts";
import type { WorkspaceRow } from "../workspaces/present.ts";
import type { MailHouse } from "./render-mail.tsx";

/** A workspace as its mails show it; what a mail shows must have its whole address. */
export function mailHouse({ settings }: RequestContext, workspace: WorkspaceRow): MailHouse {
  const { colours } = lookOf(workspace);
  return { name: workspace.name, colours, logoUrl: logoUrl(settings, workspace.logoKey) };
}
