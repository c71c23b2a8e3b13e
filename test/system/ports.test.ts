import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { isPortOpen } from '../../src/system/ports.ts';

async function whileListening<T>(host: string, look: (port: number) => Promise<T>): Promise<readonly [T, number]> {
  const server = createServer().listen(0, host);
  await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const seen = await look(port);
  await new Promise((resolve) => server.close(resolve));
  return [seen, port];
}

const hasIpv6 = await whileListening('::1', async () => true).catch(() => null);

describe('a port', () => {
  it('is open while something listens on it, and no longer', async () => {
    const [seen, port] = await whileListening('127.0.0.1', isPortOpen);
    expect(seen).toBe(true);
    expect(await isPortOpen(port)).toBe(false);
  });

  it.skipIf(hasIpv6 === null)('is open where something listens on ::1 only', async () => {
    expect((await whileListening('::1', isPortOpen))[0]).toBe(true);
  });
});
