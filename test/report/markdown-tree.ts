import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

type Tree = ReturnType<typeof fromMarkdown>;
type Node = Tree | Tree['children'][number];

/** A piece of a Markdown text by how GitHub shows it; `inside` are the kinds of the nodes around it, outermost first. */
export interface Shown {
  readonly kind: 'text' | 'code' | 'html' | 'link' | 'other';
  /** The text, code or HTML as it is; a link's address; a node's type. */
  readonly value: string;
  readonly inside: readonly string[];
}

/** Parses a comment as GitHub does: CommonMark with tables, bare addresses, footnotes, strikethrough and task lists. */
export function parseMarkdown(markdown: string): Tree {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** All pieces in the order of the text. What stands in a `<code>` element of ours is code. */
export function piecesOf(tree: Tree): readonly Shown[] {
  const pieces: Shown[] = [];
  let isInElement = false;
  const walk = (node: Node, inside: readonly string[]) => {
    const add = (kind: Shown['kind'], value: string) => pieces.push({ kind, value, inside });
    if (node.type === 'html' && /^<\/?code>$/.test(node.value)) isInElement = node.value === '<code>';
    if (node.type === 'text') add(isInElement ? 'code' : 'text', node.value);
    else if (node.type === 'inlineCode' || node.type === 'code') add('code', node.value);
    else if (node.type === 'html') add('html', node.value);
    else if (node.type === 'link') add('link', node.url);
    else add('other', node.type);
    if ('children' in node) for (const child of node.children) walk(child, [...inside, node.type]);
  };
  walk(tree, []);
  return pieces;
}

/**
 * The tree without its words, as one line: what is around the words must not depend on them. Words, emphasis of ours
 * aside, are `w`; a block of code has its number of lines, a link the address without its fragment.
 */
export function shapeOf(node: Node): string {
  switch (node.type) {
    case 'text':
    case 'inlineCode':
    case 'break':
      return 'w';
    case 'code':
      return `${node.lang}:${node.value.split('\n').length}`;
    case 'html':
      return /^(?:<\/?code>|<!-- -->)$/.test(node.value)
        ? 'w'
        : node.value.replace(/^<!-- swift-allocation-gate\/1 .*/, 'marker');
    default: {
      const children = 'children' in node ? node.children.map(shapeOf).join(' ') : '';
      const address = node.type === 'link' ? ` ${node.url.replace(/#.*/, '')}` : '';
      return `${node.type}${address}(${children.replace(/\bw( w)*\b/g, 'w')})`;
    }
  }
}
