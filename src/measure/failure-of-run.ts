import { MeasurementError } from '../model/errors.ts';
import { shellWord } from '../model/shell-word.ts';
import {
  type Description,
  describeEnd,
  describeFailures,
  describeLeftovers,
  stillRunning,
} from './inside/describe-end.ts';
import { type FailedRun, hasEndedWell, type RunEnd, type ServedWorkload, type Workload } from './measurer.ts';

/** The failed run as an error that names the program. */
export function failureOfRun(workload: Workload, failed: FailedRun): MeasurementError {
  const { sentence, remedy } = describeFailure(workload, failed);
  const { report, course, lastLines } = failed;
  const driverLines = course !== null && 'driverLines' in course ? course.driverLines : [];
  const again = report.end.kind === 'exited' || report.end.kind === 'signalled' ? commandsToRepeat(workload) : [];
  return new MeasurementError(sentence, { remedy, lastLines: [...lastLines, ...driverLines, ...again] });
}

/** What a person types to run it in the same folder with the same arguments and environment. */
function commandsToRepeat({ server, ...program }: Workload): readonly string[] {
  const typed = ({ command, directory, environment }: Omit<Workload, 'server'>) => {
    const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
    return `cd ${shellWord(directory)} && env -i ${[...variables, ...command].map(shellWord).join(' ')}`;
  };
  const driver = server === null ? [] : [`To drive it then: ${typed(server.driver)}`];
  return [`To run it again: ${typed(program)}`, ...driver];
}

function describeFailure(workload: Workload, failed: RunEnd): Description {
  const { command, leftovers } = workload;
  const [program] = command;
  const { report } = failed;
  const descriptions = [
    describeOwnEnd(workload, failed),
    leftovers.allowed ? null : describeLeftovers(program, report),
    leftovers.allowed ? null : describeFailures(program, report),
  ].filter((one) => one !== null);
  return {
    sentence: descriptions.map(({ sentence }) => sentence).join(' '),
    // Of several, the first is what the others follow from.
    remedy: descriptions[0]?.remedy ?? '',
  };
}

/** Null where the program ended as it should. */
function describeOwnEnd(workload: Workload, { report, course }: RunEnd): Description | null {
  const { server, command, timeoutSeconds } = workload;
  const [program] = command;
  if (server !== null && course !== null) {
    if (course.stage === 'driven-badly') return describeDriver(program, server.driver, course.driver);
    if (report.end.kind === 'timed-out') return describeDelay(workload, server, course.stage, report);
    if (course.stage !== 'told') return describeEarlyEnd(program, server, course.stage, report);
  }
  if (hasEndedWell(report.end, workload)) return null;
  return describeEnd({ program, limitMilliseconds: timeoutSeconds * 1000 }, report);
}

function describeDriver(program: string, driver: Workload, end: RunEnd): Description {
  const { sentence, remedy } = describeFailure(driver, end);
  const hasStatus = end.report.end.kind === 'exited' && end.report.end.status !== 0;
  return {
    sentence: `What drives ${program} failed: ${sentence}`,
    remedy: hasStatus ? 'See its last lines, and make it end with status 0 once it has had its answers.' : remedy,
  };
}

type Stage = 'starting' | 'driven' | 'told';

/** A server that the time limit ended. */
function describeDelay(
  { command: [program], timeoutSeconds }: Workload,
  { ready, driver, stop }: ServedWorkload,
  stage: Stage,
  report: RunEnd['report'],
): Description {
  const limit = `${timeoutSeconds} s`;
  switch (stage) {
    case 'starting':
      return ready.kind === 'port'
        ? {
            sentence: `${program} was not ready within ${limit}: nothing listened on port ${ready.port}.`,
            remedy: 'Let it listen on this port of 127.0.0.1 or ::1, or give it more time with `timeout`.',
          }
        : {
            sentence: `${program} was not ready within ${limit}: it did not print ${JSON.stringify(ready.text)}.`,
            remedy:
              'Let it print this text and flush it (what goes to standard output waits in a buffer where that is no ' +
              'terminal), or wait for its port: ready: { port: 8080 }.',
          };
    case 'driven':
      return {
        sentence: `What drives ${program} (${driver.command[0]}) had not ended when the run’s ${limit} were over.`,
        remedy: 'Let it end by itself once it has had its answers, or give the run more time with `timeout`.',
      };
    case 'told':
      return {
        sentence:
          `${program} did not stop: it got ${stop} after it had been driven, and had not ended when the run’s ` +
          `${limit} were over. ${stillRunning(report)}`.trimEnd(),
        remedy: 'Let it end at this signal, or name the one that it ends at with `stop`.',
      };
  }
}

/** A server that ended by itself, or by whatever else, before it was told to. */
function describeEarlyEnd(
  program: string,
  { stop }: ServedWorkload,
  stage: Stage,
  report: RunEnd['report'],
): Description {
  const { kind } = report.end;
  const { sentence, remedy } = describeEnd({ program: 'it', limitMilliseconds: null }, report);
  if (kind !== 'exited' && kind !== 'signalled') return describeEnd({ program, limitMilliseconds: null }, report);
  const when = stage === 'starting' ? 'before it was ready' : 'while it was driven';
  return {
    sentence: `${program} died ${when}: ${sentence}`,
    remedy: kind === 'exited' ? `See its last lines, and let it serve until it gets ${stop}.` : remedy,
  };
}
