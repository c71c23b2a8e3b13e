import { createSandbox, type Sandbox, testProgram } from '../sandbox.ts';

/** Inputs of a gate that takes no longer than it must: one run, no stacks. */
export const brief = { runs: '1', 'flame-graph': 'false' } as const;

/** A package whose program makes 17 allocations in each of ten turns, measured as one benchmark, `turns`. */
export function createKnownCalls(): Sandbox {
  const sandbox = createSandbox(testProgram('KnownCalls'));
  sandbox.write('.github/allocations.yml', 'benchmarks:\n  turns:\n    product: KnownCalls\n');
  return sandbox;
}
