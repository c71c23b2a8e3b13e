// node scripts/third-party-licenses.js [--check]
//
// Writes THIRD_PARTY_LICENSES.md: name, version and licence text of every package that has a module in dist/, as
// rolldown bundles it. With --check nothing is written: exit status 1 says that the file is not current, or that
// a package carries no licence text.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rolldown } from 'rolldown';
import config from '../rolldown.config.js';

const target = new URL('../THIRD_PARTY_LICENSES.md', import.meta.url);
const check = process.argv.includes('--check');

/** The licence of a package whose package.json names none. */
const statedElsewhere = {
  // In the README of its repository, since the last release: https://github.com/substack/node-buffers/issues/12
  buffers: 'MIT',
};
const permission = 'Permission is hereby granted';

const packages = (await bundledFolders()).map(describe);
const unlicensed = packages.filter(({ text }) => text === '');
const current = render(packages);

if (unlicensed.length > 0) {
  console.error(`No licence text is known for ${unlicensed.map(({ name }) => name).join(', ')}.`);
  process.exitCode = 1;
} else if (!check) {
  writeFileSync(target, current);
  console.log(`THIRD_PARTY_LICENSES.md names ${packages.length} packages.`);
} else if (written() !== current) {
  console.error('THIRD_PARTY_LICENSES.md is not what dist/ bundles. Run: node scripts/third-party-licenses.js');
  process.exitCode = 1;
} else {
  console.log('THIRD_PARTY_LICENSES.md is current.');
}

/** The folders of the packages whose modules end up in a chunk; of one without code of its own, nothing does. */
async function bundledFolders() {
  const folders = new Set();
  for (const { output, ...input } of [config].flat()) {
    const bundle = await rolldown(input);
    const { output: chunks } = await bundle.generate(output);
    await bundle.close();
    for (const id of chunks.flatMap(({ moduleIds = [] }) => moduleIds)) {
      // `…/node_modules/lazystream/node_modules/isarray/index.js`: the innermost package is the module's.
      const folder = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(id)?.[0];
      if (folder !== undefined) folders.add(folder);
      // What every chunk imports to reach the others is rolldown's own.
      else if (id.includes('rolldown/runtime'))
        folders.add(new URL('../node_modules/rolldown', import.meta.url).pathname);
    }
  }
  return [...folders];
}

/** Licence files are called LICENSE, LICENCE, license.md, LICENSE-MIT.txt…; Apache-2.0 passes on a NOTICE too. */
function describe(folder) {
  const manifest = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  const { name, version } = manifest;
  const license = manifest.license ?? statedElsewhere[name] ?? 'unknown';
  const files = readdirSync(folder).sort();
  const texts = files
    .filter((file) => /^(licen[cs]e|copying|notice)([.-](md|txt|mit|apache))*$/i.test(file))
    .map((file) => readFileSync(`${folder}/${file}`, 'utf8'));
  const readme = files.find((file) => /^readme/i.test(file));
  if (texts.length === 0 && readme !== undefined) texts.push(...sectionOf(readFileSync(`${folder}/${readme}`, 'utf8')));
  if (texts.length === 0 && /^MIT\b/.test(license)) texts.push(mitText(manifest));
  const text = texts.map((one) => one.replaceAll(/[ \t\r]+$/gm, '').replaceAll(/^\n+|\n+$/g, '')).join('\n\n');
  return { name, version, license, text };
}

/** The end of a README that holds the text of a licence, not only its name. */
function sectionOf(readme) {
  const start = readme.search(/^#+ licen[cs]e\s*$/im);
  return start >= 0 && readme.includes(permission, start) ? [readme.slice(readme.indexOf('\n', start))] : [];
}

/** For packages that name the MIT licence and leave out its text. */
function mitText({ author }) {
  const name = typeof author === 'string' ? author : `${author.name} <${author.email}>`;
  const text = readFileSync(new URL('../node_modules/isarray/LICENSE', import.meta.url), 'utf8');
  return `The package names the MIT licence without its text; its author is ${name}.\n\n${text.slice(text.indexOf(permission))}`;
}

function render(all) {
  const sorted = all.toSorted((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
  const sections = [...new Set(sorted.map(({ text }) => text))].map((text) => {
    const sharing = sorted.filter((one) => one.text === text);
    const names = sharing.map(({ name, version, license }) => `- ${name} ${version} (${license})`);
    const unique = [...new Set(names)].join('\n');
    // Four backticks: a licence file in Markdown may hold three.
    return `${unique}\n\n\`\`\`\`text\n${text}\n\`\`\`\`\n`;
  });
  return [
    '# Third-party licences',
    '',
    'The files in `dist/` contain code of these packages. Written by `node scripts/third-party-licenses.js`.',
    '',
    sections.join('\n---\n\n'),
  ].join('\n');
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

function written() {
  try {
    return readFileSync(target, 'utf8');
  } catch {
    return '';
  }
}
