import { MeasurementError } from '../model/errors.ts';
import type { Hits, Relays } from './relays.ts';

/** Runs a program that makes so many calls of each kind, and of the others none, under the probes. */
export type CountCalibration<Kind extends string> = (times: ReadonlyMap<Kind, number>) => Promise<Hits<Kind>>;

/** Of so many kinds, the one that is called most often is called 486 times. */
const kindsAtOnce = 6;

/**
 * Measures a program whose calls are known with the very probes that will count, and returns which calls relay
 * to which; throws a {@link MeasurementError} when a function's number is not what was called.
 *
 * A few kinds are called at once, the i-th of them 2·3ⁱ times: whatever kinds relay into a function, each shows as its own
 * digit in base three of the surplus: 2 for all calls, 0 for none, and 1 for what must not be (half of them).
 */
export async function calibrate<Kind extends string>(
  count: CountCalibration<Kind>,
  kinds: readonly Kind[],
): Promise<Relays<Kind>> {
  const relays = new Map(kinds.map((kind) => [kind, [] as Kind[]]));
  const idle = await count(new Map());
  for (let first = 0; first < kinds.length; first += kindsAtOnce) {
    const called = kinds.slice(first, first + kindsAtOnce);
    const times = new Map(called.map((kind, index) => [kind, 2 * weightOf(index)]));
    const busy = await count(times);
    for (const [kind, relaying] of relays) {
      const expected = times.get(kind) ?? 0;
      const counted = (busy.get(kind) ?? 0) - (idle.get(kind) ?? 0);
      const found = relayingKinds(counted - expected, kind, called);
      if (found === null) throw calibrationError(kind, expected, counted);
      relaying.push(...found);
    }
  }
  return relays;
}

/** The kinds whose calls make up the surplus; null where none do. */
function relayingKinds<Kind>(surplus: number, into: Kind, called: readonly Kind[]): readonly Kind[] | null {
  const relaying = called.filter((_, index) => Math.floor(surplus / weightOf(index)) % 3 === 2);
  const explained = relaying.reduce((sum, kind) => sum + 2 * weightOf(called.indexOf(kind)), 0);
  return explained === surplus && !relaying.includes(into) ? relaying : null;
}

function calibrationError(kind: string, expected: number, counted: number): MeasurementError {
  return new MeasurementError(
    `Calibration is wrong: ${expected} calls of ${kind} were made, ${counted} were counted, and no other function explains the difference.`,
    {
      remedy:
        'The probes do not count what they should on this machine. Please report it with the output of `swift-allocation-gate doctor --json`.',
    },
  );
}

/** The first kind has the largest weight of six: a hit of malloc's probe costs a tenth of one of memalign's. */
function weightOf(index: number): number {
  return 3 ** (kindsAtOnce - 1 - index);
}

/** The C of every calibration program that makes blocks, of sizes that allocators serve in different ways, and frees each once. */
export const blocks = `\
static const size_t small[] = {8, 16}, large[] = {32, 64, 4096};
static const size_t sizes[] = {24, 100, 5000, 300000, 48};
static void *volatile sink;
static void *growing;

static void keep(void *block) {
  sink = block;
  free(block);
}

static void *posix_aligned(size_t alignment, size_t size) {
  void *block = 0;
  if (posix_memalign(&block, alignment, size)) abort();
  return block;
}
`;
