import { Composer, type CST, type Document, isAlias, isMap, isScalar, isSeq, LineCounter, Parser, visit } from 'yaml';
import { UsageError } from '../model/errors.ts';
import { quoted } from './parsers.ts';

const largestBytes = 256 * 1024;

const deepest = 20;

/** Enough to share an environment among benchmarks, too few to blow up when aliases hold aliases. */
const mostAliases = 100;

/** Line and column, from 1. */
export interface Place {
  readonly line: number;
  readonly col: number;
}

/** A YAML file as plain lists, maps and texts, and where in the file each of them is. */
export interface YamlDocument {
  /** Null when the file is empty. Scalars are their source text: `1.10` is "1.10" and `yes` is "yes". */
  readonly value: unknown;
  /** Where it is that is at the path: its value, or its key; the nearest parent where it is missing. */
  placeOf(path: readonly PropertyKey[], part: 'key' | 'value'): Place;
}

/**
 * Reads YAML 1.2 without its surprises: every scalar is a text (the failsafe schema), keys are unique, tags and
 * second documents are refused, size, nesting and aliases are bounded.
 *
 * @throws UsageError `path:line:column: what is wrong`, for the first thing that is.
 */
export function readYaml(text: string, path: string): YamlDocument {
  if (Buffer.byteLength(text) > largestBytes) {
    throw new UsageError(`${path}: the file is larger than 256 KiB; a configuration file is a page of YAML`);
  }
  const lines = new LineCounter();
  const refuse = (offset: number, sentence: string): never => {
    const { line, col } = lines.linePos(offset);
    throw new UsageError(`${path}:${line}:${col}: ${sentence}`);
  };

  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  refuseDeepNesting(tokens, refuse);
  const options = { schema: 'failsafe', stringKeys: true, prettyErrors: false, logLevel: 'silent' } as const;
  const [document, second] = new Composer(options).compose(tokens, false, text.length);
  if (document === undefined) return { value: null, placeOf: () => ({ line: 1, col: 1 }) };
  if (second !== undefined) refuse(second.range[0], 'a second document starts here; keep one');
  const [error] = [...document.errors, ...document.warnings];
  if (error !== undefined) refuse(error.pos[0], worded(error.code, error.message, text.slice(error.pos[0])));
  let aliases = 0;
  visit(document, {
    Alias(_, alias) {
      const offset = alias.range?.[0] ?? 0;
      aliases += 1;
      if (aliases > mostAliases) refuse(offset, `more than ${mostAliases} aliases (*name); write the values out`);
      if (alias.resolve(document) === undefined) {
        refuse(offset, `the alias *${alias.source} has no anchor &${alias.source} before it`);
      }
    },
    Pair(_, { key }) {
      // An object with this key would lose it, or change its own prototype.
      if (isScalar(key) && key.value === '__proto__') refuse(key.range?.[0] ?? 0, '"__proto__" cannot be a key here');
    },
  });

  return {
    value: plainValue(document, path),
    placeOf: (at, part) => lines.linePos(offsetOf(document, at, part)),
  };
}

function plainValue(document: Document.Parsed, path: string): unknown {
  if (isScalar(document.contents) && document.contents.value === '') return null;
  try {
    return document.toJS({ maxAliasCount: mostAliases });
  } catch (thrown) {
    // What yaml throws where aliases of aliases multiply.
    if (!(thrown instanceof ReferenceError)) throw thrown;
    throw new UsageError(`${path}: the aliases (*name) repeat too much; write the values out`);
  }
}

/** Our sentence for what yaml found; `rest` is the text from there on. */
function worded(code: string, message: string, rest: string): string {
  switch (code) {
    case 'TAB_AS_INDENT':
      return 'a tab indents this line; YAML takes spaces only, so replace each tab by two spaces';
    case 'DUPLICATE_KEY':
      return `the key ${quoted(/^[^:\n]*/.exec(rest)?.[0].trim() ?? '')} is there twice; keep one`;
    case 'TAG_RESOLVE_FAILED':
      return 'tags (!name) have no meaning here; leave it out';
    case 'NON_STRING_KEY':
      return 'a key must be a text, not a list or a map';
    default:
      return `not YAML: ${message}`;
  }
}

function offsetOf(document: Document.Parsed, path: readonly PropertyKey[], part: 'key' | 'value'): number {
  let node: unknown = document.contents;
  let keyOffset = 0;
  let valueOffset = document.contents?.range[0] ?? 0;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === step);
      if (pair === undefined) return keyOffset;
      keyOffset = startOf(pair.key) ?? keyOffset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      keyOffset = startOf(node) ?? keyOffset;
    } else {
      return keyOffset;
    }
    valueOffset = startOf(node) ?? keyOffset;
  }
  return part === 'key' ? keyOffset : valueOffset;
}

function startOf(node: unknown): number | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range?.[0] : undefined;
}

/**
 * Refuses lists and maps nested deeper than 20 levels, before they are composed: yaml composes recursively, and
 * a stack that is nearly full makes V8 abort the process where it compiles a regular expression ("RegExpCompiler
 * Allocation failed", seen with yaml 2.9.1 and `- ` 20,000 times), which nothing can catch.
 */
function refuseDeepNesting(tokens: readonly CST.Token[], refuse: (offset: number, sentence: string) => never): void {
  const open: { token: CST.Token; depth: number }[] = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, depth } = next;
    if (depth > deepest) refuse(token.offset, `nested deeper than ${deepest} levels`);
    for (const child of childrenOf(token)) open.push({ token: child, depth: depth + 1 });
  }
}

function childrenOf(token: CST.Token): readonly CST.Token[] {
  if (token.type === 'document') return token.value === undefined ? [] : [token.value];
  if (!('items' in token)) return [];
  return token.items.flatMap((item) => [item.key, item.value]).filter((child) => child !== undefined && child !== null);
}
