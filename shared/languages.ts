const LANGUAGES = [
  "en",
  "fr",
  "ar",
  "bg",
  "cs",
  "da",
  "de",
  "el",
  "es",
  "et",
  "fa",
  "fi",
  "he",
  "hi",
  "hr",
  "hu",
  "id",
  "it",
  "ja",
  "ko",
  "lt",
  "lv",
  "nb",
  "nl",
  "pl",
  "pt",
  "pt-BR",
  "ro",
  "ru",
  "sk",
  "sl",
  "sr",
  "sv",
  "th",
  "tr",
  "uk",
  "vi",
  "zh-Hans",
  "zh-Hant",
] as const;

/** The languages to choose from, named and sorted as the reader would. */
export function languagesFor(locale: string): { value: string; label: string }[] {
  return LANGUAGES.map((value) => ({ value, label: capital(languageName(locale, value), locale) })).sort((a, b) =>
    a.label.localeCompare(b.label, locale),
  );
}

/** As the reader calls it within a sentence. */
export function languageName(locale: string, language: string): string {
  return new Intl.DisplayNames(locale, { type: "language" }).of(language) ?? language;
}

/** `spring-launch.fr.vtt` → `fr`: files often name their language before the ending. */
export function languageInName(name: string): string | undefined {
  const named = /[._-]([A-Za-z]{2}(?:[-_][A-Za-z]{2,4})?)\.(?:vtt|srt)$/.exec(name)?.[1]?.replace("_", "-");
  const wanted = named?.toLowerCase();
  if (wanted === undefined) return undefined;
  return (
    LANGUAGES.find((language) => language.toLowerCase() === wanted) ??
    LANGUAGES.find((language) => language === wanted.slice(0, 2))
  );
}

function capital(text: string, locale: string): string {
  const [first = "", ...rest] = text;
  return first.toLocaleUpperCase(locale) + rest.join("");
}
