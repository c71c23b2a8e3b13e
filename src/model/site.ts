import { z } from 'zod';
import type { Immutable } from './immutable.ts';

/** A name given by a person or a compiler: foreign text, to be escaped wherever it is shown. */
export const nameSchema = z.string().min(1).max(10_000);

/**
 * Whose code a site is: the package's own, a dependency's module, Swift's standard library and runtime, Foundation, or
 * what came with the system.
 */
export const originSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['own', 'runtime', 'foundation', 'system', 'unknown']) }),
  z.strictObject({ kind: z.literal('dependency'), module: nameSchema }),
]);
export type Origin = Immutable<z.infer<typeof originSchema>>;

/** How many blocks of one type a site allocates, per run or per iteration. */
export const allocatedSchema = z.strictObject({
  /** As people write it: `RequestHead`, `[Transfer] storage`, `box or closure context`. */
  name: nameSchema,
  count: z.number(),
});
export type AllocatedCount = Immutable<z.infer<typeof allocatedSchema>>;

/** Most types that are told apart at one site. */
const mostTypes = 100;

export const siteSchema = z.strictObject({
  name: nameSchema,
  /** The module or library the frame belongs to: `App`, `NIOCore`, `libc.so.6`, `[unknown]`. */
  module: nameSchema,
  callers: z.array(nameSchema).max(8),
  /** Allocations per run or per iteration, as the benchmark's unit says. */
  count: z.number(),
  /** Bytes asked for; null where sizes were not recorded. */
  bytes: z.number().nullable(),
  /** What it allocates, largest first, adding up to its count; left out where that is not known. */
  allocates: z.array(allocatedSchema).max(mostTypes).optional(),
});

const rangeSchema = z.strictObject({ low: z.number(), high: z.number() });

/** A site in a baseline. */
export const baselineSiteSchema = siteSchema.extend({
  /** Of a site that varies: its lowest and highest count, odd runs left out. */
  range: rangeSchema.optional(),
  /** The same of a site at which the runtime allocates for itself, too, without that. */
  ownRange: rangeSchema.optional(),
});
export type BaselineSite = Immutable<z.infer<typeof baselineSiteSchema>>;

/**
 * A place in the code that allocates: the innermost frame that is neither allocator nor Swift runtime nor
 * standard library, with its nearest callers (innermost first).
 */
export type Site = Immutable<z.infer<typeof siteSchema>>;
