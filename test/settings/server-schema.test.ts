import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/model/errors.ts';
import { parseConfigFile } from '../../src/settings/configuration-file.ts';

const parse = (keys: string) => parseConfigFile(`benchmarks:\n  a: { product: A, ${keys} }\n`, 'a.yml').benchmarks[0];

function refusal(keys: string): string {
  try {
    parse(keys);
  } catch (thrown) {
    if (thrown instanceof UsageError) return thrown.message;
    throw thrown;
  }
  throw new Error(`accepted: ${keys}`);
}

describe('a server in the configuration file', () => {
  it('is ready when it opens a port, is driven by a command, and ends by SIGTERM where nothing is said', () => {
    expect(parse('ready: { port: 8080 }, drive: [./drive.sh, "80 80"]')?.server).toEqual({
      ready: { kind: 'port', port: 8080 },
      drive: ['./drive.sh', '80 80'],
      stop: 'SIGTERM',
    });
  });

  it('is ready when it prints a text, and ends by the signal that it names', () => {
    expect(parse('ready: { text: "listening on :80" }, drive: [wrk], stop: SIGINT')?.server).toEqual({
      ready: { kind: 'text', text: 'listening on :80' },
      drive: ['wrk'],
      stop: 'SIGINT',
    });
  });

  it('need not be told its iterations where what drives it is', () => {
    const iterations = 'iterations: { from: 1, to: 11 }';
    expect(parse(`ready: { port: 1 }, drive: [wrk, "-n{iterations}"], ${iterations}`)?.iterations).toEqual({
      ...{ kind: 'driver', levels: { from: 1, to: 11 } },
    });
    expect(parse('ready: { port: 1 }, drive: [wrk, "-n{iterations}"]')?.iterations).toEqual({
      ...{ kind: 'driver', levels: null },
    });
    const variable = 'iterations: { variable: N, from: 1, to: 11 }';
    expect(parse(`ready: { port: 1 }, drive: [wrk, "{iterations}"], ${variable}`)?.iterations?.kind).toBe('variable');
    expect(parse(`ready: { port: 1 }, drive: [wrk], ${variable}`)?.iterations?.kind).toBe('variable');
  });

  it('is none where nothing is said of one', () => {
    expect(parse('arguments: [x]')?.server).toBeNull();
  });

  it.each([
    [
      'ready: { port: 80 }',
      'a.ready: takes a command that loads the server; write drive: [./scripts/drive.sh, "{iterations}"] too',
    ],
    [
      'stop: SIGINT',
      'a.stop: takes a command that loads the server; write drive: [./scripts/drive.sh, "{iterations}"] too',
    ],
    ['drive: [wrk]', 'a.drive: begins when the server is ready; say how that is seen: ready: { port: 8080 }'],
    ['ready: { port: 80 }, drive: []', 'a.drive: names no program; write [./scripts/drive.sh, "{iterations}"]'],
    ['ready: { port: 80 }, drive: wrk', 'a.drive: must be a list, such as [./scripts/drive.sh, "{iterations}"]'],
    ['ready: 80, drive: [wrk]', 'a.ready: must be a map, such as { port: 8080 }'],
    ['ready: {}, drive: [wrk]', 'a.ready: says nothing; write port: 8080 or text: listening'],
    ['ready: { port: 80, text: up }, drive: [wrk]', 'a.ready.port: contradicts text; keep one of the two'],
    ['ready: { port: 0 }, drive: [wrk]', 'a.ready.port: "0" is not a whole number from 1 to 65535'],
    ['ready: { port: 65536 }, drive: [wrk]', 'a.ready.port: "65536" is not a whole number from 1 to 65535'],
    ['ready: { text: "" }, drive: [wrk]', 'a.ready.text: "" is in every output; write a text that the program prints'],
    [
      'ready: { text: "a\\nb" }, drive: [wrk]',
      'a.ready.text: "a\\nb" has control characters; write one line of plain text',
    ],
    [
      'ready: { port: 80 }, drive: [wrk], stop: TERM',
      'a.stop: "TERM" is unknown; write SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2 or SIGKILL',
    ],
    [
      'ready: { port: 80 }, drive: [wrk], iterations: { from: 1, to: 2 }',
      'a.iterations: does not say how to pass the number; write variable: ITERATIONS or argument: --count={iterations}, or put {iterations} into drive',
    ],
  ])('is refused with what to write instead: %s', (keys, message) => {
    expect(refusal(keys).replace(/^a\.yml:\d+:\d+: benchmarks\./, '')).toBe(message);
  });
});
