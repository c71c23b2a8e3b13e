// node scripts/demo-pictures.js [FOLDER]
//
// Takes the pictures of README and docs from what `./examples/demo` left in .build/demo, with Chromium ($CHROMIUM, else
// /usr/bin/chromium): the comment and the flame graph page to FOLDER, which is docs/images unless it is given, and, to be
// looked at, the page in the dark and on a phone to .build/demo.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { commentPage, launchChromium } from './comment-html.js';

const demo = fileURLToPath(new URL('../.build/demo/', import.meta.url));
const folder = process.argv[2] ?? fileURLToPath(new URL('../docs/images/', import.meta.url));
const [comment, graph] = ['comment.md', 'flame-graph.html'].map((name) => join(demo, name));
if (!existsSync(comment) || !existsSync(graph)) {
  console.error(`There is no ${comment} or no ${graph}: run ./examples/demo first.`);
  process.exit(1);
}

const browser = await launchChromium();
try {
  const take = async (path, options, show, fullPage) => {
    const page = await browser.newPage(options);
    await show(page);
    await page.screenshot({ path, fullPage });
    await page.close();
    console.log(path);
  };
  const openGraph = (page) => page.goto(pathToFileURL(graph).href);
  const showComment = (page) => page.setContent(commentPage(readFileSync(comment, 'utf8')));
  await take(join(folder, 'comment.png'), { viewport: { width: 930, height: 600 } }, showComment, true);
  await take(join(folder, 'flame-graph.png'), { viewport: { width: 1100, height: 1000 } }, openGraph, false);
  const dark = { viewport: { width: 1100, height: 1000 }, colorScheme: 'dark' };
  await take(join(demo, 'flame-graph.dark.png'), dark, openGraph, false);
  const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
  await take(join(demo, 'flame-graph.phone.png'), phone, openGraph, false);
} finally {
  await browser.close();
}
