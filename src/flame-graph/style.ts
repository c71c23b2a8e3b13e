import { darkPalette, lightPalette, type Palette } from './colors.ts';

/** The style sheet of a flame graph, on a page of its own or within one. */
export const flameGraphStyle = [
  '.fg{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}',
  '.fg-name{pointer-events:none}.fg-hatch{stroke-width:1;opacity:.3;fill:none}',
  '.fg-veil{pointer-events:none}.fg g:hover rect{stroke-width:1}',
  frameColors(lightPalette),
  `@media(prefers-color-scheme:dark){${frameColors(darkPalette)}}`,
  `@media print{${frameColors(lightPalette)}}`,
].join('');

/** The style sheet of the flame graph page: light and dark by the reader's setting, down to a phone's width. */
export const pageStyle = [
  ':root{color-scheme:light dark;--paper:#fff;--words:#1f2328;--quiet:#59636e;--line:#d1d9e0;--shade:#f6f8fa;',
  '--link:#0969da;--bad:#cf222e;--good:#1a7f37;--doubt:#9a6700}',
  `:root{${canvasColors(lightPalette)}}@media(prefers-color-scheme:dark){:root{${canvasColors(darkPalette)}}}`,
  `:root.printing{${canvasColors(lightPalette)}}`,
  '@media(prefers-color-scheme:dark){:root{--paper:#0d1117;--words:#f0f6fc;--quiet:#9198a1;--line:#3d444d;',
  '--shade:#151b23;--link:#4493f8;--bad:#f85149;--good:#3fb950;--doubt:#d29922}}',
  // The graph is drawn at a width: a scroll bar that comes with its height must not change it.
  'html{scrollbar-gutter:stable}body{margin:0 auto;max-width:1248px;padding:24px;background:var(--paper);color:var(--words);',
  'font:15px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}',
  'header{border-left:4px solid var(--line);padding-left:16px;margin-bottom:24px}',
  'header.closed{border-color:var(--bad)}header.open{border-color:var(--good)}',
  'h1{font-size:20px;font-weight:400;line-height:1.4;margin:0 0 8px;overflow-wrap:anywhere}',
  'h2{font-size:17px;margin:40px 0 8px;overflow-wrap:anywhere}p{margin:0 0 8px;overflow-wrap:anywhere}',
  '.subject{margin:0;color:var(--quiet)}.quiet{color:var(--quiet);font-size:13px}',
  '.notice{border-left:3px solid var(--doubt);padding-left:10px}',
  'code{font:0.88em ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;',
  'background:var(--shade);border-radius:4px;padding:1px 4px}',
  'a{color:var(--link);text-decoration:none}a:hover,a:focus{text-decoration:underline}',
  '.scroll{overflow-x:auto;margin-bottom:16px}',
  'table{border-collapse:collapse;font-size:13px;min-width:100%}',
  'th,td{border-bottom:1px solid var(--line);padding:5px 10px;text-align:left;vertical-align:top}',
  'th{color:var(--quiet);font-weight:600;white-space:nowrap}td code{overflow-wrap:anywhere}.module code{white-space:nowrap}.name{min-width:110px}.path{min-width:220px}',
  '.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}',
  '.verdict{white-space:nowrap;color:var(--quiet)}.verdict.regression,.verdict.failed{color:var(--bad);font-weight:600}',
  '.verdict.improvement{color:var(--good);font-weight:600}',
  '.verdict.incomparable,.verdict.no-baseline{color:var(--doubt)}',
  '.graph{border:1px solid var(--line);border-radius:6px}.graph svg{display:block;min-width:900px;width:100%;height:auto}',
  '.patterns{position:absolute;width:0;height:0}section{scroll-margin-top:12px}[hidden]{display:none!important}',
  '.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}',
  '.viewer{border:1px solid var(--line);border-radius:6px;padding:12px;scroll-margin-top:12px}',
  '.controls{display:flex;flex-wrap:wrap;gap:8px 16px;align-items:center;font-size:13px;margin-bottom:8px}',
  '.controls label{display:inline-flex;gap:6px;align-items:center}.controls fieldset{display:flex;flex-wrap:wrap;row-gap:4px;border:0;padding:0;margin:0}',
  '.controls legend{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}',
  '.views label{white-space:nowrap;border:1px solid var(--line);padding:3px 10px;margin-left:-1px;gap:0;cursor:pointer}.views label:first-of-type{border-radius:6px 0 0 6px}',
  '.views label:last-of-type{border-radius:0 6px 6px 0}.views label:has(:checked){background:var(--words);color:var(--paper)}',
  '.views input{position:absolute;opacity:0;width:1px;height:1px}.views label:has(:focus-visible){outline:2px solid var(--link);outline-offset:1px}',
  'select,input[type=search],button{font:inherit;color:inherit;background:var(--shade);border:1px solid var(--line);border-radius:6px;padding:3px 6px}',
  'input[type=search]{width:150px}button{cursor:pointer}button:hover{border-color:var(--quiet)}',
  ':focus-visible{outline:2px solid var(--link);outline-offset:1px}',
  '.sum{font-size:13px}.legend{display:flex;flex-wrap:wrap;gap:4px 14px;list-style:none;margin:0 0 8px;padding:0}',
  '.legend li{display:flex;align-items:center;gap:5px}',
  '.swatch{width:20px;height:12px;border-radius:2px;border:1px solid var(--line)}.swatch.same{background:var(--fg-same)}',
  '.swatch.more,.swatch.new{background-color:var(--fg-more3)}.swatch.less,.swatch.removed{background-color:var(--fg-less3)}',
  '.swatch.new{background-image:repeating-linear-gradient(135deg,#0000 0 4px,var(--quiet) 4px 5px)}',
  '.swatch.removed{background-image:repeating-linear-gradient(135deg,#0000 0 4px,var(--quiet) 4px 5px),',
  'repeating-linear-gradient(45deg,#0000 0 4px,var(--quiet) 4px 5px)}',
  // A deep stack is scrolled through: where one is stays in view.
  '.path-bar{position:sticky;top:0;z-index:1;max-height:40vh;overflow:auto;padding-top:4px;background:var(--paper)}',
  '.path-bar ol{display:flex;flex-wrap:wrap;list-style:none;margin:0 0 8px;padding:0;gap:2px 0;font-size:12px}',
  '.path-bar li+li::before{content:"›";color:var(--quiet);padding:0 3px}',
  '.path-bar li button{border:0;background:none;color:var(--link);padding:1px 2px;max-width:24ch;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}',
  '.path-bar li [aria-current]{color:var(--words);font-weight:600}.whole-name{font-size:13px}.whole-name code{user-select:all}.copy{padding:0 6px;font-size:12px}',
  '.stage{position:relative;margin-bottom:8px}.stage canvas{display:block;width:100%;cursor:pointer;border-radius:2px}',
  '.mark{position:absolute;top:0;left:0;pointer-events:none;border:1.5px solid var(--words);border-radius:2px;box-sizing:border-box;scroll-margin:140px 0 24px}',
  '.mark.focus{border:3px solid var(--link)}',
  '.tip{position:absolute;top:0;left:0;z-index:2;pointer-events:none;max-width:min(560px,100%);max-height:240px;overflow:hidden;padding:6px 8px;',
  'background:var(--paper);border:1px solid var(--quiet);border-radius:6px;font-size:13px;overflow-wrap:anywhere;box-sizing:border-box}.tip code{background:none;padding:0}',
  '.frames summary{cursor:pointer;font-size:13px;color:var(--link)}[role=treegrid] td,[role=treegrid] th{padding:2px 8px}',
  '[role=treegrid] tr:focus-visible{outline-offset:-2px}[role=treegrid] .path{width:100%;cursor:pointer}',
  '[role=treegrid] td code:hover{text-decoration:underline}[role=treegrid] th+th{text-align:right}[role=treegrid] .path::before{content:"";display:inline-block;width:14px;color:var(--quiet)}',
  '[aria-expanded=false] .path::before{content:"▸"}[aria-expanded=true] .path::before{content:"▾"}',
  '@media print{:root{--paper:#fff;--words:#1f2328;--quiet:#59636e;--line:#d1d9e0;--shade:#f6f8fa}body{padding:0;max-width:none}.controls,.tip,.mark,.copy,.viewer>p:not(.sum){display:none}',
  'section,.scroll{break-inside:auto}.scroll{overflow:visible}.graph svg{min-width:0}h2{break-after:avoid}tr{break-inside:avoid}}',
  // The deltas are seen without moving the tables sideways.
  '@media(max-width:600px){body{padding:16px 12px}table{font-size:12px}th,td,[role=treegrid] td,[role=treegrid] th{padding:5px 4px}',
  'td code{display:inline-block;max-width:60vw}.name{min-width:84px}[role=treegrid] .path{min-width:120px}[role=treegrid] .number{white-space:normal}}',
].join('');

/** The colours as classes of an SVG's elements. */
function frameColors(palette: Palette): string {
  const changes = Object.entries(changeColors(palette));
  return [
    `.fg-paper{fill:${palette.paper}}.fg-words{fill:${palette.words}}.fg-quiet{fill:${palette.quiet}}`,
    `.fg-name{fill:${palette.name}}.fg-root{fill:${palette.root}}.fg-same{fill:${palette.same}}`,
    `.fg g:hover rect{stroke:${palette.words}}.fg-hatch{stroke:${palette.name}}`,
    ...palette.frames.map((color, index) => `.fg${index}{fill:${color}}`),
    ...changes.map(([key, color]) => `.fg-${key}{fill:${color}}`),
  ].join('');
}

/** The colours as custom properties, for the page's canvas. */
function canvasColors(palette: Palette): string {
  const { frames, name, root, narrow, found, same } = palette;
  const groups = palette.groups.map((color, index) => [`group${index}`, color] as const);
  const all = {
    ...frames,
    name,
    root,
    narrow,
    others: narrow,
    found,
    same,
    ...Object.fromEntries(groups),
    ...changeColors(palette),
  };
  return Object.entries(all)
    .map(([key, color]) => `--fg-${key}:${color}`)
    .join(';');
}

/** By the name that `changeColor` gives: `more1`, the weakest, to `more4`, and `less1` to `less4`. */
function changeColors({ more, less }: Palette): Readonly<Record<string, string>> {
  const named = (change: string, colors: readonly string[]) =>
    colors.map((color, index) => [`${change}${index + 1}`, color] as const);
  return Object.fromEntries([...named('more', more), ...named('less', less)]);
}
