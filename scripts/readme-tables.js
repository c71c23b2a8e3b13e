// node scripts/readme-tables.js [--check] [FOLDER]
//
// Writes tables between their markers: those of inputs and outputs of action.yml in docs/reference.md, and that of what
// the end-to-end tests show where (test/end-to-end/seen.json) in README.md. With --check nothing is written: exit status
// 1 says that the tables are not what these files say. FOLDER holds the two pages, and is the repository if not given.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const repository = new URL('../', import.meta.url);
const args = process.argv.slice(2);
const check = args.includes('--check');
const folder = args.find((argument) => argument !== '--check') ?? fileURLToPath(repository);
const { inputs, outputs } = parse(readFileSync(new URL('action.yml', repository), 'utf8'));
const seen = JSON.parse(readFileSync(new URL('test/end-to-end/seen.json', repository), 'utf8'));
const reference = {
  inputs: table(
    ['Input', 'Description', 'Default'],
    Object.entries(inputs).map(([name, input]) => [code(name), input.description, code(input.default ?? '')]),
  ),
  outputs: table(
    ['Output', 'Description'],
    Object.entries(outputs).map(([name, output]) => [code(name), output.description]),
  ),
};
const seenTable = {
  seen: table(
    ['Swift', 'perf', 'libc', 'User', 'What', 'Tests'],
    seen.map(({ swift, perf, libc, user, what, tests }) => [
      swift,
      perf,
      libc,
      user,
      what,
      tests.map(testLink).join(', '),
    ]),
  ),
};
const pages = [
  { path: join(folder, 'README.md'), tables: seenTable },
  { path: join(folder, 'docs/reference.md'), tables: reference },
];
for (const { path, tables } of pages) {
  if (!existsSync(path)) {
    console.error(`There is no ${path}.`);
    process.exit(1);
  }
  const text = readFileSync(path, 'utf8');
  const current = Object.entries(tables).reduce(
    (page, [name, content]) => replaceBetween(page, path, name, content),
    text,
  );
  if (current === text) {
    console.log(`The tables in ${path} are current.`);
  } else if (check) {
    console.error(
      `The tables in ${path} are not what action.yml and the tests say. Run: node scripts/readme-tables.js`,
    );
    process.exitCode = 1;
  } else {
    writeFileSync(path, current);
    console.log(`The tables in ${path} were written anew.`);
  }
}

function table(header, rows) {
  const lines = [header, header.map(() => '---'), ...rows.map((row) => row.map(cell))];
  return lines.map((columns) => `| ${columns.join(' | ')} |`).join('\n');
}

/** GFM ends a cell at each bar, even within code, unless a backslash stands before it. */
function cell(text) {
  return text
    .trim()
    .replace(/\s*\n\s*/g, ' ')
    .replaceAll('|', '\\|');
}

function code(text) {
  return text === '' ? '' : `\`${text}\``;
}

/** The last part of a path names the test. */
function testLink(path) {
  return `[${path.split('/').at(-1).replace('.test.ts', '')}](${path})`;
}

function replaceBetween(text, path, name, content) {
  const start = `<!-- ${name}:start -->`;
  const end = `<!-- ${name}:end -->`;
  const from = text.indexOf(start);
  const to = text.indexOf(end, from);
  if (from === -1 || to === -1) {
    console.error(`${path} must hold the markers ${start} and ${end}, in this order.`);
    process.exit(1);
  }
  return `${text.slice(0, from)}${start}\n\n${content}\n\n${text.slice(to)}`;
}
