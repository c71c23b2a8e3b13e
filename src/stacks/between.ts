import type { NamedStack } from './named-stack.ts';

/** Equal paths added up, so that each path is there once. */
export function mergeStacks(stacks: Iterable<NamedStack>): readonly NamedStack[] {
  return [...byPath(stacks).values()];
}

/**
 * What the longer of two recordings has more than the shorter one: the stacks of the iterations between them.
 * Paths of which there are fewer (start-up noise) are left out; the caller compares sums and says so.
 */
export function stacksBetween(shorter: Iterable<NamedStack>, longer: Iterable<NamedStack>): readonly NamedStack[] {
  const before = byPath(shorter);
  const between: NamedStack[] = [];
  for (const [path, stack] of byPath(longer)) {
    const count = stack.count - (before.get(path)?.count ?? 0);
    const bytes = difference(stack.bytes, before.get(path)?.bytes ?? 0);
    if (count > 0) between.push({ ...stack, count, bytes });
  }
  return between;
}

function byPath(stacks: Iterable<NamedStack>): ReadonlyMap<string, NamedStack> {
  const merged = new Map<string, NamedStack>();
  for (const stack of stacks) {
    const path = JSON.stringify(stack.frames.map(({ module, name }) => [module, name]));
    const same = merged.get(path);
    merged.set(path, {
      frames: stack.frames,
      count: stack.count + (same?.count ?? 0),
      bytes: same === undefined ? stack.bytes : sum(stack.bytes, same.bytes),
    });
  }
  return merged;
}

function sum(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}

function difference(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : Math.max(0, a - b);
}
