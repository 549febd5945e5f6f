import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { launchChromium } from "./browser/open-chromium.ts";

/**
 * `npm run store:pictures`: the pictures of the stores' pages, 1280 by 800, out of the screens that the last run of the
 * browser tests kept. Chromium lays them out, so that they need no tool of their own.
 */
const root = join(import.meta.dirname, "..");
const screens = join(root, "test-results/screens");
const target = join(root, "docs/store/pictures");
const SIZE = { width: 1280, height: 800 };

type Picture = { screen: string; words: string };

/** By language: what each picture shows, and what is said beside it. */
const PICTURES: Record<string, Picture[]> = {
  en: [
    { screen: "popup-this-tab-en-light", words: "Decide who may watch the video in front of you" },
    { screen: "popup-requests-en-light", words: "Bring your people in, from any page" },
    { screen: "content-tree-en-light", words: "Say who may do what with each video" },
  ],
  fr: [
    { screen: "popup-this-tab-fr-dark", words: "Décidez qui regarde la vidéo que vous avez devant vous" },
    { screen: "popup-requests-fr-dark", words: "Faites entrer les vôtres, depuis n’importe quelle page" },
    { screen: "content-panel-fr-dark", words: "Gérez tout à côté de l’onglet" },
  ],
};

const browser = await launchChromium();
try {
  await mkdir(target, { recursive: true });
  const page = await browser.newPage({ viewport: SIZE });
  for (const [language, pictures] of Object.entries(PICTURES)) {
    for (const [at, picture] of pictures.entries()) {
      await page.setContent(await layout(language, picture));
      await page.screenshot({ path: join(target, `${language}-${at + 1}.png`) });
    }
  }
} finally {
  await browser.close();
}

async function layout(language: string, { screen, words }: Picture): Promise<string> {
  const bytes = await readFile(join(screens, `${screen}.png`));
  const isDark = screen.endsWith("-dark");
  const [paper, ink, accent] = isDark ? ["#191715", "#f4f1ec", "#ff9a5c"] : ["#fbeadf", "#1f1b18", "#b83e10"];
  return `<!doctype html><html lang="${language}"><style>
    body { margin: 0; width: 1280px; height: 800px; display: grid; grid-template-columns: 420px 1fr; align-items: center; background: ${paper}; color: ${ink}; font-family: system-ui, sans-serif; overflow: hidden; }
    p { margin: 0 0 0 72px; font-size: 42px; font-weight: 700; line-height: 1.2; letter-spacing: -.01em; text-wrap: balance; border-left: 6px solid ${accent}; padding-left: 24px; }
    div { display: grid; place-items: center; } img { max-width: 760px; max-height: 700px; border-radius: 16px; box-shadow: 0 24px 70px #0006; }
  </style><p>${words}</p><div><img alt="" src="data:image/png;base64,${bytes.toString("base64")}"></div></html>`;
}
