// node scripts/demo-pictures.js [FOLDER]
//
// Takes the pictures of README and docs from what `test/demo/comments.ts` left in .build/real-runs, with Chromium
// ($CHROMIUM, else /usr/bin/chromium), to FOLDER, which is docs/images unless it is given.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { commentPage, launchChromium } from './comment-html.js';
import { smallPng } from './small-png.js';

const runs = fileURLToPath(new URL('../.build/real-runs/', import.meta.url));
const here = join(runs, 'swift-6.0-debian-13-x86_64');
const folder = process.argv[2] ?? fileURLToPath(new URL('../docs/images/', import.meta.url));

const comments = {
  'comment.png': join(here, 'red.md'),
  'comment-unchanged.png': join(here, 'unchanged.md'),
  'comment-first-run.png': join(here, 'first.md'),
  'comment-matrix.png': join(runs, 'matrix.md'),
};
const desktop = { viewport: { width: 1100, height: 1000 } };
const pages = {
  'flame-graph.png': desktop,
  'flame-graph-dark.png': { ...desktop, colorScheme: 'dark' },
  'flame-graph-phone.png': { viewport: { width: 390, height: 1240 }, isMobile: true, hasTouch: true },
};

const missing = [...Object.values(comments), join(here, 'red.html')].filter((file) => !existsSync(file));
if (missing.length > 0) {
  console.error(`There is no ${missing.join(', ')}: test/demo/comments.ts makes it.`);
  process.exit(1);
}

/** The GitHub of a real run here is a port of this machine. */
const onGitHub = (markdown) => markdown.replaceAll(/--hostname github\.localhost:\d+ /g, '');

const browser = await launchChromium();
try {
  const take = async (name, options, show, fullPage) => {
    const page = await browser.newPage(options);
    await show(page);
    const path = join(folder, name);
    writeFileSync(path, smallPng(await page.screenshot({ fullPage })));
    await page.close();
    console.log(path);
  };
  for (const [name, file] of Object.entries(comments)) {
    const html = commentPage(onGitHub(readFileSync(file, 'utf8')));
    await take(name, { viewport: { width: 930, height: 200 } }, (page) => page.setContent(html), true);
  }
  for (const [name, options] of Object.entries(pages)) {
    const show = (page) => page.goto(pathToFileURL(join(here, 'red.html')).href);
    await take(name, options, show, false);
  }
} finally {
  await browser.close();
}
