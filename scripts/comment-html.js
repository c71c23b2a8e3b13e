// A comment as GitHub shows it, for pictures that people look at: scripts/comment-pictures.js, scripts/demo-pictures.js.
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { chromium } from 'playwright-core';

/** The width of a comment on GitHub, and what its style sheet does to the elements that we use. */
const style = `
  body { width: 860px; margin: 16px; padding: 16px; border: 1px solid #d1d9e0; border-radius: 6px; color: #1f2328;
    font: 14px/1.5 -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; overflow-wrap: break-word; }
  p, ul, table, pre, blockquote, details { margin: 0 0 16px; }
  ul { padding-left: 2em; } li + li { margin-top: .25em; }
  a { color: #0969da; } summary { cursor: pointer; }
  code { padding: .2em .4em; border-radius: 6px; background: #818b981f; font: 85% ui-monospace, "DejaVu Sans Mono", monospace;
    white-space: break-spaces; }
  pre { padding: 16px; overflow: auto; border-radius: 6px; background: #f6f8fa; line-height: 1.45; }
  pre code { padding: 0; background: none; white-space: pre; }
  table { display: block; width: max-content; max-width: 100%; overflow: auto; border-collapse: collapse; }
  th, td { padding: 6px 13px; border: 1px solid #d1d9e0; } tr:nth-child(2n) { background: #f6f8fa; }
  blockquote { padding: 8px 16px; border-left: .25em solid #9a6700; }
  .alert { color: #9a6700; font-weight: 500; }
  .added { background: #dafbe1; } .removed { background: #ffebe9; } .hunk { color: #0550ae; }
`;

/** A verdict's sign in a font that machines without emoji have, in the emoji's colour. */
const signs = [
  ['❌', '✗', '#cf222e'],
  ['✅', '✓', '#1a7f37'],
  ['⚠️', '⚠', '#9a6700'],
];

/** What GitHub adds to the Markdown: alerts, and the colours of a diff. */
function asGitHub(markdown) {
  return micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] })
    .replaceAll(
      /<blockquote>\s*<p>\[!(\w)(\w+)\]/g,
      (_, first, rest) => `<blockquote><p class="alert">${first}${rest.toLowerCase()}</p><p>`,
    )
    .replaceAll(
      /(<code class="language-diff">)([\s\S]*?)(<\/code>)/g,
      (_, open, diff, close) => open + diff.split('\n').map(coloured).join('\n') + close,
    );
}

function coloured(line) {
  const kind = /^@@|^(?:\+\+\+|---) /.test(line) ? 'hunk' : { '+': 'added', '-': 'removed' }[line[0]];
  return kind === undefined ? line : `<span class="${kind}">${line}</span>`;
}

/** The page that shows a comment's Markdown, its folded sections open or closed. */
export function commentPage(markdown, { open = false } = {}) {
  const body = signs.reduce(
    (text, [sign, plain, color]) => text.replaceAll(sign, `<b style="color:${color}">${plain}</b>`),
    asGitHub(markdown),
  );
  const shown = open ? body.replaceAll('<details>', '<details open>') : body;
  return `<!doctype html><meta charset="utf-8"><style>${style}</style>${shown}`;
}

/** A Chromium ($CHROMIUM, else /usr/bin/chromium) that asks no network for anything. */
export function launchChromium() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
}
