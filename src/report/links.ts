import { link } from './escape.ts';

/** Where the report's companions lie on GitHub; null where it is not known (yet) or not there. */
export interface Links {
  readonly runUrl: string | null;
  readonly runId: number | null;
  readonly flameGraphUrl: string | null;
  /** ISO date (`2026-12-31`, a time of day may follow) on which GitHub deletes the flame graph. */
  readonly flameGraphExpires: string | null;
  /** Name of the artifact, which is its only file's name: `report.json` with the candidate baseline in it. */
  readonly reportArtifactName: string | null;
  readonly reportArtifactUrl: string | null;
  /** The label that accepts the measured numbers. */
  readonly label: string | null;
}

/** The links of a report that is shown where nothing was uploaded. */
export const noLinks: Links = {
  runUrl: null,
  runId: null,
  flameGraphUrl: null,
  flameGraphExpires: null,
  reportArtifactName: null,
  reportArtifactUrl: null,
  label: null,
};

/** Where to look further. */
export function linkLine(links: Links): string {
  const { flameGraphUrl, flameGraphExpires, runUrl, runId, reportArtifactUrl } = links;
  const expiry = /^\d{4}-\d{2}-\d{2}/.exec(flameGraphExpires ?? '')?.[0];
  const run = runId === null ? 'Run' : `Run ${runId}`;
  return [
    ...(flameGraphUrl === null ? [] : [`${link('Flame graph', flameGraphUrl)}${expiry ? ` (until ${expiry})` : ''}`]),
    ...(runUrl === null ? [] : [link(run, runUrl)]),
    ...(reportArtifactUrl === null ? [] : [link('Report', reportArtifactUrl)]),
  ].join(' · ');
}
