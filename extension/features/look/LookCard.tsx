import { useId } from "preact/hooks";
import { problemText, t } from "../../language.ts";
import type { Belonging } from "../../session/belonging.ts";
import { Notice } from "../../ui/Notice.tsx";
import { say } from "../manage/toast.ts";
import { SettingsCard } from "../settings/SettingsCard.tsx";
import { lookBusy, lookProblem, removeLogo, setColour, setLogo } from "./look.ts";

/** Where the picker begins while there is no colour: that of the sign on share pages. */
const FIRST_COLOUR = "#274c5e";
const PICTURES = "image/png,image/jpeg,image/webp,image/avif";

/** How the workspace's share pages and mails look. */
export function LookCard({ belonging: { workspace } }: { belonging: Belonging }) {
  const { colour, logoUrl } = workspace.look;
  async function change(changing: Promise<boolean>): Promise<void> {
    if (await changing) say(t("ext.look.done"));
  }
  return (
    <SettingsCard name="look" note={t("ext.look.note")}>
      {lookProblem.value && <Notice kind="problem">{problemText(lookProblem.value)}</Notice>}
      <div class="look" aria-busy={lookBusy.value}>
        <label class="look-colour">
          <input
            type="color"
            value={colour ?? FIRST_COLOUR}
            onChange={(event) => void change(setColour(workspace.id, event.currentTarget.value))}
          />
          <span>{t("ext.look.colour")}</span>
        </label>
        {colour !== null && (
          <button type="button" class="button quiet" onClick={() => void change(setColour(workspace.id, null))}>
            {t("ext.look.no_colour")}
          </button>
        )}
      </div>
      <div class="look" aria-busy={lookBusy.value}>
        {logoUrl !== null && <img src={logoUrl} alt={t("ext.look.logo_of", { name: workspace.name })} height="32" />}
        <LogoPicker onPicked={(picture) => void change(setLogo(workspace.id, picture))} />
        {logoUrl !== null && (
          <button type="button" class="button quiet" onClick={() => void change(removeLogo(workspace.id))}>
            {t("ext.look.no_logo")}
          </button>
        )}
      </div>
    </SettingsCard>
  );
}

function LogoPicker({ onPicked }: { onPicked: (picture: File) => void }) {
  const id = useId();
  return (
    <span class="logo-picker">
      <input
        id={id}
        class="unseen"
        type="file"
        accept={PICTURES}
        onChange={(event) => {
          const [picture] = event.currentTarget.files ?? [];
          if (picture) onPicked(picture);
          // The same file chosen again is a choice.
          event.currentTarget.value = "";
        }}
      />
      <label for={id} class="button">
        {t("ext.look.choose_logo")}
      </label>
    </span>
  );
}
