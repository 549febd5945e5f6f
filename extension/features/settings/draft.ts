/** What somebody has chosen but not saved, and what was there when they began. */
export type Draft<Facts> = { begun: Facts; chosen: Partial<Facts> };

/** With one more choice; none any more where all of it is as it is there already. */
export function withChoice<Facts extends object>(
  draft: Draft<Facts> | undefined,
  there: Facts,
  choice: Partial<Facts>,
): Draft<Facts> | undefined {
  const next = { begun: draft?.begun ?? there, chosen: { ...draft?.chosen, ...choice } };
  return isEmpty(pendingIn(next, there)) ? undefined : next;
}

/** What of the draft is another than what is there. */
export function pendingIn<Facts extends object>(draft: Draft<Facts> | undefined, there: Facts): Partial<Facts> {
  const chosen = Object.entries(draft?.chosen ?? {}) as [keyof Facts, Facts[keyof Facts]][];
  return Object.fromEntries(chosen.filter(([name, value]) => value !== there[name])) as Partial<Facts>;
}

/** What was chosen while a change was being saved. */
export function afterSaving<Facts extends object>(
  draft: Draft<Facts> | undefined,
  saved: { [Name in keyof Facts]?: Facts[Name] | undefined },
): Draft<Facts> | undefined {
  if (!draft) return undefined;
  const named = Object.entries(saved).filter(([, value]) => value !== undefined);
  const begun: Facts = { ...draft.begun, ...Object.fromEntries(named) };
  const chosen = pendingIn(draft, begun);
  return isEmpty(chosen) ? undefined : { begun, chosen };
}

/** Whether somebody else has changed what is there since the draft was begun. */
export function isOvertaken<Facts extends object>(draft: Draft<Facts> | undefined, there: Facts): boolean {
  return draft !== undefined && !isSame(draft.begun, there);
}

export function isSame<Facts extends object>(one: Facts, other: Facts): boolean {
  return (Object.keys(one) as (keyof Facts)[]).every((name) => one[name] === other[name]);
}

export function isEmpty(change: object): boolean {
  return Object.keys(change).length === 0;
}
