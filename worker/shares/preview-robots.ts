/**
 * Robots that open a link to draw a card of it where it was posted, by the names they give themselves. Lists of all
 * robots do not serve: they hold programs that people fetch with, whose views count.
 */
const NAMES = [
  "facebookexternalhit",
  "facebot",
  "twitterbot",
  "slackbot",
  "slack-imgproxy",
  "linkedinbot",
  "discordbot",
  "whatsapp",
  "telegrambot",
  "skypeuripreview",
  "microsoftpreview",
  "pinterestbot",
  "redditbot",
  "embedly",
  "iframely",
  "outbrain",
  "vkshare",
  "mastodon",
  "bluesky",
  "line-poker",
  "viber",
  "googlebot",
  "google-pagerenderer",
  "bingbot",
  "applebot",
  "yandexbot",
  "duckduckbot",
];

const PATTERN = new RegExp(NAMES.join("|"), "i");

export function isPreviewRobot(userAgent: string): boolean {
  return PATTERN.test(userAgent);
}
