import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, it, test } from 'vitest';
import { findCommand } from '../../src/command-line/commands.ts';
import { parseOptions } from '../../src/command-line/options.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));

/** All Markdown that people read: not what tests compare with, nor what others wrote. */
const pages = [
  ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'src/README.md'],
  ...markdownIn('docs'),
  ...markdownIn('examples'),
  ...markdownIn('test').filter((path) => !path.includes('/goldens/') && !path.includes('/hostile/')),
];

function markdownIn(folder: string): readonly string[] {
  return readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md') && !name.includes('.build/') && !name.includes('node_modules/'))
    .map((name) => `${folder}/${name}`);
}

interface Node {
  readonly type: string;
  readonly url?: string;
  readonly value?: string;
  readonly children?: readonly Node[];
}

/** By path: a page is looked at for its own links, and for each that leads to it. */
const known = new Map<string, readonly Node[]>();

function nodesOf(path: string): readonly Node[] {
  const nodes = known.get(path) ?? parsedNodes(path);
  known.set(path, nodes);
  return nodes;
}

function parsedNodes(path: string): readonly Node[] {
  const text = readFileSync(join(repository, path), 'utf8');
  const root: Node = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const all: Node[] = [];
  const visit = (node: Node) => {
    all.push(node);
    node.children?.forEach(visit);
  };
  visit(root);
  return all;
}

function textOf({ value = '', children = [] }: Node): string {
  return value + children.map(textOf).join('');
}

/** The anchors of a page as GitHub makes them of its headings, a number behind those that are there already. */
function anchorsOf(path: string): ReadonlySet<string> {
  const seen = new Map<string, number>();
  return new Set(
    nodesOf(path)
      .filter(({ type }) => type === 'heading')
      .map((heading) => {
        const plain = textOf(heading)
          .toLowerCase()
          .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '');
        const anchor = plain.replaceAll(' ', '-');
        const before = seen.get(anchor) ?? 0;
        seen.set(anchor, before + 1);
        return before === 0 ? anchor : `${anchor}-${before}`;
      }),
  );
}

/** Links and pictures of a page that lead nowhere in the repository. */
function brokenIn(path: string): readonly string[] {
  return nodesOf(path).flatMap(({ url }) => {
    if (url === undefined || /^[a-z]+:/i.test(url)) return [];
    const [file = '', anchor] = decodeURIComponent(url).split('#');
    const target = file === '' ? path : relative(repository, join(repository, dirname(path), file));
    if (target.startsWith('..') || !existsSync(join(repository, target))) return [`${path}: ${url}`];
    const isPage = anchor !== undefined && target.endsWith('.md');
    return isPage && !anchorsOf(target).has(anchor) ? [`${path}: ${url}`] : [];
  });
}

describe('every link', () => {
  test.each(pages)('of %s leads to a file and a heading that are there', (path) => {
    expect(brokenIn(path)).toEqual([]);
  });
});

/** What pages tell people to type, as it comes to the program. */
function commandsIn(path: string): readonly (readonly string[])[] {
  const typed = /(?:dist\/cli\.js|swift-allocation-gate) (?=[a-z])((?:"[^"]*"|'[^']*'|[^"'\n;|<>&#])+)/g;
  const texts = nodesOf(path).flatMap(({ type, value = '' }) => (/code/i.test(type) ? [value] : []));
  return texts
    .flatMap((text) => Array.from(text.matchAll(typed), ([, command = '']) => command))
    .map((command) => command.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? [])
    .map((words) => words.map((word) => word.replaceAll(/["']/g, '')));
}

test('every command line in the pages is one that the program takes', () => {
  const all = pages.flatMap(commandsIn);
  for (const [name = '', ...args] of all) parseOptions(name, args, findCommand(name).help.options);
  expect(all.length).toBeGreaterThan(12);
});

describe('every page of the docs', () => {
  const docs = markdownIn('docs');

  test.each(docs)('%s says first what it answers', (path) => {
    const [title, answer] = readFileSync(join(repository, path), 'utf8').split('\n\n');
    expect(title).toMatch(/^# /);
    expect(answer).toMatch(/^Answers: [^\n]{30,300}\.$/);
  });

  it('is linked from README', () => {
    const links = nodesOf('README.md').flatMap(({ url = '' }) => url.split('#')[0] ?? '');
    expect(docs.filter((path) => !links.includes(path))).toEqual([]);
  });
});

it('README has at most 1,500 words', () => {
  expect(readFileSync(join(repository, 'README.md'), 'utf8').split(/\s+/).length).toBeLessThanOrEqual(1500);
});

it('README’s two commands are those that CI and the demo’s test run', () => {
  const [, block = ''] =
    /^## Try it here\n(?:.*\n)*?```sh\n([^`]+)```/m.exec(readFileSync(join(repository, 'README.md'), 'utf8')) ?? [];
  const commands = block
    .trim()
    .split('\n')
    .map((line) => line.split(/\s+#/)[0]);
  expect(commands).toEqual(['./examples/demo', 'npm cit']);
  expect(readFileSync(join(repository, '.ci/run'), 'utf8')).toMatch(/^npm cit$/m);
  expect(readFileSync(join(repository, 'test/end-to-end/action/demo.test.ts'), 'utf8')).toContain("'examples/demo'");
});
