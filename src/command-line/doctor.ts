import type { MeasuringHost, Need } from '../measure/measurer.ts';
import { MeasurementError, messageOf } from '../model/errors.ts';
import { logLine } from '../report/escape.ts';
import { readToolchain } from '../swift/toolchain.ts';
import { kernelName, readMachine } from '../system/machine.ts';
import type { Command } from './command.ts';
import { inOptions } from './options.ts';

/** One thing that measuring needs. */
interface Check {
  readonly name: string;
  readonly ok: boolean;
  /** What was found, or what is wrong. */
  readonly finding: string;
  /** What to do; null where nothing has to be done. */
  readonly remedy: string | null;
}

/** Says what this machine can do, each missing thing with its remedy. */
export const doctor: Command = {
  help: {
    summary: 'Say what this machine can do (Swift, perf, probes, calibration), each with its remedy.',
    usage: '[OPTION…]',
    options: ['perf-path', 'json', 'help'],
    examples: [['doctor', 'every line must be ok for `gate` to work here']],
  },
  execute: async ({ texts, switches }, terminal) => {
    const checks = await examine(terminal, texts['perf-path'] ?? null);
    if (switches.has('json')) terminal.print(`${JSON.stringify({ checks }, null, 2)}\n`);
    else for (const check of checks) terminal.print(`${formatCheck(check)}\n`);
    return checks.every(({ ok }) => ok) ? 0 : 3;
  },
};

async function examine(host: MeasuringHost, perfPath: string | null): Promise<readonly Check[]> {
  const machine = readMachine();
  const needs: readonly Need[] = [
    { name: 'system', find: async () => `${machine.os}, ${kernelName(machine)}, ${machine.cpus} CPUs` },
    { name: 'swift', find: async () => (await readToolchain(host.run)).description },
    ...host.measurer.needs(host, { perfPath, mayRecordInside: true, counter: 'probes' }),
  ];
  const checks: Check[] = [];
  for (const need of needs) checks.push(await check(need));
  return checks;
}

async function check({ name, find }: Need): Promise<Check> {
  try {
    return { name, ok: true, finding: await find(), remedy: null };
  } catch (error) {
    const remedy = error instanceof MeasurementError ? error.remedy : undefined;
    return { name, ok: false, finding: messageOf(error), remedy: remedy === undefined ? null : inOptions(remedy) };
  }
}

function formatCheck({ name, ok, finding, remedy }: Check): string {
  const line = `${ok ? 'ok  ' : 'FAIL'}  ${name.padEnd(11)}  ${logLine(finding)}`;
  return remedy === null ? line : `${line}\n${' '.repeat(19)}${logLine(remedy)}`;
}
