import { Icon } from "../../ui/Icon.tsx";
import { added } from "./captions.ts";
import { describeCues, describeDropped } from "./captions-words.ts";

/** What the server took, language by language, and how much of it it could not read. */
export function AddedCaptions() {
  if (added.value.length === 0) return null;
  return (
    <ul class="captions-added">
      {added.value.map((taken) => (
        <li key={`${taken.kind}:${taken.language}`}>
          <Icon name="check" />
          <strong lang={taken.language}>{taken.label}</strong>
          <span class="small muted">{describeCues(taken)}</span>
          {taken.dropped.length > 0 && <span class="small warn">{describeDropped(taken)}</span>}
        </li>
      ))}
    </ul>
  );
}
