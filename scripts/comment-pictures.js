// node scripts/comment-pictures.js [FOLDER]
//
// Renders some of the comment's goldens to HTML as GitHub does, and takes a picture of each with Chromium ($CHROMIUM,
// else /usr/bin/chromium), to be looked at by people: FOLDER/NAME.png, each with its folded sections closed and open.
// FOLDER is .build/comment-pictures unless it is given.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commentPage, launchChromium } from './comment-html.js';

const goldens = [
  ...['unchanged', 'first-run', 'one-regression', 'mixed', 'fork-with-regression', 'incomparable', 'failed-benchmark'],
  ...['dependencies-moved', 'leak', 'imported-exceeded', 'matrix-six-legs', 'matrix-report-not-taken'],
];
const folder = process.argv[2] ?? '.build/comment-pictures';

mkdirSync(folder, { recursive: true });
const browser = await launchChromium();
try {
  const page = await browser.newPage({ viewport: { width: 930, height: 600 } });
  for (const name of goldens) {
    const markdown = readFileSync(new URL(`../test/report/goldens/${name}.md`, import.meta.url), 'utf8');
    for (const [suffix, open] of [
      ['', false],
      ['.open', true],
    ]) {
      await page.setContent(commentPage(markdown, { open }));
      await page.screenshot({ path: join(folder, `${name}${suffix}.png`), fullPage: true });
    }
    console.log(join(folder, `${name}.png`));
  }
} finally {
  await browser.close();
}
