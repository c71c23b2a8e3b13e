import type { ElfFile } from '../system/elf.ts';

/** The C functions that get a probe. */
export const probedFunctions = ['malloc', 'calloc', 'posix_memalign', 'realloc', 'aligned_alloc', 'memalign'] as const;
export type ProbedFunction = (typeof probedFunctions)[number];

/** First, second and third integer argument, and where the return address is at a function's first instruction. */
const registers = {
  x86_64: { arguments: ['%di', '%si', '%dx'], returnAddress: '+0(%sp)' },
  aarch64: { arguments: ['%x0', '%x1', '%x2'], returnAddress: '%lr' },
} as const;

/** What ends a block; it has a probe apart from the others, since it explains and never decides. */
export const freeingFunction = 'free';
type CFunction = ProbedFunction | typeof freeingFunction;

const parameters: Readonly<Record<CFunction, readonly (string | null)[]>> = {
  malloc: ['size'],
  calloc: ['n', 'size'],
  posix_memalign: [null, 'align', 'size'],
  realloc: ['ptr', 'size'],
  aligned_alloc: ['align', 'size'],
  memalign: ['align', 'size'],
  free: ['ptr'],
};

/**
 * What a probe fetches at each hit, in the syntax of uprobe_events (Documentation/trace/uprobetracer.rst):
 * the function's arguments and, as `ret`, the address it will return to.
 */
export function fetchArguments(name: CFunction, machine: ElfFile['machine']): string {
  const { arguments: places, returnAddress } = registers[machine];
  const fetched = parameters[name].map((parameter, index) => parameter && `${parameter}=${places[index]}:u64`);
  return [...fetched.filter((one) => one !== null), `ret=${returnAddress}:x64`].join(' ');
}
