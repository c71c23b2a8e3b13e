import { describe, expect, it } from 'vitest';
import type { Frame } from '../../src/model/recording.ts';
import { isOfRuntime, memoryWords } from '../../src/stacks/memory-words.ts';
import { typeWords } from '../../src/stacks/type-words.ts';

describe('a type is written as people write it', () => {
  it.each([
    ['ObjectsAndStrings.RequestHead', 'RequestHead'],
    ['App.Outer.Inner', 'Outer.Inner'],
    ['App.Box<Swift.Optional<Swift.Int>>', 'Box<Int?>'],
    ['App.Box<Swift.Array<Swift.Dictionary<Swift.String, App.Key>>>', 'Box<[[String: Key]]>'],
    ['App.Box<(Swift.Int, Swift.String) -> Swift.Bool>', 'Box<(Int, String) -> Bool>'],
    ['App.Box<Swift.Optional<() -> ()>>', 'Box<(() -> ())?>'],
    ['App.Box<Swift.Optional<any App.P & Kit.Q>>', 'Box<(any P & Q)?>'],
    ['App.Box<App.Node.Type>', 'Box<Node.Type>'],
    ['Kit.Optional<Swift.Int>', 'Optional<Int>'],
    ['Swift._ContiguousArrayStorage<App.Transfer>', '[Transfer] storage'],
    ['Swift._ContiguousArrayStorage<(App.A, Swift.Array<Swift.UInt8>)>', '[(A, [UInt8])] storage'],
    ['Swift._ContiguousArrayStorage', 'Array storage'],
    ['Swift._DictionaryStorage<Swift.String, Swift.Int>', 'Dictionary<String, Int> storage'],
    ['Swift._SetStorage<Swift.Int>', 'Set<Int> storage'],
    ['Swift.__StringStorage', 'String storage'],
    ['App.__StringStorage', '__StringStorage'],
    ['App.Box<_>', 'Box<_>'],
  ])('%s: %s', (full, words) => {
    expect(typeWords(full)).toBe(words);
  });

  it.each(['App.Box<Swift.Int', 'App.Box<Swift.Int>>', 'App.(odd', '<>', 'App.Box<,>', 'App.Box<(>'])(
    '%s is nothing that the recorder writes, and stays',
    (text) => {
      expect(typeWords(text)).toBe(text);
    },
  );
});

describe('memory without a type is named by the way it was allocated', () => {
  const frames = (text: string): readonly Frame[] =>
    text.split(' ').map((one) => {
      const [name = '', module = 'App'] = one.split('@');
      return { name, module };
    });
  it.each([
    ['main run() swift_slowAlloc@libswiftCore.so', 'UnsafeMutablePointer memory'],
    ['main run() allocate@Swift swift_slowAlloc@libswiftCore.so', 'UnsafeMutablePointer memory'],
    ['main run() swift_getMetadata@libswiftCore.so swift_slowAlloc@libswiftCore.so', 'memory of the Swift runtime'],
    ['main run() swift_slowAlloc@libswiftCore.so [libswiftCore.so]@libswiftCore.so', 'UnsafeMutablePointer memory'],
    ['main run() swift_weakInit@libswiftCore.so swift_slowAlloc@libswiftCore.so', 'side table of a weak reference'],
    ['main run() swift_getMetadata@Program', 'memory of the Swift runtime'],
    ['main run() swift_task_create_common@libswift_Concurrency.so', 'task'],
    ['main run() swift_task_alloc@libswift_Concurrency.so', 'memory of an async function'],
    ['main run() swift_allocError@libswiftCore.so swift_slowAlloc@libswiftCore.so', 'error'],
    ['main run() swift_task_localValuePush@libswift_Concurrency.so', 'task-local value'],
    ['main run() swift_taskGroup_initialize@libswift_Concurrency.so operator@libstdc++.so.6', 'task group'],
    ['main run() dispatch_semaphore_create@libdispatch.so calloc@libc.so.6', 'Dispatch object'],
    ['main run() dispatch_async@libdispatch.so _Block_copy@libBlocksRuntime.so', 'memory of the Swift runtime'],
    ['main run() swift_allocObject@libswiftCore.so swift_slowAlloc@libswiftCore.so', 'object'],
    ['main parse', 'C allocation'],
    ['main fopen@libc.so.6', 'C allocation'],
    ['main parse operator@libstdc++.so.6', 'C allocation'],
  ])('%s: %s', (callers, words) => {
    expect(memoryWords(frames(callers))).toBe(words);
  });

  it('is the runtime’s own only where no code has asked for it', () => {
    const words = ['error', 'task', 'task group', 'task-local value', 'Dispatch object', 'object', 'C allocation'];
    expect(words.filter((name) => isOfRuntime({ name }))).toEqual([]);
    expect(isOfRuntime({ name: memoryWords(frames('main [libdispatch.so]@libdispatch.so')) })).toBe(true);
  });

  it('C++’s operator new', () => {
    expect(memoryWords([...frames('main parse'), { name: 'operator new', module: 'libstdc++.so.6' }])).toBe(
      'C++ allocation',
    );
  });
});
