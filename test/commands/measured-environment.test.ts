import { describe, expect, it } from 'vitest';
import { measuredEnvironment } from '../../src/commands/measured-environment.ts';

describe('the environment of a measured program', () => {
  it('is the same wherever it runs, but for the home folder: two more variables would cost 16 allocations', () => {
    const own = { PATH: '/opt/swift/bin:/usr/bin', HOME: '/home/runner', CI: 'true', LANG: 'de_DE.UTF-8' };
    expect(measuredEnvironment(own, {})).toEqual({
      PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      HOME: '/home/runner',
      LANG: 'C.UTF-8',
      SWIFT_DETERMINISTIC_HASHING: '1',
      SWIFT_BACKTRACE: 'enable=no',
    });
    expect(measuredEnvironment({}, {}).HOME).toBe('/');
  });

  it('has what the benchmark adds, which wins', () => {
    const environment = measuredEnvironment({}, { MODE: 'fast', LANG: 'de_DE.UTF-8' });
    expect(environment).toMatchObject({ MODE: 'fast', LANG: 'de_DE.UTF-8', SWIFT_DETERMINISTIC_HASHING: '1' });
  });
});
