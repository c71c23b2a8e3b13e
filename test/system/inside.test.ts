import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/model/errors.ts';
import { resolveInside } from '../../src/system/inside.ts';
import { temporaryDirectory } from './temporary-directory.ts';

function repository(): string {
  const root = join(temporaryDirectory(), 'shop');
  mkdirSync(join(root, 'packages', 'server'), { recursive: true });
  mkdirSync(`${root}-secrets`);
  symlinkSync('packages/server', join(root, 'link'));
  symlinkSync('../shop-secrets', join(root, 'out'));
  return root;
}

describe('a path inside the repository', () => {
  it('is made absolute, links followed', async () => {
    const root = repository();
    expect(await resolveInside(root, '.', 'package-path')).toBe(root);
    expect(await resolveInside(root, 'link', 'package-path')).toBe(join(root, 'packages/server'));
  });

  it('is refused when it is missing, and the input is named', async () => {
    const root = repository();
    const missing = resolveInside(root, 'no/package', 'package-path');
    await expect(missing).rejects.toThrow(UsageError);
    await expect(missing).rejects.toThrow(`package-path: "no/package" does not exist in ${root}.`);
  });

  it.each(['..', '../shop-secrets', 'out'])('is refused when it leads outside: %s', async (path) => {
    await expect(resolveInside(repository(), path, 'config')).rejects.toThrow(
      /^config: ".+" leads outside of the repository, to \//,
    );
  });
});
