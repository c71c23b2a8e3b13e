import { describe, expect, it } from 'vitest';
import { installPerf, perfPackages } from '../../src/perf/install-perf.ts';
import { elevated } from '../../src/probes/tracefs.ts';
import type { Completion } from '../../src/system/process.ts';
import { collectingLogger } from '../system/collecting-logger.ts';
import { scriptedRun } from '../system/scripted-run.ts';

const kernel = '6.11.0-1018-azure';
const apt = 'sudo -n env DEBIAN_FRONTEND=noninteractive apt-get -qq';

async function install(answer: (command: string) => Partial<Completion>, foundAfter: number) {
  const logger = collectingLogger();
  const run = scriptedRun(answer);
  let searches = 0;
  const isFound = async () => {
    searches += 1;
    return searches >= foundAfter;
  };
  await installPerf(run, logger, kernel, (command) => elevated('sudo', command), isFound);
  return { commands: run.commands, lines: logger.lines };
}

describe('installing perf', () => {
  it('tries one package after the other until a perf works', async () => {
    const missing = (command: string) => ({ exitCode: command.endsWith(`linux-tools-${kernel}`) ? 100 : 0 });
    const { commands, lines } = await install(missing, 2);
    expect(commands).toEqual([
      `${apt} update`,
      `${apt} install --yes --no-install-recommends linux-tools-${kernel}`,
      `${apt} install --yes --no-install-recommends linux-tools-azure`,
      `${apt} install --yes --no-install-recommends linux-tools-generic`,
    ]);
    expect(lines).toEqual([
      'info: perf was not found here; installed linux-tools-azure.',
      'info: perf was not found here; installed linux-tools-generic.',
    ]);
  });

  it('gives up in silence where there is no apt: the search for perf knows what to say', async () => {
    const { commands, lines } = await install(() => ({ exitCode: 127 }), 1);
    expect(commands).toEqual([`${apt} update`]);
    expect(lines).toEqual([]);
  });

  it('gives up after the last package', async () => {
    const { commands } = await install((command) => ({ exitCode: command.endsWith('update') ? 0 : 100 }), 1);
    expect(commands.length).toBe(1 + perfPackages(kernel).length);
  });
});
