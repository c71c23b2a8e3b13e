import { describe, expect, it } from 'vitest';
import { allCallKinds, kindsOf } from '../../src/probes/call-kinds.ts';
import { freeCalibration, idleCalibration, threadCalibration } from '../../src/probes/free-calibration.ts';

describe('the calibration of free', () => {
  it('does each thing another power of two times: no mistake of one hit a call hides behind another', () => {
    const { arguments: given, freed } = freeCalibration(allCallKinds);
    expect(given.map(Number)).toEqual([4096, 2048, 1024, 512, 256, 128, 64, 32, 16, 8, 4, 2, 1]);
    // Growing a block and free(NULL) free nothing; a thread frees six blocks.
    expect(freed).toBe(4096 + 2048 + 1024 + 512 + 256 + 64 + 32 + 16 + 8 + 2 + 6);
  });

  it('calls no function that has no probe', () => {
    const { arguments: given, freed } = freeCalibration(kindsOf(['malloc', 'realloc']));
    expect(given.map(Number)).toEqual([4096, 0, 0, 0, 256, 128, 0, 0, 0, 0, 4, 2, 1]);
    expect(freed).toBe(4096 + 256 + 2 + 6);
  });

  it('compares with a program that does nothing, and learns from one that starts a thread', () => {
    expect(idleCalibration).toEqual(Array(13).fill('0'));
    expect(threadCalibration).toEqual([...Array(12).fill('0'), '1']);
  });
});
