import type { CST } from 'yaml';

const deepest = 20;

/**
 * Refuses lists and maps nested deeper than 20 levels, before they are composed: yaml composes recursively, and
 * a stack that is nearly full makes V8 abort the process where it compiles a regular expression ("RegExpCompiler
 * Allocation failed", seen with yaml 2.9.1 and `- ` 20,000 times), which nothing can catch.
 */
export function refuseDeepNesting(
  tokens: readonly CST.Token[],
  refuse: (offset: number, sentence: string) => never,
): void {
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
