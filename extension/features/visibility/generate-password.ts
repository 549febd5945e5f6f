// No letter that is taken for another, in writing or aloud.
const CONSONANTS = "bdfgjkmnprstvz";
const VOWELS = "aeiou";
const GROUPS = 4;
const SYLLABLES = 2;

/** Readable, sayable and strong: four groups such as `kovu-teba-miro-suna`, some 49 bits. */
export function generatePassword(): string {
  return Array.from({ length: GROUPS }, () => Array.from({ length: SYLLABLES }, syllable).join("")).join("-");
}

function syllable(): string {
  return pick(CONSONANTS) + pick(VOWELS);
}

/** Out of 2^32, no letter gains anything to speak of by the remainder. */
function pick(letters: string): string {
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
  return letters.charAt(random % letters.length);
}
