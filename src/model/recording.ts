import type { Site } from './site.ts';

/** One level of a call path as it is shown. */
export interface Frame {
  /** Demangled (`buildList(_:)`); `[library]` where only the library is known, `[unknown]` where nothing is. */
  readonly name: string;
  /** The Swift module (`App`), else the library (`libc.so.6`), else `[unknown]`. */
  readonly module: string;
  /** Whether the compiler has put it into its caller: on this path in each place, or in some. Left out where in none, or not known. */
  readonly inlined?: 'always' | 'sometimes';
}

/** A line of a source file. */
export interface SourceLine {
  /** Relative to the repository, or to the folder of a dependency. */
  readonly file: string;
  /** Name of the dependency's folder (`swift-nio`); null for the repository's own files. */
  readonly package: string | null;
  /** From 1. */
  readonly line: number;
}

/** Blocks of one type that one line allocates. */
export interface AllocatedType {
  /**
   * As people write it: `Outer.Node`, `[Transfer] storage`; of what is no object what it is, such as {@link boxName}. Null
   * where perf took the stack, which does not see it.
   */
  readonly name: string | null;
  /** Null where it is not known. */
  readonly line: SourceLine | null;
  readonly count: number;
  readonly bytes: number;
}

/** What the compiler makes for captured variables and for closures, which have no name of their own. */
export const boxName = 'box or closure context';

/** One call path as it is shown, root first; the last frame is the allocation function that was called. */
export interface NamedStack {
  readonly frames: readonly Frame[];
  readonly count: number;
  /** Bytes asked for by all of them; null where sizes were not recorded. */
  readonly bytes: number | null;
  /** What the blocks are, and which lines they are of, largest first; they add up to the count. */
  readonly types?: readonly AllocatedType[];
}

/** How perf takes stacks: by following frame pointers, or by DWARF's unwind information. */
export const perfCallGraphs = ['fp', 'dwarf'] as const;
export type PerfCallGraph = (typeof perfCallGraphs)[number];

/** How stacks are taken: by the recorder inside the program, or by perf in one of its ways. */
export const callGraphs = ['inside', ...perfCallGraphs] as const;
export type CallGraph = (typeof callGraphs)[number];

/** What counts: the kernel's probes, or the recorder inside the program alone. */
export const counters = ['probes', 'inside'] as const;
export type Counter = (typeof counters)[number];

/** What takes stacks. */
export const recorders = ['inside', 'perf'] as const;
export type Recorder = (typeof recorders)[number];

export function recorderOf(callGraph: CallGraph): Recorder {
  return callGraph === 'inside' ? 'inside' : 'perf';
}

/**
 * How frames, and so sites, are named: `inlined`, by the functions that were written, also where the compiler has put one
 * into another; `functions`, by those that were compiled, where no line table tells what was inlined; `mixed`, where runs
 * of one benchmark differ in it. Where the rules for names change, so do these words: see {@link isSameNaming}.
 */
export const siteNamings = ['inlined', 'functions', 'mixed'] as const;
export type SiteNaming = (typeof siteNamings)[number];

/** Whether sites can be compared. Versions that knew no inlined frames named their sites in a way without a name. */
export function isSameNaming(a: SiteNaming | undefined, b: SiteNaming | undefined): boolean {
  return a === b && a !== 'mixed';
}

/** A call site, and what it showed in each recorded run. */
export interface SampledSite {
  /** Its numbers are the middle of the runs': of one run, or of all iterations between the two levels. */
  readonly site: Site;
  /** Its allocations by level, and there by run. */
  readonly counts: readonly (readonly number[])[];
  /** The same without what the runtime allocated for itself, where it did; left out where it did not, or types are not known. */
  readonly own?: readonly (readonly number[])[];
}

/** The stacks of a benchmark. */
export interface Recording {
  /** Every site that any run showed, largest first. */
  readonly sites: readonly SampledSite[];
  /** How many runs were recorded, of the level with fewest. */
  readonly runs: number;
  /** Of one run in the middle, or of all iterations between two such: integers. */
  readonly stacks: readonly NamedStack[];
  /** What the stacks' counts are divided by to be per unit: 1, or the iterations between the levels. */
  readonly units: number;
  readonly callGraph: CallGraph;
  readonly naming: SiteNaming;
  /** Why they were taken by this recorder: a sentence, in which names are foreign text. */
  readonly because: string;
  readonly samples: number;
  readonly lost: number;
  /** Share (0 to 1) of the allocations whose stack is not right from end to end: led astray by frame pointers, or cut. */
  readonly untrusted: number;
  /** Share (0 to 1) of the allocations whose stack holds a frame without a name. */
  readonly unresolved: number;
  /** Why no source line is known, as a sentence; null where some are. */
  readonly whyNoLines: string | null;
}
