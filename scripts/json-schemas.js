// node scripts/json-schemas.js [--check]
//
// Writes schemas/baseline.json and schemas/report.json, the JSON Schemas of the files that the gate writes, from the
// zod schemas in src/. With --check nothing is written: exit status 1 says that they are not current.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const folder = new URL('../schemas/', import.meta.url);
const check = process.argv.includes('--check');

const { baselineJsonSchema, reportJsonSchema } = await load('../src/model/json-schema.ts');
const texts = { 'baseline.json': textOf(baselineJsonSchema()), 'report.json': textOf(reportJsonSchema()) };
const stale = Object.keys(texts).filter((name) => written(name) !== texts[name]);

if (stale.length === 0) {
  console.log('The files in schemas/ are current.');
} else if (check) {
  console.error(`schemas/ is not what src/ says (${stale.join(', ')}). Run: node scripts/json-schemas.js`);
  process.exitCode = 1;
} else {
  mkdirSync(folder, { recursive: true });
  for (const name of stale) writeFileSync(new URL(name, folder), texts[name]);
  console.log(`Wrote ${stale.map((name) => `schemas/${name}`).join(' and ')}.`);
}

/** Imports a TypeScript module by way of the bundler, since Node 20 reads none. */
async function load(path) {
  const bundle = await rolldown({ input: fileURLToPath(new URL(path, import.meta.url)), platform: 'node' });
  const { output } = await bundle.generate({ format: 'esm', codeSplitting: false });
  await bundle.close();
  return import(`data:text/javascript,${encodeURIComponent(output[0].code)}`);
}

function textOf(schema) {
  return `${JSON.stringify(schema, null, 2)}\n`;
}

function written(name) {
  try {
    return readFileSync(new URL(name, folder), 'utf8');
  } catch {
    return '';
  }
}
