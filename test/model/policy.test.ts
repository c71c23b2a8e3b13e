import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOpen, type Policy, type Result } from '../../src/model/policy.ts';
import { type Verdict, verdicts } from '../../src/model/verdict.ts';

const policies = fc.record<Policy>({
  failOn: fc.constantFrom('regression', 'any-change', 'never'),
  onMissingBaseline: fc.constantFrom('warn', 'fail', 'pass'),
  onIncomparable: fc.constantFrom('measure-base', 'fail', 'warn'),
});
type Setting = Partial<Policy & Pick<Result, 'baselineRemoved'>>;

const missing = ['warn', 'fail', 'pass'] as const;
const incomparable = ['measure-base', 'fail', 'warn'] as const;
/** What each verdict's fate depends on besides `fail-on`. */
const settingsOf: Readonly<Partial<Record<Verdict, readonly Setting[]>>> = {
  'no-baseline': missing.flatMap((onMissingBaseline) =>
    [false, true].map((baselineRemoved) => ({ onMissingBaseline, baselineRemoved })),
  ),
  incomparable: incomparable.map((onIncomparable) => ({ onIncomparable })),
};

/** One line for each verdict and setting; a column for each `fail-on`, `any-change` without and with a change. */
function table(): string {
  const line = (label: string, cells: readonly string[]) =>
    [label.padEnd(60), ...cells.map((cell) => cell.padEnd(11))].join('').trimEnd();
  const rows = verdicts.flatMap((verdict) =>
    (settingsOf[verdict] ?? [{}]).map((setting) => {
      const gate = (failOn: Policy['failOn'], anyChange: boolean) => {
        const policy: Policy = { onMissingBaseline: 'warn', onIncomparable: 'measure-base', ...setting, failOn };
        const result: Result = { verdicts: [verdict], anyChange, baselineRemoved: setting.baselineRemoved ?? false };
        return isOpen(result, policy) ? 'open' : 'SHUT';
      };
      const words = Object.entries(setting).map(([name, value]) => `${name} ${value}`);
      return line([verdict, ...words].join(', '), [
        gate('regression', true),
        gate('any-change', false),
        gate('any-change', true),
        gate('never', true),
      ]);
    }),
  );
  return [line('verdict', ['regression', 'any-change', '… changed', 'never']), ...rows].join('\n');
}

describe('the gate', () => {
  it('is open or shut as this table says', () => {
    expect(table()).toMatchInlineSnapshot(`
      "verdict                                                     regression any-change … changed  never
      failed                                                      SHUT       SHUT       SHUT       SHUT
      regression                                                  SHUT       SHUT       SHUT       open
      incomparable, onIncomparable measure-base                   SHUT       SHUT       SHUT       open
      incomparable, onIncomparable fail                           SHUT       SHUT       SHUT       open
      incomparable, onIncomparable warn                           open       open       SHUT       open
      no-baseline, onMissingBaseline warn, baselineRemoved false  open       open       SHUT       open
      no-baseline, onMissingBaseline warn, baselineRemoved true   SHUT       SHUT       SHUT       SHUT
      no-baseline, onMissingBaseline fail, baselineRemoved false  SHUT       SHUT       SHUT       SHUT
      no-baseline, onMissingBaseline fail, baselineRemoved true   SHUT       SHUT       SHUT       SHUT
      no-baseline, onMissingBaseline pass, baselineRemoved false  open       open       SHUT       open
      no-baseline, onMissingBaseline pass, baselineRemoved true   SHUT       SHUT       SHUT       SHUT
      improvement                                                 open       open       SHUT       open
      pass                                                        open       open       SHUT       open"
    `);
  });

  it('is shut when nothing was measured, whatever the policy', () => {
    fc.assert(
      fc.property(policies, fc.boolean(), fc.boolean(), (policy, anyChange, baselineRemoved) => {
        expect(isOpen({ verdicts: [], anyChange, baselineRemoved }, policy)).toBe(false);
        expect(isOpen({ verdicts: ['pass', 'failed'], anyChange, baselineRemoved }, policy)).toBe(false);
      }),
    );
  });

  it('is open for several benchmarks if it is open for each of them', () => {
    const some = fc.array(fc.constantFrom(...verdicts), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(policies, some, fc.boolean(), fc.boolean(), (policy, all, anyChange, baselineRemoved) => {
        const each = all.map((verdict) => isOpen({ verdicts: [verdict], anyChange, baselineRemoved }, policy));
        expect(isOpen({ verdicts: all, anyChange, baselineRemoved }, policy)).toBe(each.every((open) => open));
      }),
    );
  });

  it('depends on nothing but the settings that the table names', () => {
    fc.assert(
      fc.property(policies, policies, fc.constantFrom(...verdicts), fc.boolean(), (one, other, verdict, anyChange) => {
        const result = { verdicts: [verdict], anyChange, baselineRemoved: false };
        const same = {
          ...other,
          failOn: one.failOn,
          ...(verdict === 'no-baseline' && { onMissingBaseline: one.onMissingBaseline }),
          ...(verdict === 'incomparable' && { onIncomparable: one.onIncomparable }),
        };
        expect(isOpen(result, same)).toBe(isOpen(result, one));
      }),
    );
  });
});
