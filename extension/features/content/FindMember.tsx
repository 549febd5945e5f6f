import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Member } from "../../../shared/api/members.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";
import { problemText, t } from "../../language.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { SearchField } from "../../ui/SearchField.tsx";
import { findMembers, nameOf } from "./node-access.ts";

type FindMemberProps = {
  workspaceId: string;
  label: string;
  icon: IconName;
  /** Those who need not be found, by membership. */
  without: readonly string[];
  onPick: (member: Member) => void;
};

/** Looks for a member by name or address; one press picks them. */
export function FindMember({ workspaceId, label, icon, without, onPick }: FindMemberProps) {
  const typed = useSignal("");
  const found = useSignal<Member[] | undefined>(undefined);
  const problem = useSignal<ApiProblem | undefined>(undefined);
  const tries = useSignal(0);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const q = typed.value.trim();
    found.value = undefined;
    problem.value = undefined;
    if (q === "") return;
    let isLatest = true;
    const look = () =>
      findMembers(workspaceId, q).then(
        (members) => {
          if (isLatest) found.value = members;
        },
        (error) => {
          if (isLatest) problem.value = asApiProblem(error);
        },
      );
    const timer = setTimeout(() => void look(), 200);
    return () => {
      isLatest = false;
      clearTimeout(timer);
    };
  }, [typed.value, tries.value]);
  function tryAgain(): void {
    // Its button goes meanwhile.
    place.current?.querySelector("input")?.focus();
    tries.value += 1;
  }
  return (
    <>
      <div ref={place}>
        <SearchField
          label={label}
          value={typed.value}
          onInput={(value) => {
            typed.value = value;
          }}
        />
      </div>
      {problem.value && (
        <Notice kind="problem" action={{ label: t("ext.retry"), run: tryAgain }}>
          {problemText(problem.value)}
        </Notice>
      )}
      {found.value?.length === 0 && <p class="small muted">{t("ext.manage.nobody")}</p>}
      <ul class="choices boxed" aria-label={t("ext.content.found")}>
        {found.value
          ?.filter(({ id }) => !without.includes(id))
          .map((member) => (
            <li key={member.id}>
              <button
                type="button"
                class="choice"
                onClick={() => {
                  onPick(member);
                  typed.value = "";
                }}
              >
                <Avatar label={nameOf(member)} />
                <span class="who">
                  <strong>{nameOf(member)}</strong>
                  <span class="small muted">{member.email}</span>
                </span>
                <Icon name={icon} />
              </button>
            </li>
          ))}
      </ul>
    </>
  );
}
