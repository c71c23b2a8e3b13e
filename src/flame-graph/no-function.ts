import { unknownName } from '../stacks/call-tree.ts';
import { prunedName } from '../stacks/prune.ts';
import { bracketed } from './bracketed.ts';
import { hiddenName } from './overlay.ts';

/**
 * What a frame is that is no function, by its name in brackets: code of a library without symbols (`[libswiftCore.so]`),
 * many paths put together, or nothing known. Empty for functions.
 */
export function noFunctionWords(name: string): string {
  const inside = bracketed(name);
  if (inside === null) return '';
  return known.get(name) ?? `code of ${inside} that has no symbol, so that its functions are not known`;
}

const known: ReadonlyMap<string, string> = new Map([
  [unknownName, 'nothing is known of what was called here'],
  [prunedName, 'paths that the baseline keeps as one sum'],
  [hiddenName, 'paths too small for this page, put together'],
]);
