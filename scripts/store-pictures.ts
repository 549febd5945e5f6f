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
/** From this width on, in pixels, a screen stands below the words and not beside them. */
const WIDE = 800;

const LOOKS = {
  light: { paper: "#fbeadf", ink: "#1f1b18", accent: "#b83e10", edge: "#1f1b1814", shadow: "#6b2a0a33" },
  dark: { paper: "#2a1a12", ink: "#f4f1ec", accent: "#ff9a5c", edge: "#ffffff24", shadow: "#000000a0" },
} as const;

type Picture = { screen: string; look: keyof typeof LOOKS; words: string };

/** By language: what each picture shows, and what is said of it. */
const PICTURES: Record<string, Picture[]> = {
  en: [
    {
      screen: "popup-this-tab-en-light",
      look: "light",
      words: "Decide who may watch the video in front of you",
    },
    { screen: "popup-requests-en-light", look: "light", words: "Bring your people in, from any page" },
    { screen: "content-tree-light", look: "light", words: "Say who may do what with each video" },
    {
      screen: "upload-captions-chosen-en-light",
      look: "light",
      words: "Upload, add captions, publish, pass the link on",
    },
    {
      screen: "workspace-settings-closes-light",
      look: "light",
      words: "See what a rule would close before you save it",
    },
  ],
  fr: [
    {
      screen: "popup-this-tab-fr-dark",
      look: "dark",
      words: "Décidez qui regarde la vidéo que vous avez devant vous",
    },
    { screen: "popup-requests-fr-dark", look: "dark", words: "Faites entrer les vôtres, depuis n’importe quelle page" },
    { screen: "content-panel-fr-dark", look: "dark", words: "Gérez tout à côté de l’onglet" },
    {
      screen: "upload-captions-chosen-fr-dark",
      look: "dark",
      words: "Envoyez, sous-titrez, publiez et transmettez le lien",
    },
    {
      screen: "workspace-settings-panel-closes-fr-dark",
      look: "dark",
      words: "Voyez ce qu’une règle fermerait avant de l’enregistrer",
    },
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

async function layout(language: string, { screen, look, words }: Picture): Promise<string> {
  const bytes = await readFile(join(screens, `${screen}.png`));
  const { paper, ink, accent, edge, shadow } = LOOKS[look];
  const place = widthOf(bytes) >= WIDE ? "below" : "beside";
  return `<!doctype html><html lang="${language}"><style>
    body { margin: 0; width: 1280px; height: 800px; display: grid; background: ${paper}; color: ${ink}; font-family: system-ui, sans-serif; overflow: hidden; }
    p { margin: 0; font-weight: 700; line-height: 1.2; letter-spacing: -.01em; text-wrap: balance; border-left: 6px solid ${accent}; padding-left: 24px; }
    img { border-radius: 14px; box-shadow: 0 0 0 1px ${edge}, 0 24px 70px ${shadow}; }
    .beside { grid-template-columns: 420px 1fr; align-items: center; justify-items: center; } .beside p { margin-left: 72px; font-size: 42px; } .beside img { max-height: 720px; }
    .below { grid-template-rows: auto 1fr; justify-items: start; gap: 40px; padding: 48px 88px 0; box-sizing: border-box; } .below p { font-size: 38px; } .below img { width: 1104px; }
  </style><body class="${place}"><p>${words}</p><img alt="" src="data:image/png;base64,${bytes.toString("base64")}"></body></html>`;
}

/** As a PNG's head says it, in pixels. */
function widthOf(png: Buffer): number {
  return png.readUInt32BE(16);
}
