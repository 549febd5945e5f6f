/** What pages offer to react with: such as systems without a font of emoji draw too. */
export const OFFERED_REACTIONS = ["❤️", "😃", "😂", "😍", "😮", "😢"] as const;
/** What a comment may be but one of to count as a reaction. */
export const REACTIONS = [...OFFERED_REACTIONS, "👍", "👏", "🎉"] as const;
export type Reaction = (typeof REACTIONS)[number];

/** U+FE0F, which some keyboards leave out. */
const AS_PICTURE = /\uFE0F/g;

/** The reaction that a comment's words are; undefined for any others. */
export function reactionIn(words: string): Reaction | undefined {
  const bare = words.replaceAll(AS_PICTURE, "");
  return REACTIONS.find((reaction) => reaction.replaceAll(AS_PICTURE, "") === bare);
}
