import { MeasurementError } from '../errors.ts';
import { allCallKinds, type CallKind, type Hits } from './call-kinds.ts';
import type { Relays } from './relays.ts';

/** Runs the calibration program with these arguments under the probes. */
export type CountCalibration = (calls: readonly string[]) => Promise<Hits>;

/**
 * Measures a program whose calls are known with the very probes that will count, and returns which calls relay
 * to which; throws a {@link MeasurementError} when a function's number is not what was called.
 *
 * The kind of weight i is called 2·3ⁱ times: whatever kinds relay into a function, each shows as its own digit in base
 * three of the surplus: 2 for all calls, 0 for none, and 1 for what must not be (half of them). The first kind has the
 * largest weight, since a hit of malloc's probe costs a tenth of one of memalign's.
 */
export async function calibrate(count: CountCalibration, kinds: readonly CallKind[]): Promise<Relays> {
  const calls = allCallKinds.map((kind, index) => (kinds.includes(kind) ? 2 * weightOf(index) : 0));
  const idle = await count(calls.map(() => '0'));
  const busy = await count(calls.map(String));
  return new Map(
    kinds.map((kind) => {
      const expected = calls[allCallKinds.indexOf(kind)] ?? 0;
      const counted = (busy.get(kind) ?? 0) - (idle.get(kind) ?? 0);
      const relaying = relayingKinds(counted - expected, kind, kinds);
      if (relaying === null) throw calibrationError(kind, expected, counted);
      return [kind, relaying];
    }),
  );
}

function relayingKinds(surplus: number, into: CallKind, kinds: readonly CallKind[]): readonly CallKind[] | null {
  if (surplus < 0 || surplus >= 3 ** allCallKinds.length) return null;
  const digits = allCallKinds.map((_, index) => Math.floor(surplus / weightOf(index)) % 3);
  const relaying = allCallKinds.filter((_, index) => digits[index] === 2);
  const plausible = !digits.includes(1) && relaying.every((kind) => kind !== into && kinds.includes(kind));
  return plausible ? relaying : null;
}

function calibrationError(kind: CallKind, expected: number, counted: number): MeasurementError {
  return new MeasurementError(
    `Calibration is wrong: ${expected} calls of ${kind} were made, ${counted} were counted, and no other function explains the difference.`,
    {
      remedy:
        'The probes do not count what they should on this machine. Please report it with the output of `swift-allocation-gate doctor --json`.',
    },
  );
}

function weightOf(index: number): number {
  return 3 ** (allCallKinds.length - 1 - index);
}
