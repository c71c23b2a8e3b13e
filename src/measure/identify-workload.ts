import { boundedText, boundedTexts, type WorkloadIdentity } from '../model/workload.ts';
import type { Server } from '../settings/server-schema.ts';
import type { Benchmark, Settings } from '../settings/settings.ts';

/** What a benchmark's numbers will be numbers of. The two numbers of iterations stand with the numbers themselves. */
export function identifyWorkload(
  benchmark: Benchmark,
  { buildArguments, buildEnvironment }: Pick<Settings, 'buildArguments' | 'buildEnvironment'>,
): WorkloadIdentity {
  const { environment, iterations, server } = benchmark;
  const ofBuild = assignments(buildEnvironment);
  const told = howItIsTold(iterations);
  return {
    ...(benchmark.kind === 'product'
      ? { product: boundedText(benchmark.product) }
      : { command: boundedTexts(benchmark.command) }),
    arguments: boundedTexts(benchmark.arguments),
    environment: boundedTexts(assignments(environment)),
    iterations: told === null ? null : boundedText(told),
    ...(server === null ? {} : identifyServer(server)),
    buildArguments: boundedTexts(buildArguments),
    ...(ofBuild.length === 0 ? {} : { buildEnvironment: boundedTexts(ofBuild) }),
  };
}

function assignments(environment: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(environment)
    .map(([name, value]) => `${name}=${value}`)
    .sort();
}

function howItIsTold(iterations: Benchmark['iterations']): string | null {
  if (iterations === null || iterations.kind === 'driver') return null;
  return iterations.kind === 'variable' ? iterations.variable : iterations.argument;
}

function identifyServer({ ready, drive, stop }: Server): Pick<WorkloadIdentity, 'ready' | 'drive' | 'stop'> {
  const seen = ready.kind === 'port' ? `port ${ready.port}` : `text ${ready.text}`;
  return { ready: boundedText(seen), drive: boundedTexts(drive), stop };
}
