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

  const elsewhere = `${Number(namespace) + 1}_1_${startTime}`;

  it('cannot be judged in another container by who does not see it: its pids mean nothing here', () => {
    expect(isDead(elsewhere, () => null)).toBe(false);
  });

  it('is dead when no process is left in its container, and is left alone otherwise', () => {
    expect(isDead(elsewhere, () => new Set([String(namespace)]))).toBe(true);
    expect(isDead(elsewhere, () => new Set([String(namespace), String(Number(namespace) + 1)]))).toBe(false);
  });
});
