import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MeasuredBenchmark } from '../../../src/model/report.ts';
import { compileC, plainly } from '../c-program.ts';
import { type Ended, reportOf } from '../command-line.ts';
import { measuredIn } from '../reports.ts';
import { createSandbox, examplePackage, type Sandbox, testProgram } from '../sandbox.ts';

/**
 * Sites in one order, with their numbers where these repeat. Of a function with several names, libc's own is shown by one
 * recorder; what the queue's threads allocate for themselves depends on time.
 */
const sitesOf = ({ sites }: MeasuredBenchmark, isDeterministic: boolean) =>
  sites
    .filter(({ count, module }) => count > 0 && !module.startsWith('libdispatch'))
    .map(({ name, module, callers, count, bytes }) => ({
      ...{ name: name.replace(/^__(?=strdup)/, ''), module, callers },
      numbers: isDeterministic ? [count, bytes] : [],
    }))
    .map((site) => JSON.stringify(site))
    .sort();

describe.each([
  ['objects-and-strings', examplePackage('objects-and-strings'), ['loop-turn', 'whole-program'], true],
  [
    'MixedStacks, which allocates through code without frame pointers',
    testProgram('MixedStacks'),
    ['MixedStacks'],
    false,
  ],
])('the stacks of %s', (_, source, benchmarks, isDeterministic) => {
  let sandbox: Sandbox;

  beforeAll(() => {
    sandbox = createSandbox(source);
  });
  afterAll(() => sandbox.remove());

  it('are taken inside the program, whole, and its own code’s sites are those of dwarf: name, count, bytes and callers', async () => {
    // perf names no inlined functions: neither does the recorder where nothing reads line tables.
    for (const tool of ['llvm-symbolizer', 'addr2line']) {
      sandbox.write(`without-lines/${tool}`, '#!/bin/sh\nexit 127\n');
      sandbox.makeExecutable(`without-lines/${tool}`);
    }
    const environment = { PATH: `${sandbox.folder}/without-lines:${process.env.PATH}` };
    const measure = async (...options: readonly string[]) =>
      reportOf(await sandbox.run(['measure', '--json', '--runs', '1', ...options], { environment }));
    const inside = await measure();
    const dwarf = await measure('--call-graph', 'dwarf');
    for (const name of benchmarks) {
      const { stacks } = measuredIn(inside, name);
      expect(stacks).toMatchObject({ callGraph: 'inside', lost: 0, untrusted: 0, unresolved: 0, difference: 0 });
      expect(stacks).toMatchObject({
        ...{ recorder: { name: 'inside' }, naming: 'functions' },
        whyNoLines: 'Source lines are not known: neither llvm-symbolizer nor addr2line is on PATH.',
      });
      expect(measuredIn(dwarf, name).stacks?.recorder).toEqual({
        name: 'perf',
        because: 'call-graph: dwarf asks for it',
      });
      expect(sitesOf(measuredIn(inside, name), isDeterministic)).toEqual(
        sitesOf(measuredIn(dwarf, name), isDeterministic),
      );
    }
  });
});

const passedBy = `#include <stdlib.h>
void *__libc_malloc(size_t);
int main(void) { for (int i = 0; i < 100; i++) free(i < 98 ? malloc(16) : __libc_malloc(16)); }
`;
const crashing = `#include <dlfcn.h>
#include <string.h>
#include <stdlib.h>
int main(void) {
  Dl_info found;
  free(malloc(16));
  return dladdr(dlsym(RTLD_DEFAULT, "malloc"), &found) != 0 && strstr(found.dli_fname, "libc.so") == NULL;
}
`;

describe('a program in which the recorder cannot be believed', () => {
  let sandbox: Sandbox;
  let ended: Ended;
  const stacksOf = (name: string) => measuredIn(reportOf(ended), name).stacks;
  const compile = (name: string, source: string, ...options: readonly string[]) => {
    sandbox.write(`${name}.c`, source);
    compileC(`${sandbox.folder}/${name}.c`, `${sandbox.folder}/${name}`, [...plainly, '-D_GNU_SOURCE', ...options]);
  };

  beforeAll(async () => {
    sandbox = createSandbox(testProgram('Library'));
    compile('past', passedBy);
    compile('fails', crashing);
    compile('static', '#include <stdlib.h>\nint main(void) { free(malloc(16)); }\n', '-static');
    const benchmark = (name: string) => `  ${name}: { command: [./${name}] }\n`;
    sandbox.write('.github/allocations.yml', `benchmarks:\n${['past', 'fails', 'static'].map(benchmark).join('')}`);
    ended = await sandbox.run(['measure', '--json', '--runs', '1']);
  });
  afterAll(() => sandbox.remove());

  it('has its stacks from perf where it passes by the recorder, and the sentence names function, process and number', () => {
    expect(stacksOf('past')).toMatchObject({ callGraph: 'fp', recorder: { name: 'perf' } });
    expect(stacksOf('past')?.recorder?.because).toMatch(
      /^of 100 calls of malloc that the probes counted in \S+\/past and its children, the recorder saw 98, 2 fewer; run again, it saw 98 of 100 in process \d+ \(past\)$/,
    );
    expect(ended.stderr).toMatch(
      /past: stacks are taken by perf, because of 100 calls of malloc .* 98, 2 fewer; run again, .*\./,
    );
  });

  it('has counts and stacks of runs without it where it makes the program fail', () => {
    expect(measuredIn(reportOf(ended), 'fails').counts.malloc).toBe(1);
    expect(stacksOf('fails')?.recorder?.because).toMatch(/\/fails fails with the recorder in it$/);
  });

  it('has its stacks from perf where it is linked statically', () => {
    expect(stacksOf('static')?.recorder?.because).toMatch(/\/static is linked statically, so that nothing/);
  });
});
