import * as core from '@actions/core';

core.setOutput('group', core.getState('group'));
