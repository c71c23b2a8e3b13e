import type { Frame } from '../model/recording.ts';
import type { AllocatedCount, Site } from '../model/site.ts';
import { roleOf, runtimeModules } from './role-of.ts';

const ofAsyncFunctions = 'memory of an async function';
/** What most of the runtime's own memory is called. */
export const ofTheRuntime = 'memory of the Swift runtime';

/** The runtime's functions that hand out memory without a type, and what they are called for. */
const entries: readonly (readonly [name: RegExp, words: string])[] = [
  [/^_?swift_(?:allocObject|initStackObject|bufferAllocate)/, 'object'],
  [/^_?swift_slowAlloc/, 'UnsafeMutablePointer memory'],
  [/^_?swift_allocError/, 'error'],
  [/^_?swift_(?:task_create|asyncLet)/, 'task'],
  [/^_?swift_taskGroup/, 'task group'],
  [/^_?swift_task_localValue/, 'task-local value'],
  [/^_?dispatch_(?:\w+_)?create/, 'Dispatch object'],
  [/^_?swift_(?:task|job|coroFrame)_?[aA]lloc/, ofAsyncFunctions],
  [/^_?swift_weak/, 'side table of a weak reference'],
  [/^_*(?:swift_|dispatch_|_ZNK?5swift)/, ofTheRuntime],
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
    if (/^lib(?:swift|dispatch|BlocksRuntime)/.test(module)) return ofTheRuntime;
  }
  return 'C allocation';
}

/**
 * Whether blocks of this name are the runtime's own: the slabs of tasks, libdispatch's continuations, what is made once for
 * a type. In a program whose runs differ, how many there are is up to the scheduler. What code has asked the runtime for
 * (an error, a task, a queue) is none of it.
 */
export function isOfRuntime({ name }: Pick<AllocatedCount, 'name'>): boolean {
  return name === ofTheRuntime || name === ofAsyncFunctions;
}

/** So many of a site's blocks are the runtime's own, as far as their types are known. */
export function ofRuntimeAt({ allocates = [] }: Pick<Site, 'allocates'>): number {
  return allocates.filter(isOfRuntime).reduce((sum, { count }) => sum + count, 0);
}

/** Code, the standard library's too: that allocates for who calls it. */
function isCode(frame: Frame): boolean {
  const role = roleOf(frame);
  return role === 'code' || (role === 'runtime' && runtimeModules.has(frame.module));
}
