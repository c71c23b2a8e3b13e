import { describe, expect, it } from 'vitest';
import { identifyWorkload } from '../../src/measure/identify-workload.ts';
import { workloadDifferences, workloadSchema } from '../../src/model/workload.ts';
import type { Server } from '../../src/settings/server-schema.ts';
import { benchmark } from '../gate/measured.ts';

const server: Server = { ready: { kind: 'port', port: 80 }, drive: ['wrk', '{iterations}'], stop: 'SIGTERM' };
const identify = (given: Server | null, iterations: Parameters<typeof benchmark>[1] = {}) =>
  identifyWorkload(benchmark('http', { server: given, ...iterations }), { buildArguments: [], buildEnvironment: {} });
/** The fields in which the server differs from one that is changed so. */
const fields = (change: Partial<Server>) =>
  workloadDifferences(identify(server), identify({ ...server, ...change })).map(
    ({ field, baseline, measured }) => `${field}: ${baseline} → ${measured}`,
  );

describe('the workload of a server', () => {
  it('says how it is seen that it is ready, what drives it and what ends it', () => {
    const workload = identify(server, { iterations: { kind: 'driver', levels: { from: 1, to: 11 } } });
    expect(workload).toMatchObject({ ready: 'port 80', drive: ['wrk', '{iterations}'], stop: 'SIGTERM' });
    expect(workload.iterations).toBeNull();
    expect(workloadSchema.parse(workload)).toEqual(workload);
  });

  it('differs by the field that was changed', () => {
    expect(fields({})).toEqual([]);
    expect(fields({ ready: { kind: 'port', port: 81 } })).toEqual(['ready: "port 80" → "port 81"']);
    expect(fields({ ready: { kind: 'text', text: 'up' } })).toEqual(['ready: "port 80" → "text up"']);
    expect(fields({ drive: ['wrk', '1'] })).toEqual(['drive: wrk {iterations} → wrk 1']);
    expect(fields({ stop: 'SIGINT' })).toEqual(['stop: SIGTERM → SIGINT']);
  });

  it('is another than that of the program alone', () => {
    expect(identify(null)).not.toHaveProperty('stop');
    expect(workloadDifferences(identify(null), identify(server)).map(({ field }) => field)).toEqual([
      ...['ready', 'drive', 'stop'],
    ]);
  });
});
