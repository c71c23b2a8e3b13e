import { probedFunctions } from '../model/counted-functions.ts';
import { directSymbols } from '../model/direct-functions.ts';
import type { Frame } from '../model/recording.ts';
import { unknownName } from './call-tree.ts';

/**
 * What a frame is for the question "which code allocates?": *allocator* names what is allocated, *runtime* is
 * Swift's runtime, the standard library and libc, *glue* is what the compiler puts between functions, which is there or
 * not as it optimises, *code* is everything else, *unknown* has no name at all.
 */
export type Role = 'allocator' | 'runtime' | 'glue' | 'code' | 'unknown';

export function roleOf(frame: Frame): Role {
  if (allocators.test(frame.name)) return 'allocator';
  if (frame.name === unknownName) return 'unknown';
  if (glue.test(frame.name)) return 'glue';
  if (runtimeModules.has(frame.module) || runtimeLibraries.test(frame.module)) return 'runtime';
  return runtimeNames.test(frame.name) ? 'runtime' : 'code';
}

/** Functions that hand out memory, under the names they have in glibc, libstdc++ and Swift's runtime. */
const allocators = new RegExp(
  `^(?:${[
    `(?:__libc_|__)?(?:${probedFunctions.join('|')})`,
    'reallocarray',
    'operator new(?:\\[\\])?(?:\\(.*\\))?',
    // jemalloc's, mimalloc's and tcmalloc's own entries
    `(?:je|mi|mi_heap|tc)_(?:${probedFunctions.join('|')})`,
    ...directSymbols.filter((name) => /^(?:je|mi|tc)_|^mallocx$/.test(name)),
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

/**
 * Their libraries, libc and what comes with it: `libswiftCore.so`, `libstdc++.so.6.0.33`, `libc-2.31.so`,
 * `ld-linux-x86-64.so.2`; on macOS `libswiftCore.dylib`, `libsystem_malloc.dylib`, `libobjc.A.dylib`, `dyld`.
 */
export const runtimeLibraries =
  /^(?:lib(?:swift(?:Core|_Concurrency|_StringProcessing|_RegexParser|Synchronization|Observation|Distributed|_Differentiation|Dispatch|Glibc|Musl|OnoneSupport)|swift_Builtin_float|dispatch|BlocksRuntime|c|m|pthread|dl|rt|util|stdc\+\+|c\+\+|c\+\+abi|gcc_s|unwind|jemalloc|mimalloc(?:-secure|-debug)?|tcmalloc(?:_minimal|_and_profiler)?(?:_debug)?|system_\w+|objc|dyld)|dyld|ld-(?:linux|musl).*|libc\.musl.*|\[vdso\])(?:-[\d.]+)?(?:\.so.*|(?:\.\w+)?\.dylib)?$/;

/** The same by name, for static linking and for symbols whose library nobody knows. */
const runtimeNames = new RegExp(
  `^(?:${[
    '_*swift_|_ZNK?5swift',
    // The C++ of Swift's runtime that is local to a file: completeTask(swift::AsyncContext *), DefaultActorImpl::unlock(bool)
    '_Z(?:L|NK?12_GLOBAL__N_1)\\d+\\w*(?<!\\d)5swift',
    '_ZNK?12_GLOBAL__N_1\\d+(?:DefaultActorImpl|ExecutorTrackingInfo|ProcessOutOfLineJob|\\w*TaskGroup|\\w*MirrorImpl)',
    '_*dispatch_|_Block_|_os_object_|__libc_|tcmalloc::|_ZN8tcmalloc|_mi_|je_|_start$|_dl_|_IO_|start_thread$|__clone',
  ].join('|')})`,
);

/**
 * What the compiler makes by itself between a function and what that calls. An `__allocating_init` makes the object, which
 * its type says, and calls the `init` that somebody wrote. The expansion of a macro is a part of the function around it.
 */
const glue = new RegExp(
  `^(?:${[
    '(?:reabstraction )?thunk (?:for|helper) ',
    '(?:dispatch thunk of|vtable thunk for|protocol witness for) ',
    '(?:outlined|type metadata|value witness|lazy protocol witness) ',
    'async function pointer to ',
    // What LLVM's machine outliner makes where size is what counts.
    'OUTLINED_FUNCTION_\\d+$',
    '(?:freestanding|\\w+) macro expansion #\\d+ of ',
    '.*\\.__allocating_init(?:<|\\(|$)',
    'static .*\\.\\$main\\(\\)$',
  ].join('|')})`,
);
