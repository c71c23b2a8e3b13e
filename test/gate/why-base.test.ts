import { describe, expect, it } from 'vitest';
import { buildReport } from '../../src/gate/build-report.ts';
import { needsBase, newEnvironmentOf } from '../../src/gate/why-base.ts';
import { baselineOf, measured, packageOf, run, setting } from './measured.ts';

const environment = { swift: '6.2.1', os: 'ubuntu-24.04', arch: 'x86_64' };
const sibling = (swift: string, owner: string | null) => ({
  ...{ name: `swift-${swift}-ubuntu-24.04-x86_64.json`, swift, os: 'ubuntu-24.04', package: owner },
});

describe('an environment without a baseline', () => {
  it('is new where this package has one for another Swift', () => {
    const here = [sibling('6.1', 'server')];
    expect(newEnvironmentOf(environment, { siblings: here, files: [] }, 'server')).toEqual({
      swift: '6.2',
      os: 'ubuntu-24.04',
      others: [{ swift: '6.1', os: 'ubuntu-24.04' }],
    });
  });

  it('is new where what is there is broken, or was deleted', () => {
    const broken = [sibling('6.1', null)];
    expect(newEnvironmentOf(environment, { siblings: broken, files: [] }, 'server')?.others).toHaveLength(1);
    const onBase = ['README.md', 'swift-6.1-ubuntu-24.04-x86_64.json', 'swift-6.1-debian-13-x86_64.json'];
    expect(newEnvironmentOf(environment, { siblings: [], files: onBase }, 'server')?.others).toEqual([
      { swift: '6.1', os: 'ubuntu-24.04' },
    ]);
    expect(newEnvironmentOf(environment, { siblings: broken, files: onBase }, 'server')?.others).toHaveLength(1);
  });

  it('is a first run where the others are of another package, on another system, or none', () => {
    const here = [sibling('6.1', 'worker')];
    const onBase = ['swift-6.1-ubuntu-24.04-x86_64.json', 'swift-6.1-debian-13-x86_64.json'];
    expect(newEnvironmentOf(environment, { siblings: here, files: onBase }, 'server')).toBeNull();
    expect(newEnvironmentOf(environment, { siblings: [], files: [] }, 'server')).toBeNull();
  });
});

describe('the base commit is needed', () => {
  const now = (swift: string, count: number) => packageOf(measured('http', run(count), { swift }));
  const committed = setting(baselineOf({ http: run(100) }));

  it('where the baseline is of another Swift, whatever else', () => {
    expect(needsBase(buildReport(now('6.2.3', 100), committed), false)).toBe(true);
  });

  it('where something drifted, and a count moved or has nothing to be compared with', () => {
    expect(needsBase(buildReport(now('6.2.1', 101), committed), true)).toBe(true);
    expect(needsBase(buildReport(now('6.2.1', 100), setting(null)), true)).toBe(true);
  });

  it('neither where no count moved, nor where nothing drifted', () => {
    expect(needsBase(buildReport(now('6.2.1', 100), committed), true)).toBe(false);
    expect(needsBase(buildReport(now('6.2.1', 101), committed), false)).toBe(false);
    expect(needsBase(buildReport(now('6.2.1', 100), setting(null)), false)).toBe(false);
  });
});
