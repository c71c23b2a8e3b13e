import type { FailedProcess, ProgramEnd, ProgramReport, RunningProcess } from './program-end.ts';

/**
 * Reads what the launcher wrote (its `main.c` describes it): the line that begins with the key, which the program does
 * not know, and ends in ` .`. Null when there is none, or it is not of that form.
 *
 *     3f9c started=4243
 *     3f9c end=exited:3 process=4250:S:sleep%2030 running=1 unended=0 failures=0 wall=1520 user=800 system=400 memory=1900 .
 */
export function parseProgramReport(text: string, key: string): ProgramReport | null {
  const line = linesOf(text, key).find((words) => words.startsWith('end='));
  if (line === undefined || !line.endsWith(' .')) return null;
  const fields = line.split(' ').slice(0, -1).map(parseField);
  const all = (wanted: string) => fields.filter(({ name }) => name === wanted).map(({ value }) => value);
  const number = (name: string) => wholeNumber(all(name)[0]);

  const end = parseEnd(all('end')[0] ?? '');
  const running = all('process').map(parseRunning);
  const failed = all('failure').map(parseFailed);
  const [runningCount, unendedCount, failedCount] = [number('running'), number('unended'), number('failures')];
  const [wallMicroseconds, userMicroseconds] = [number('wall'), number('user')];
  const [systemMicroseconds, memoryKibibytes] = [number('system'), number('memory')];
  if (end === null || runningCount === null || unendedCount === null || failedCount === null) return null;
  if (wallMicroseconds === null || userMicroseconds === null) return null;
  if (systemMicroseconds === null || memoryKibibytes === null) return null;
  if (!running.every((one) => one !== null) || !failed.every((one) => one !== null)) return null;
  return {
    ...{ end, running, runningCount, unendedCount, failed, failedCount },
    ...{ wallMicroseconds, userMicroseconds, systemMicroseconds, memoryKibibytes },
  };
}

/** The program's process id; null as long as it has not started. `3f9c started=4243` */
export function parseStarted(text: string, key: string): number | null {
  const line = linesOf(text, key).find((words) => words.startsWith('started='));
  return wholeNumber(line?.slice('started='.length));
}

/** What follows the key on the lines that are complete and begin with it. */
function linesOf(text: string, key: string): readonly string[] {
  const complete = text.split('\n').slice(0, -1);
  return complete.filter((line) => line.startsWith(`${key} `)).map((line) => line.slice(key.length + 1));
}

function parseField(field: string): { readonly name: string; readonly value: string } {
  const [name = '', ...rest] = field.split('=');
  return { name, value: rest.join('=') };
}

function parseEnd(text: string): ProgramEnd | null {
  const [kind, first = '', second = ''] = text.split(':');
  const value = wholeNumber(first);
  if (kind === 'timed-out') return { kind };
  if (kind === 'not-started') {
    const errno = wholeNumber(second);
    return errno === null ? null : { kind, step: first, errno };
  }
  if (value === null) return null;
  if (kind === 'exited') return { kind, status: value };
  if (kind === 'signalled') return { kind, signal: value, dumpedCore: second === '1' };
  return kind === 'stopped' || kind === 'interrupted' ? { kind, signal: value } : null;
}

/** `4250:S:sleep%2030` */
function parseRunning(text: string): RunningProcess | null {
  const [, pid = '', state = '', escaped = ''] = /^(\d+):(.):(.*)$/.exec(text) ?? [];
  return pid === '' ? null : { pid: Number(pid), state, commandLine: unescaped(escaped) };
}

/** `4250:signalled:11:0` */
function parseFailed(text: string): FailedProcess | null {
  const [, pid = '', rest = ''] = /^(\d+):(.*)$/.exec(text) ?? [];
  const end = parseEnd(rest);
  return end !== null && (end.kind === 'exited' || end.kind === 'signalled') ? { pid: Number(pid), end } : null;
}

/** Bytes that are no UTF-8, as where the launcher cut a letter, become U+FFFD. */
function unescaped(text: string): string {
  const bytes = text.match(/%[0-9A-F]{2}|[^%]/g) ?? [];
  const codes = bytes.map((one) => (one.length === 1 ? one.charCodeAt(0) : Number.parseInt(one.slice(1), 16)));
  return new TextDecoder().decode(Uint8Array.from(codes));
}

function wholeNumber(text: string | undefined): number | null {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : null;
}
