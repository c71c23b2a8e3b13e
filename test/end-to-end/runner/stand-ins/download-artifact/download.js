const { DefaultArtifactClient } = await import(process.env.ARTIFACT_LIBRARY);
const client = new DefaultArtifactClient();
const beginning = process.env.INPUT_PATTERN.replace(/\*$/, '');
const { artifacts } = await client.listArtifacts({ latest: true });
for (const { name, id } of artifacts) {
  if (name.startsWith(beginning)) await client.downloadArtifact(id, { path: process.env.INPUT_PATH });
}
