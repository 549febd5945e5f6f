import { Icon } from "./Icon.tsx";

type Props = { label: string; value: string; onInput: (value: string) => void };

/** A field that a list is searched by as one types. */
export function SearchField({ label, value, onInput }: Props) {
  return (
    <span class="search">
      <Icon name="search" />
      <input
        type="search"
        class="field"
        aria-label={label}
        placeholder={label}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </span>
  );
}
