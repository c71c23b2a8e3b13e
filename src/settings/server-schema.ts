import { z } from 'zod';
import { list, map, parseText, refuse, scalar } from './forms.ts';
import { line, oneOf, type Parsed, problem, quoted, wholeNumber, wholeNumberForm } from './parsers.ts';

/** How it is seen that a server may be driven: what it prints, or the port of this machine that it opens. */
export type Readiness =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'port'; readonly port: number };

/** Signals that may tell a server to end. */
export const stopSignals = ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGKILL'] as const;
export type StopSignal = (typeof stopSignals)[number];

/** What is done with a program that serves until it is told to end. */
export interface Server {
  readonly ready: Readiness;
  /** The command that loads it, uncounted; each `{iterations}` in it stands for the number. */
  readonly drive: readonly [file: string, ...arguments: string[]];
  readonly stop: StopSignal;
}

const ready = map(
  {
    text: scalar('a text that the program prints', parseReadyText).optional(),
    port: scalar(wholeNumberForm(1, 65_535), wholeNumber(1, 65_535)).optional(),
  },
  '{ port: 8080 }',
).transform(({ text, port }, context): Readiness => {
  if (context.issues.length > 0) return z.NEVER;
  if (text !== undefined && port !== undefined) refuse(context, 'contradicts text; keep one of the two', 'port');
  if (text !== undefined) return { kind: 'text', text };
  if (port !== undefined) return { kind: 'port', port };
  return refuse(context, 'says nothing; write port: 8080 or text: listening');
});

const exampleOfDrive = '[./scripts/drive.sh, "{iterations}"]';

/** The keys of a benchmark that make a server of its program. */
export const serverKeys = {
  ready: ready.optional(),
  drive: list(scalar('a text', parseText), exampleOfDrive).optional(),
  stop: scalar(stopSignals.join(', '), oneOf(stopSignals)).optional(),
};

/**
 * The server that these keys describe; null where there are none of them. `told` is how the program is told its number
 * of iterations; null where there are no iterations.
 */
export function serverOf(
  { ready, drive, stop }: z.output<z.ZodObject<typeof serverKeys>>,
  told: 'variable' | 'argument' | 'driver' | null,
  context: z.RefinementCtx,
): Server | null {
  const saysIterations = drive?.some((word) => word.includes('{iterations}')) === true;
  if (told === 'driver' && !saysIterations) {
    const forms = 'variable: ITERATIONS or argument: --count={iterations}';
    const further = drive === undefined ? '' : ', or put {iterations} into drive';
    refuse(context, `does not say how to pass the number; write ${forms}${further}`, 'iterations');
  }
  if (drive === undefined) {
    const lone = ready === undefined ? 'stop' : 'ready';
    if (ready === undefined && stop === undefined) return null;
    return refuse(context, `takes a command that loads the server; write drive: ${exampleOfDrive} too`, lone);
  }
  const [file, ...rest] = drive;
  if (!file) return refuse(context, `names no program; write ${exampleOfDrive}`, 'drive');
  if (ready !== undefined) return { ready, drive: [file, ...rest], stop: stop ?? 'SIGTERM' };
  return refuse(context, 'begins when the server is ready; say how that is seen: ready: { port: 8080 }', 'drive');
}

function parseReadyText(text: string): Parsed<string> {
  if (text === '') return problem(`${quoted(text)} is in every output; write a text that the program prints`);
  return line(200)(text);
}
