import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const { DefaultArtifactClient } = await import(process.env.ARTIFACT_LIBRARY);
const folder = process.env.INPUT_PATH;
const files = readdirSync(folder).map((name) => join(folder, name));
await new DefaultArtifactClient().uploadArtifact(process.env.INPUT_NAME, files, folder);
