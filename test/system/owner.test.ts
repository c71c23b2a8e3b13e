import { describe, expect, it } from 'vitest';
import { isDead, ownerId, ownerPattern } from '../../src/system/owner.ts';

const [namespace, pid, startTime] = ownerId().split('_').map(Number);

describe('an owner', () => {
  it('is a name made of process namespace, pid and start time', () => {
    expect(ownerId()).toMatch(new RegExp(`^${ownerPattern}$`));
    expect(pid).toBe(process.pid);
    expect(ownerId()).toBe(ownerId());
  });

  it('lives as long as its process', () => {
    expect(isDead(ownerId())).toBe(false);
  });

  it('is dead when nobody has its pid', () => {
    expect(isDead(`${namespace}_${2 ** 22 + 1}_${startTime}`)).toBe(true);
  });

  it('is dead when its pid belongs to a later process', () => {
    expect(isDead(`${namespace}_${pid}_${Number(startTime) - 1}`)).toBe(true);
  });

  it('cannot be judged from another container: its pids mean nothing here', () => {
    expect(isDead(`${Number(namespace) + 1}_${2 ** 22 + 1}_${startTime}`)).toBe(false);
  });
});
