import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useId, useRef } from "preact/hooks";
import { languageInName, languagesFor } from "../../../shared/languages.ts";
import { CAPTIONS_MAX_BYTES } from "../../../shared/limits.ts";
import { captionsType } from "../../../shared/webvtt/captions-type.ts";
import { locale, t } from "../../language.ts";
import { announce } from "../../ui/announce.ts";
import { confirmFirst } from "../../ui/ConfirmDialog.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Select } from "../../ui/Select.tsx";
import { formatBytes } from "../upload/format-bytes.ts";
import { AddedCaptions } from "./AddedCaptions.tsx";
import { addCaptions, added, adding, captionsProblem } from "./captions.ts";
import { captionsProblemText } from "./captions-problem.ts";
import { describeCues } from "./captions-words.ts";
import { tracks } from "./track-list.ts";

type Unfit = "not_captions" | "too_large";

type CaptionsFormProps = {
  nodeId: string;
  onAdded?: () => void;
  /** What there is already, in place of what was added here. */
  children?: ComponentChildren;
};

/** Captions for a video that is uploaded, one language after the other; none are needed to publish. */
export function CaptionsForm({ nodeId, onAdded, children }: CaptionsFormProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const chosen = useSignal<File | undefined>(undefined);
  const language = useSignal<string>(locale.value);
  const isByHand = useSignal(false);
  const unfit = useSignal<Unfit | undefined>(undefined);
  const file = chosen.value;

  function choose(picked: File | undefined): void {
    if (!picked) return;
    captionsProblem.value = undefined;
    unfit.value = whyUnfit(picked);
    if (unfit.value) return;
    chosen.value = picked;
    // Of the file before, nothing is said of this one.
    language.value = languageInName(picked.name) ?? (isByHand.value ? language.value : locale.value);
  }

  async function add(event: Event): Promise<void> {
    event.preventDefault();
    if (!file || adding.value || !(await mayReplace(language.value))) return;
    if (!(await addCaptions(nodeId, file, language.value))) return;
    const last = added.value.at(-1);
    if (last) announce(`${last.label}: ${describeCues(last)}`);
    onAdded?.();
    // Another may have been chosen meanwhile.
    if (chosen.value !== file) return;
    chosen.value = undefined;
    isByHand.value = false;
    if (input.current) input.current.value = "";
  }

  return (
    <form class="captions" aria-labelledby={`${id}-title`} onSubmit={(event) => void add(event)}>
      <div>
        <h3 id={`${id}-title`}>{t("ext.captions.title")}</h3>
        <p class="small muted">{t(children ? "ext.captions.formats" : "ext.captions.optional")}</p>
      </div>
      {children ?? <AddedCaptions />}
      <div class="captions-choice">
        <input
          ref={input}
          id={id}
          type="file"
          class="unseen"
          accept=".vtt,.srt"
          aria-label={t("ext.captions.file")}
          aria-describedby={`${id}-told`}
          onChange={(event) => choose(event.currentTarget.files?.[0])}
        />
        <label for={id} class="button file-choice" title={file?.name}>
          <Icon name={file ? "captions" : "plus"} />
          <span id={`${id}-told`}>{file?.name ?? t("ext.captions.choose")}</span>
        </label>
        <Select
          label={t("ext.captions.language")}
          value={language.value}
          options={languagesFor(locale.value)}
          onChange={(picked) => {
            isByHand.value = true;
            language.value = picked;
          }}
        />
        <button type="submit" class="button" disabled={!file || adding.value}>
          {t(adding.value ? "ext.captions.sending" : "ext.captions.add")}
        </button>
      </div>
      {unfit.value && (
        <Notice kind="problem">{t(`captions.${unfit.value}`, { size: formatBytes(CAPTIONS_MAX_BYTES) })}</Notice>
      )}
      {captionsProblem.value && (
        <Notice kind="problem">
          {t("ext.captions.refused", { reason: captionsProblemText(captionsProblem.value) })}
        </Notice>
      )}
    </form>
  );
}

/** What is there in a language cannot be had back once others are in its place. */
async function mayReplace(language: string): Promise<boolean> {
  const there = [...(tracks.peek() ?? []), ...added.peek()].find(
    (one) => one.kind === "captions" && one.language === language,
  );
  if (!there) return true;
  return confirmFirst({
    title: t("ext.captions.ask_replace_title", { label: there.label }),
    text: t("ext.captions.ask_replace"),
    yes: t("ext.password.replace"),
  });
}

function whyUnfit({ name, size }: File): Unfit | undefined {
  if (captionsType(name) === undefined) return "not_captions";
  return size > CAPTIONS_MAX_BYTES ? "too_large" : undefined;
}
