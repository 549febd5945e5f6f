import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { NodeKind } from "../../../shared/policy/access.ts";
import { t } from "../../language.ts";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import {
  closePlace,
  isSearching,
  lines,
  loadMoreOf,
  mayHold,
  openPlace,
  readAgain,
  selectedId,
  type TreeLine,
} from "./content-tree.ts";
import { orderNode } from "./order-nodes.ts";
import type { Step } from "./sibling-step.ts";
import { moveBy } from "./tree-keys.ts";

export const PICTURES: Record<NodeKind, IconName> = {
  project: "project",
  folder: "folder",
  video: "film",
  avatar: "picture",
  voice: "sound",
};

const STEPS: Record<string, Step> = { ArrowUp: "up", ArrowDown: "down" };

/** One stop for the keyboard; arrows go up, down, in and out, with Alt they take the line along; Enter chooses. */
export function ContentTree() {
  const tree = useRef<HTMLDivElement>(null);
  const at = useSignal(0);
  const shown = lines.value;
  const here = Math.min(at.value, shown.length - 1);

  function goTo(index: number): void {
    at.value = index;
    tree.current?.querySelectorAll<HTMLElement>("[role=treeitem]")[index]?.focus();
  }

  // A line with focus may make way for what it stood for: the focus goes on to what is there now.
  const hasFocus = useRef(false);
  useLayoutEffect(() => {
    if (hasFocus.current && document.activeElement === document.body) goTo(here);
  });
  function leave({ target }: FocusEvent): void {
    queueMicrotask(() => {
      if (target instanceof Node && target.isConnected) hasFocus.current = target.contains(document.activeElement);
    });
  }

  function press(event: KeyboardEvent): void {
    const line = shown[here];
    if (!line || event.ctrlKey || event.metaKey) return;
    if (event.altKey) {
      order(event, line);
      return;
    }
    const move = moveBy(event.key, shown, here, line.kind === "node" && mayHold(line.node) && !isSearching.value);
    if (event.key === "Enter" || event.key === " ") choose(line);
    else if (!move) return;
    else if ("to" in move) goTo(move.to);
    else if ("open" in move) openPlace(move.open);
    else closePlace(move.close);
    event.preventDefault();
  }

  /** The stop goes with the line. */
  function order(event: KeyboardEvent, line: TreeLine): void {
    const step = STEPS[event.key];
    if (!step || line.kind !== "node") return;
    event.preventDefault();
    if (!orderNode(line.node, step)) return;
    at.value = lines.peek().findIndex((other) => other.kind === "node" && other.node.id === line.node.id);
  }

  return (
    <div ref={tree} class="tree" role="tree" aria-label={t("ext.content.title")} onKeyDown={press} onFocusOut={leave}>
      {shown.map((line, index) => (
        <Line
          key={keyOf(line)}
          line={line}
          hasStop={index === here}
          onFocus={() => {
            at.value = index;
            hasFocus.current = true;
          }}
        />
      ))}
    </div>
  );
}

function keyOf(line: TreeLine): string {
  return line.kind === "node" ? line.node.id : `${line.kind}-${line.parentId}`;
}

function choose(line: TreeLine): void {
  if (line.kind === "node") selectedId.value = line.node.id;
  if (line.kind === "more") loadMoreOf(line.parentId);
  if (line.kind === "problem") readAgain(line.parentId);
}

type LineProps = { line: TreeLine; hasStop: boolean; onFocus: () => void };

function Line({ line, hasStop, onFocus }: LineProps) {
  const isNode = line.kind === "node";
  const holds = isNode && mayHold(line.node) && !isSearching.value;
  const cursor = line.kind === "more" && line.cursor;
  const item = useRef<HTMLDivElement>(null);
  // What comes next is fetched once it is in view; the line is for keyboards.
  useEffect(() => {
    if (line.kind !== "more" || !item.current) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) loadMoreOf(line.parentId);
    });
    observer.observe(item.current);
    return () => observer.disconnect();
  }, [line.kind, line.kind !== "node" && line.parentId, cursor]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree hears the keys of all its lines
    <div
      ref={item}
      role="treeitem"
      class={`tree-line ${line.kind}`}
      tabIndex={hasStop ? 0 : -1}
      aria-level={line.depth}
      aria-posinset={isNode ? line.place : undefined}
      aria-setsize={isNode ? (line.of ?? -1) : undefined}
      aria-expanded={holds ? line.isOpen : undefined}
      aria-selected={isNode && line.node.id === selectedId.value}
      style={{ paddingLeft: `${(line.depth - 1) * 20 + 8}px` }}
      onFocus={onFocus}
      onClick={() => choose(line)}
    >
      {isNode ? (
        <>
          {/* The keyboard has arrows for it. */}
          <span class={holds ? "twist" : "twist none"} aria-hidden="true" onClick={(event) => turn(event, line)}>
            {holds && <Icon name="chevron" />}
          </span>
          <Icon name={PICTURES[line.node.kind]} />
          <span class="tree-title">{line.node.title}</span>
          <span class="small muted">{describeState(line.node)}</span>
        </>
      ) : (
        <span class={line.kind === "more" ? "accent" : "muted"}>{describeLine(line)}</span>
      )}
    </div>
  );
}

function turn(event: Event, { node, isOpen }: Extract<TreeLine, { kind: "node" }>): void {
  if (!mayHold(node)) return;
  event.stopPropagation();
  if (isOpen) closePlace(node.id);
  else openPlace(node.id);
}

function describeState({ kind, everyone, media }: Extract<TreeLine, { kind: "node" }>["node"]): string {
  if (everyone === "none") return t("ext.content.restricted");
  const isPlace = kind === "project" || kind === "folder";
  return !isPlace && media === null ? t("ext.content.no_media") : "";
}

function describeLine({ kind }: TreeLine): string {
  switch (kind) {
    case "more":
      return t("ext.manage.more");
    case "problem":
      return t("ext.content.not_read");
    case "empty":
      return t("ext.content.empty");
    default:
      return t("ext.loading");
  }
}
