import { unknownName } from './call-tree.ts';

/** One level of a call path as it is shown. */
export interface Frame {
  /** Demangled (`buildList(_:)`); `[library]` where only the library is known, `[unknown]` where nothing is. */
  readonly name: string;
  /** The Swift module (`App`), else the library (`libc.so.6`), else `[unknown]`. */
  readonly module: string;
}

/**
 * What a frame is for the question "which code allocates?": *allocator* names what is allocated, *runtime* is
 * Swift's runtime, the standard library, libc and what the compiler generates between functions, *code* is
 * everything else, *unknown* has no name at all.
 */
export type Role = 'allocator' | 'runtime' | 'code' | 'unknown';

export function roleOf(frame: Frame): Role {
  if (allocators.test(frame.name)) return 'allocator';
  if (frame.name === unknownName) return 'unknown';
  if (runtimeModules.has(frame.module) || runtimeLibraries.test(frame.module)) return 'runtime';
  return runtimeNames.test(frame.name) ? 'runtime' : 'code';
}

/** Functions that hand out memory, under the names they have in glibc, libstdc++ and Swift's runtime. */
const allocators = new RegExp(
  `^(?:${[
    '(?:__libc_|__)?(?:malloc|calloc|realloc|posix_memalign|aligned_alloc|memalign|valloc|pvalloc)',
    'reallocarray',
    'operator new(?:\\[\\])?(?:\\(.*\\))?',
    '_?swift_(?:alloc|slowAlloc|initStackObject|makeBoxUnique|bufferAllocate|coroFrameAlloc|task_alloc|job_alloc).*',
    // C++ inside the runtime: swift::swift_slowAllocTyped(…)
    '_ZN5swift\\d+swift_(?:alloc|slowAlloc).*',
  ].join('|')})_?$`,
);

/** Modules of the toolchain that every Swift program runs on, as they are spelled in mangled names. */
export const runtimeModules: ReadonlySet<string> = new Set([
  'Swift',
  '_Concurrency',
  '_StringProcessing',
  '_RegexParser',
  'Synchronization',
  'Observation',
  'Distributed',
  'SwiftOnoneSupport',
  'Dispatch',
  'Glibc',
  'Musl',
]);

/** Their libraries, libc and what comes with it: `libswiftCore.so`, `libstdc++.so.6.0.33`, `ld-linux-x86-64.so.2`. */
export const runtimeLibraries =
  /^(?:lib(?:swift(?:Core|_Concurrency|_StringProcessing|_RegexParser|Synchronization|Observation|Distributed|_Differentiation|Dispatch|Glibc|Musl|OnoneSupport)|swift_Builtin_float|dispatch|BlocksRuntime|c|m|pthread|dl|rt|util|stdc\+\+|c\+\+|c\+\+abi|gcc_s|unwind)|ld-(?:linux|musl).*|libc\.musl.*|\[vdso\])(?:\.so.*)?$/;

/** The same by name, for static linking and for symbols whose library nobody knows; and the compiler's own glue. */
const runtimeNames =
  /^(?:_*swift_|_ZNK?5swift|_*dispatch_|_Block_|_os_object_|__libc_|_start$|_dl_|_IO_|start_thread$|__clone|(?:specialized )?(?:reabstraction )?thunk (?:for|helper)|outlined |type metadata |lazy protocol witness |value witness )/;
