import type { Origin } from '../model/site.ts';
import { compareNames } from './call-tree.ts';
import { runtimeLibraries, runtimeModules } from './role-of.ts';

/** Whose modules are whose. What the toolchain and the system bring is known by name. */
export interface ModuleOwners {
  /** Modules of the package itself. */
  readonly own: readonly string[];
  /** Modules that were built with it and are not its own. */
  readonly dependencies: readonly string[];
}

/** What the sites of one origin grew (or shrank) by, per unit. */
export interface Attribution {
  /** Null: no code, but what two recordings of the same program differ by. */
  readonly origin: Origin | null;
  readonly delta: number;
}

/** Sums and differences of counts per iteration are off by this without any allocation more or less. */
const rounding = 1e-6;

/**
 * The delta of a benchmark by origin, largest absolute delta first; what did not move is left out. The deltas add up
 * to the sites' and the residual, which is the delta of the total.
 */
export function attribute(
  deltas: readonly { readonly module: string; readonly delta: number }[],
  residual: number,
  owners: ModuleOwners,
): readonly Attribution[] {
  const byKey = new Map<string, Attribution>([[keyOf(null), { origin: null, delta: residual }]]);
  for (const { module, delta } of deltas) {
    const origin = originOf(module, owners);
    const sum = byKey.get(keyOf(origin))?.delta ?? 0;
    byKey.set(keyOf(origin), { origin, delta: sum + delta });
  }
  return [...byKey]
    .filter(([, { delta }]) => Math.abs(delta) >= rounding)
    .sort(([a, one], [b, other]) => Math.abs(other.delta) - Math.abs(one.delta) || compareNames(a, b))
    .map(([, attribution]) => attribution);
}

/** Tells origins apart, and orders those of equal deltas: by whose code it is, dependencies by name. */
function keyOf(origin: Origin | null): string {
  return `${ranks.indexOf(origin?.kind ?? null)} ${origin?.kind === 'dependency' ? origin.module : ''}`;
}

const ranks: readonly (Origin['kind'] | null)[] = [
  'foundation',
  'runtime',
  'dependency',
  'own',
  null,
  'system',
  'unknown',
];

/** Foundation is several modules and libraries: `FoundationEssentials`, `lib_FoundationICU.so`, `libicuucswift.so.69`. */
const foundation = /^(?:lib)?(?:_?Foundation|CoreFoundation|icu\w*swift)\w*(?:\.so.*|\.dylib)?$/;
/** `libc.so.6`, `ld-linux-x86-64.so.2`, `[vdso]`, `libsystem_c.dylib`, `dyld`: what comes with the machine. */
const systemLibrary = /\.so(?:\.|$)|\.dylib$|^\[vdso\]$|^dyld$/;
/** Of the libraries that every program runs on, those that come with Swift. */
const swiftLibrary = /^lib(?:swift|dispatch|BlocksRuntime)/;

function originOf(module: string, { own, dependencies }: ModuleOwners): Origin {
  if (own.includes(module)) return { kind: 'own' };
  if (dependencies.includes(module)) return { kind: 'dependency', module };
  if (foundation.test(module)) return { kind: 'foundation' };
  if (runtimeModules.has(module)) return { kind: 'runtime' };
  if (runtimeLibraries.test(module) && swiftLibrary.test(module)) return { kind: 'runtime' };
  return { kind: systemLibrary.test(module) ? 'system' : 'unknown' };
}
