import type { Report } from '../model/report.ts';
import { link } from './escape.ts';
import type { SitePlace } from './site-line.ts';

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

/**
 * The address of a line at the head commit; null where it is not known that the file there is the one that was measured.
 * The place is foreign text, and nothing in it leads out of the repository.
 */
export function lineUrl({ runUrl }: Links, { source, filesAtHead = [] }: Report, place: SitePlace): string | null {
  const [, repository] = /^(https?:\/\/[^?#]+)\/actions\/runs\/\d+/.exec(runUrl ?? '') ?? [];
  if (repository === undefined || source === null) return null;
  if (place.package !== undefined || !filesAtHead.includes(place.file)) return null;
  const steps = place.file.split('/');
  if (steps.some((step) => ['', '.', '..'].includes(step))) return null;
  return `${repository}/blob/${source.headSha}/${steps.map((step) => encodeURIComponent(step.toWellFormed())).join('/')}#L${place.line}`;
}

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
