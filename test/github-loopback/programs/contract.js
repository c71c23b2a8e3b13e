// Uses every way a step has of talking to the runner, and shows what it was given.
import { readFileSync } from 'node:fs';
import * as core from '@actions/core';

core.setOutput('environment', JSON.stringify(process.env));
core.setOutput('event', readFileSync(process.env.GITHUB_EVENT_PATH, 'utf8'));
core.setOutput('lines', 'one\ntwo=2\n\nghadelimiter');
core.exportVariable('EXPORTED', 'yes');
core.addPath('/opt/tool');
core.saveState('group', 'allocations_1');
core.setSecret('hunter2');
core.startGroup('Build');
core.warning('Allocations grew: 10%, by 2\nlines', {
  title: 'objects, strings',
  file: 'Sources/A.swift',
  startLine: 3,
});
console.error('to standard error');
console.log('::stop-commands::t0k3n');
console.log('::error::printed by the program that is measured');
console.log('::t0k3n::');
console.log('::error::our own');
await core.summary.addRaw('# Summary').write();
