import { signal } from "@preact/signals";
import type { PolicyPreview, SharePolicyChange } from "../../../shared/api/workspaces.ts";
import type { SharePolicy } from "../../../shared/policy/share-policy.ts";
import { answer, api } from "../../api.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";
import { changeAsSeen } from "../settings/change-workspace.ts";
import { afterSaving, type Draft, isSame } from "../settings/draft.ts";

type Ends = Pick<PolicyPreview, "count" | "guests" | "downloads">;

export const policyDraft = signal<Draft<SharePolicy> | undefined>();
/** What the change in hand would close; undefined until it is known. */
export const preview = signal<PolicyPreview | undefined>();
export const previewProblem = signal<ApiProblem | undefined>();
export const policyBusy = signal(false);
export const sharePolicyProblem = signal<ApiProblem | undefined>();

/** Of several changes only the last is asked for. */
let asks = 0;

/** Asks which links the change would close. */
export async function askPreview(workspaceId: string, change: SharePolicyChange): Promise<void> {
  const ask = ++asks;
  preview.value = undefined;
  previewProblem.value = undefined;
  try {
    const asked = await readPreview(workspaceId, change);
    if (ask === asks) preview.value = asked;
  } catch (error) {
    if (ask === asks) previewProblem.value = asApiProblem(error);
  }
}

export function dropPreview(): void {
  asks += 1;
  preview.value = undefined;
  previewProblem.value = undefined;
}

type Saved = "saved" | "overtaken" | "ends_others" | "refused";

/**
 * Saves the change, while the policy it was made to is still there and it ends as much as the person was told;
 * else what has become of either is shown, and nothing is saved.
 */
export async function saveSharePolicy(
  workspaceId: string,
  seen: SharePolicy,
  change: SharePolicyChange,
): Promise<Saved> {
  const told = preview.value;
  policyBusy.value = true;
  sharePolicyProblem.value = undefined;
  try {
    const now = await readPreview(workspaceId, change);
    if (!told || !endsAsMuch(now, told)) {
      preview.value = now;
      return "ends_others";
    }
    const isAsSeen = ({ sharePolicy }: { sharePolicy: SharePolicy }) => isSame(sharePolicy, seen);
    const outcome = await changeAsSeen(workspaceId, { sharePolicy: change }, isAsSeen);
    if (outcome === "overtaken") return outcome;
    policyDraft.value = afterSaving(policyDraft.value, change);
    dropPreview();
    return "saved";
  } catch (error) {
    sharePolicyProblem.value = asApiProblem(error);
    return "refused";
  } finally {
    policyBusy.value = false;
  }
}

function readPreview(workspaceId: string, json: SharePolicyChange): Promise<PolicyPreview> {
  return answer(api.workspaces[":workspaceId"]["share-policy"].preview.$post({ param: { workspaceId }, json }));
}

function endsAsMuch(now: Ends, told: Ends): boolean {
  return (
    now.count === told.count &&
    now.downloads === told.downloads &&
    now.guests.addresses === told.guests.addresses &&
    now.guests.domains === told.guests.domains
  );
}

export function forgetSharePolicy(): void {
  policyDraft.value = undefined;
  sharePolicyProblem.value = undefined;
  dropPreview();
}
