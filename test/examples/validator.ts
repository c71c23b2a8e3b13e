import { readFileSync } from 'node:fs';
import { validate } from '@actions/languageservice';
import type { ActionMetadata } from '@actions/languageservice/action';
import { clearCache } from '@actions/languageservice/utils/workflow-cache';
import { parse } from 'yaml';

export const repository = new URL('../../', import.meta.url);
export const ourAction = 'swift-allocation-gate/swift-allocation-gate';

/** What the validator has to know about each action that our workflows use: the inputs they may be given. */
const actions: Readonly<Record<string, ActionMetadata>> = {
  [ourAction]: parse(readFileSync(new URL('action.yml', repository), 'utf8')),
  // The inputs that we use, from these actions' own action.yml.
  'actions/cache': metadata('path', 'key', 'restore-keys'),
  'actions/checkout': metadata('fetch-depth', 'persist-credentials', 'ref'),
  'actions/upload-artifact': metadata('name', 'path'),
  'actions/download-artifact': metadata('pattern', 'merge-multiple', 'path'),
  'actions/setup-node': metadata('node-version', 'cache'),
};

/**
 * What GitHub's own validator finds wrong with a workflow or an action.yml, one sentence each; the path decides
 * which of both it is taken for. Inputs of an action that it does not know are an error, also for `uses: ./`.
 */
export async function problemsOf(path: string, content: string): Promise<readonly string[]> {
  // It remembers what it read by path alone.
  clearCache();
  // The validator looks at the inputs of published actions only.
  const published = content.replaceAll(/(uses: )\.\/$/gm, `$1${ourAction}@v1`);
  const diagnostics = await validate(documentOf(path, published), {
    actionsMetadataProvider: {
      fetchActionMetadata: async ({ owner, name }) => actions[`${owner}/${name}`],
    },
  });
  return diagnostics.map(({ message, range }) => `line ${range.start.line + 1}: ${message}`);
}

/** The editor's view of a file; the validator asks for its name and text only. */
function documentOf(uri: string, text: string): Parameters<typeof validate>[0] {
  const unused = () => {
    throw new Error('The validator asked for a position in the text.');
  };
  return {
    uri,
    languageId: 'yaml',
    version: 1,
    lineCount: text.split('\n').length,
    getText: () => text,
    getLineRange: unused,
    getEOLCharacters: unused,
    positionAt: unused,
    offsetAt: unused,
  };
}

function metadata(...inputs: readonly string[]): ActionMetadata {
  return {
    name: '',
    description: '',
    inputs: Object.fromEntries(inputs.map((name) => [name, { description: '' }])),
  };
}
