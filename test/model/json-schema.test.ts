import { expect, test } from 'vitest';
import { baselineJsonSchema, reportJsonSchema, reportSchemaUrl } from '../../src/model/json-schema.ts';
import { reportSchema } from '../../src/model/report.ts';

test('the JSON Schemas name themselves, their draft and their required properties', () => {
  expect(reportJsonSchema()).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: reportSchemaUrl,
    type: 'object',
    additionalProperties: false,
    properties: { verdict: { enum: expect.arrayContaining(['pass', 'failed']) }, formatVersion: { const: 2 } },
  });
  expect(baselineJsonSchema()).toMatchObject({
    $id: expect.stringMatching(/\/schemas\/baseline\.json$/),
    required: expect.arrayContaining(['formatVersion', 'package', 'fingerprint', 'benchmarks']),
  });
});

test('the JSON Schema has every property of the report', () => {
  const { properties } = reportJsonSchema();
  expect(Object.keys(properties ?? {})).toEqual(Object.keys(reportSchema.shape));
});
