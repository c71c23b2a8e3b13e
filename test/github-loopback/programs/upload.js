// Uploads with the real client: `FILE` unzipped, then once more (which must be refused), then zipped as `archive`.
import { DefaultArtifactClient } from '@actions/artifact';
import * as core from '@actions/core';

const file = process.env.FILE;
const folder = process.env.GITHUB_WORKSPACE;
const client = new DefaultArtifactClient();
try {
  const { id } = await client.uploadArtifact('ignored', [file], folder, { skipArchive: true, retentionDays: 30 });
  core.setOutput('id', id);
  await client.uploadArtifact('ignored', [file], folder, { skipArchive: true }).catch((error) => {
    core.setOutput('conflict', error.message);
  });
  await client.uploadArtifact('archive', [file], folder);
} catch (error) {
  core.setFailed(error.message);
}
