import { useEffect, useRef } from "preact/hooks";
import type { CaptionTrack } from "../../../shared/api/captions.ts";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import { problemText, t } from "../../language.ts";
import { confirmFirst } from "../../ui/ConfirmDialog.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { SkeletonRows } from "../../ui/Skeleton.tsx";
import { CaptionsForm } from "./CaptionsForm.tsx";
import { added } from "./captions.ts";
import { describeCues, describeDropped } from "./captions-words.ts";
import {
  deleteTrack,
  downloadTrack,
  forgetTracks,
  loadTracks,
  showTracks,
  trackFile,
  tracks,
  tracksBusy,
  tracksProblem,
} from "./track-list.ts";

/** The captions of a video or a voice, language by language: had as files, deleted, and others added. */
export function NodeCaptions({ node }: { node: ContentNode }) {
  const card = useRef<HTMLElement>(null);
  const lastAsked = useRef<CaptionTrack | undefined>(undefined);
  useEffect(() => {
    void showTracks(node.id);
    return forgetTracks;
  }, [node.id]);
  const problem = tracksProblem.value;

  async function save(track: CaptionTrack | undefined): Promise<void> {
    lastAsked.current = track;
    if (track) await downloadTrack(node.id, track, node.title);
  }

  function saveAgain(): void {
    // The notice goes, and its button with it.
    card.current?.focus();
    void save(lastAsked.current);
  }

  async function remove(track: CaptionTrack): Promise<void> {
    if (tracksBusy.value) return;
    const sure = await confirmFirst({
      title: t("ext.captions.ask_delete_title", { label: track.label }),
      text: t("ext.captions.ask_delete"),
      yes: t("ext.keys.delete"),
    });
    // The row goes, and its button with it.
    if (sure && (await deleteTrack(node.id, track))) card.current?.focus();
  }

  return (
    <section ref={card} class="card panel" tabIndex={-1} aria-label={t("ext.captions.title")}>
      <CaptionsForm nodeId={node.id} onAdded={() => void loadTracks(node.id)}>
        {problem && (
          <Notice kind="problem" action={{ label: t("ext.retry"), run: () => void loadTracks(node.id) }}>
            {problemText(problem)}
          </Notice>
        )}
        {trackFile.problem.value && (
          <Notice kind="problem" action={{ label: t("ext.retry"), run: saveAgain }}>
            {t("ext.download.failed", { why: problemText(trackFile.problem.value) })}
          </Notice>
        )}
        {!tracks.value && !problem && <SkeletonRows count={1} label={t("ext.loading")} />}
        {tracks.value?.length === 0 && <p class="small muted">{t("ext.captions.none")}</p>}
        {tracks.value && tracks.value.length > 0 && (
          <ul class="lines">
            {tracks.value.map((track) => (
              <Track
                key={`${track.kind}:${track.language}`}
                track={track}
                onDownload={() => void save(track)}
                onDelete={() => void remove(track)}
              />
            ))}
          </ul>
        )}
      </CaptionsForm>
    </section>
  );
}

type TrackProps = { track: CaptionTrack; onDownload: () => void; onDelete: () => void };

function Track({ track, onDownload, onDelete }: TrackProps) {
  const { kind, language, label } = track;
  const taken = added.value.find((one) => one.kind === kind && one.language === language);
  const acts = [
    { act: t("share.download"), look: "quiet", icon: "down", run: onDownload },
    { act: t("ext.keys.delete"), look: "quiet danger", icon: "trash", run: onDelete },
  ] as const;
  return (
    <li class="row">
      <span class="who">
        <strong lang={language} dir="auto">
          {label}
        </strong>
        <span class="small muted">{describeCues(track)}</span>
        {taken && taken.dropped.length > 0 && <span class="small warn">{describeDropped(taken)}</span>}
      </span>
      {acts.map(({ act, look, icon, run }) => (
        <button
          key={icon}
          type="button"
          class={`button ${look}`}
          title={act}
          aria-label={t("ext.act.with", { act, who: `${label}, ${describeCues(track)}` })}
          aria-disabled={tracksBusy.value}
          onClick={run}
        >
          <Icon name={icon} />
        </button>
      ))}
    </li>
  );
}
