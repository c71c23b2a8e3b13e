import { z } from 'zod';
import { baselineSchema, baselineSchemaUrl } from './baseline.ts';
import { reportSchema } from './report.ts';

/** Where the JSON Schema of `report.json` is published: beside that of the baseline. */
export const reportSchemaUrl = new URL('report.json', baselineSchemaUrl).href;

/** A JSON Schema (draft 2020-12), ready for `JSON.stringify`. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The JSON Schema of the committed baseline file. */
export function baselineJsonSchema(): JsonSchema {
  return describe(baselineSchema, baselineSchemaUrl, 'Allocation counts that a Swift package is held to');
}

/** The JSON Schema of `report.json`. */
export function reportJsonSchema(): JsonSchema {
  return describe(reportSchema, reportSchemaUrl, 'What one run of Swift Allocation Gate measured and decided');
}

function describe(schema: z.ZodType, url: string, title: string): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' });
  return { $schema, $id: url, title, ...rest };
}
