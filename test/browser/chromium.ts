import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** A page that was opened from disk, and everything that it asked the network for. */
export interface Opened {
  readonly page: Page;
  /** Addresses of requests besides the page's own file. */
  readonly requests: readonly string[];
  /** What the page threw or complained of on its console. */
  readonly complaints: readonly string[];
}

/** Opens HTML texts in one headless Chromium, which lives as long as the tests of the file. */
export function inChromium(): (html: string, options?: BrowserContextOptions, fragment?: string) => Promise<Opened> {
  let browser: Browser;
  let folder: string;
  let count = 0;
  beforeAll(async () => {
    if (!existsSync(executablePath)) {
      throw new Error(`There is no Chromium at ${executablePath}: install Debian's package chromium, or set CHROMIUM.`);
    }
    folder = await mkdtemp(join(tmpdir(), 'browser-'));
    browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
    });
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  return async (html, options = {}, fragment = '') => {
    count += 1;
    const file = join(folder, `${count}.html`);
    await writeFile(file, html);
    const address = pathToFileURL(file).href;
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => {
      if (request.url().split('#')[0] !== address) requests.push(request.url());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await page.goto(`${address}${fragment}`);
    return { page, requests, complaints };
  };
}

/** Waits for the graph to have been drawn since the page was opened. */
export async function drawn(page: Page): Promise<void> {
  await page.waitForFunction("performance.getEntriesByName('flame-graph-painted').length > 0");
}
