import { duplexPair } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { openLauncherChannel } from '../../../src/measure/inside/launcher-channel.ts';

const rest = 'running=0 unended=0 failures=0 wall=1 user=1 system=1 memory=1 .\n';

/** A channel, and the launcher's end of it after it read the key. */
async function opened() {
  const [gate, launcher] = duplexPair();
  const channel = openLauncherChannel(gate);
  const first: Buffer = await new Promise((resolve) => launcher.once('data', resolve));
  return { channel, launcher, key: first.toString().trim() };
}

describe('the channel to a launcher', () => {
  it('begins with a key that is another each time', async () => {
    const keys = await Promise.all([opened(), opened()]);
    expect(keys[0].key).toMatch(/^[0-9a-f]{32}$/);
    expect(keys[1].key).not.toBe(keys[0].key);
  });

  it('gives the process id and the report as they come, in pieces of any size', async () => {
    const { channel, launcher, key } = await opened();
    for (const character of `${key} started=12\n`) launcher.write(character);
    expect(await channel.started).toBe(12);
    for (const character of `${key} end=exited:3 ${rest}`) launcher.write(character);
    expect((await channel.report).end).toEqual({ kind: 'exited', status: 3 });
  });

  it('knows nothing of a program whose launcher has gone without a word, or with half of one', async () => {
    for (const words of ['', 'end=exited:0 running=0', `end=exited:0 ${rest}`]) {
      const { channel, launcher } = await opened();
      launcher.end(words);
      expect(await channel.started).toBeNull();
      expect((await channel.report).end).toEqual({ kind: 'lost' });
    }
  });

  it('keeps no more than a launcher writes', async () => {
    const { channel, launcher, key } = await opened();
    launcher.write('x'.repeat(64 * 1024));
    launcher.end(`\n${key} end=exited:0 ${rest}`);
    expect((await channel.report).end).toEqual({ kind: 'lost' });
  });

  it('sends a signal as one byte', async () => {
    const { channel, launcher } = await opened();
    channel.signal(15);
    const sent: Buffer = await new Promise((resolve) => launcher.once('data', resolve));
    expect(sent).toEqual(Buffer.of(15));
  });
});
