import type { Frame } from '../model/recording.ts';
import { roleOf, runtimeModules } from './role-of.ts';

/** The runtime's functions that hand out memory without a type, and what they are called for. */
const entries: readonly (readonly [name: RegExp, words: string])[] = [
  [/^_?swift_(?:allocObject|initStackObject|bufferAllocate)/, 'object'],
  [/^_?swift_slowAlloc/, 'UnsafeMutablePointer memory'],
  [/^_?swift_(?:task_create|asyncLet)/, 'task'],
  [/^_?swift_(?:task|job|coroFrame)_?[aA]lloc/, 'memory of an async function'],
  [/^_?swift_weak/, 'side table of a weak reference'],
  [/^_*(?:swift_|dispatch_|_ZNK?5swift)/, 'memory of the Swift runtime'],
  [/^operator new/, 'C++ allocation'],
];

/**
 * What a block is that is no object with a type, by the function that its code has called for it: `callers` are the
 * frames above the allocation function, root first.
 */
export function memoryWords(callers: readonly Frame[]): string {
  const below = callers.slice(callers.findLastIndex(isCode) + 1);
  for (const { name, module } of below) {
    const words = entries.find(([entry]) => entry.test(name))?.[1];
    if (words !== undefined) return words;
    if (/^lib(?:swift|dispatch|BlocksRuntime)/.test(module)) return 'memory of the Swift runtime';
  }
  return 'C allocation';
}

/** Code, the standard library's too: that allocates for who calls it. */
function isCode(frame: Frame): boolean {
  const role = roleOf(frame);
  return role === 'code' || (role === 'runtime' && runtimeModules.has(frame.module));
}
