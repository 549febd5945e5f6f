import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import { problemText, t } from "../../language.ts";
import { announce } from "../../ui/announce.ts";
import { Notice } from "../../ui/Notice.tsx";
import { SkeletonRows } from "../../ui/Skeleton.tsx";
import { forgetShare, showShare } from "../share/change-share.ts";
import { lastChanged } from "../share/share.ts";
import { NewLink } from "./NewLink.tsx";
import {
  forgetNodeShares,
  loadMoreShares,
  loadNodeShares,
  makeShare,
  moreShares,
  nodeShares,
  noteChanged,
  shareProblem,
  sharesBusy,
  sharesProblem,
} from "./node-shares.ts";
import { ShareRow } from "./ShareRow.tsx";

/** The living links to a node, each with its rules to be changed, and the way to another one. */
export function NodeShares({ node, membershipId }: { node: ContentNode; membershipId: string }) {
  const isNaming = useSignal(false);
  useEffect(() => {
    void loadNodeShares(node.id);
    return () => {
      forgetShare();
      forgetNodeShares();
    };
  }, [node.id]);

  useSignalEffect(() => {
    if (lastChanged.value) noteChanged(lastChanged.value);
  });

  const title = useRef<HTMLSpanElement>(null);
  // The Share Page stands first, whatever was made after it.
  const shown = nodeShares.value?.toSorted((a, b) => Number(b.isSharePage) - Number(a.isSharePage));
  const isPlace = node.kind === "project" || node.kind === "folder";
  const mayHaveLinks = isPlace || node.media !== null;
  const isWhole = moreShares.value === null;
  const lacksPage =
    node.kind === "video" ? isWhole && shown?.every(({ isSharePage }) => !isSharePage) : shown?.length === 0;

  async function make(label?: string): Promise<void> {
    const made = await makeShare(node, label);
    if (!made) return;
    isNaming.value = false;
    // What was pressed goes.
    title.current?.focus();
    if (label !== undefined) announce(t("ext.content.link_made", { name: label }));
    showShare({ ...made, canChange: true, node });
  }

  return (
    <section class="card panel" aria-labelledby="shares-title">
      <h2>
        <span ref={title} id="shares-title" tabIndex={-1}>
          {t("ext.content.shares")}
        </span>
        {mayHaveLinks && shown && shown.length > 0 && !isNaming.value && (
          <button
            type="button"
            class="button quiet"
            onClick={() => {
              isNaming.value = true;
            }}
          >
            {t("ext.content.new_link")}
          </button>
        )}
      </h2>
      {sharesProblem.value && (
        <Notice kind="problem" action={{ label: t("ext.retry"), run: () => void loadNodeShares(node.id) }}>
          {problemText(sharesProblem.value)}
        </Notice>
      )}
      {shareProblem.value && <Notice kind="problem">{problemText(shareProblem.value)}</Notice>}
      {isNaming.value && (
        <NewLink
          onMake={(label) => void make(label)}
          onCancel={() => {
            isNaming.value = false;
            title.current?.focus();
          }}
        />
      )}
      {!shown && !sharesProblem.value && <SkeletonRows count={1} label={t("ext.loading")} />}
      {shown?.length === 0 && <p class="small muted">{t("ext.content.no_shares")}</p>}
      <ul class="lines">
        {shown?.map((listed) => (
          <ShareRow key={listed.id} listed={listed} node={node} membershipId={membershipId} place={title} />
        ))}
      </ul>
      {moreShares.value !== null && (
        <button type="button" class="button quiet" onClick={() => void loadMoreShares()}>
          {t("ext.manage.more")}
        </button>
      )}
      {mayHaveLinks && lacksPage && (
        <button type="button" class="button" disabled={sharesBusy.value} onClick={() => void make()}>
          {t("ext.content.publish")}
        </button>
      )}
    </section>
  );
}
