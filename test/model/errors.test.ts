import { expect, test } from 'vitest';
import { failureOf, MeasurementError } from '../../src/model/errors.ts';

test('a failure has the words of its error, and what helps where the error knows', () => {
  const remedy = 'Mend it.';
  expect(failureOf(new MeasurementError('It broke.', { remedy, lastLines: ['line'] }))).toEqual({
    message: 'It broke.',
    remedy,
    lastLines: ['line'],
  });
  expect(failureOf(new Error('odd'))).toEqual({ message: 'odd', remedy: null, lastLines: [] });
});

test('a full disk is called so, with what helps', () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  expect(failureOf(full)).toMatchObject({
    message: 'A disk is full (ENOSPC: no space left on device, write).',
    remedy: expect.stringContaining('TMPDIR'),
  });
});
