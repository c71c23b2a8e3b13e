import { compareNames } from './call-tree.ts';
import type { SiteDelta } from './diff.ts';
import { runtimeLibraries, runtimeModules } from './frame.ts';

/** Whose modules are whose. What the toolchain and the system bring is known by name. */
export interface ModuleOwners {
  /** Modules of the package itself. */
  readonly own: readonly string[];
  /** Modules that were built with it and are not its own. */
  readonly dependencies: readonly string[];
}

/** Whose code a site is; a dependency is named by its module. */
export type Origin =
  | 'own code'
  | `dependency ${string}`
  | 'Swift standard library and runtime'
  | 'Foundation'
  | 'system'
  | 'unknown'
  | 'run-to-run difference';

/** What the sites of one origin grew (or shrank) by, per unit. */
export interface Attribution {
  readonly origin: Origin;
  readonly delta: number;
}

/** Sums and differences of counts per iteration are off by this without any allocation more or less. */
const rounding = 1e-6;

/**
 * The delta of a benchmark by origin, largest absolute delta first; what did not move is left out. The deltas add up
 * to the sites' and the residual, which is the delta of the total.
 */
export function attribute(
  deltas: readonly Pick<SiteDelta, 'module' | 'delta'>[],
  residual: number,
  owners: ModuleOwners,
): readonly Attribution[] {
  const origins = new Map<Origin, number>([['run-to-run difference', residual]]);
  const originOf = createOriginOf(owners);
  for (const { module, delta } of deltas) origins.set(originOf(module), (origins.get(originOf(module)) ?? 0) + delta);
  return [...origins]
    .filter(([, delta]) => Math.abs(delta) >= rounding)
    .map(([origin, delta]) => ({ origin, delta }))
    .sort((a, b) => Math.abs(b.delta) - Math.abs(a.delta) || compareNames(a.origin, b.origin));
}

/** Foundation is several modules and libraries: `FoundationEssentials`, `lib_FoundationICU.so`, `libicuucswift.so.69`. */
const foundation = /^(?:lib)?(?:_?Foundation|CoreFoundation|icu\w*swift)\w*(?:\.so.*)?$/;
/** `libc.so.6`, `ld-linux-x86-64.so.2`, `[vdso]`: what comes with the machine. */
const systemLibrary = /\.so(?:\.|$)|^\[vdso\]$/;
/** Of the libraries that every program runs on, those that come with Swift. */
const swiftLibrary = /^lib(?:swift|dispatch|BlocksRuntime)/;

function createOriginOf({ own, dependencies }: ModuleOwners): (module: string) => Origin {
  const ownModules = new Set(own);
  const dependencyModules = new Set(dependencies);
  return (module) => {
    if (ownModules.has(module)) return 'own code';
    if (dependencyModules.has(module)) return `dependency ${module}`;
    if (foundation.test(module)) return 'Foundation';
    if (runtimeModules.has(module)) return 'Swift standard library and runtime';
    if (runtimeLibraries.test(module) && swiftLibrary.test(module)) return 'Swift standard library and runtime';
    return systemLibrary.test(module) ? 'system' : 'unknown';
  };
}
