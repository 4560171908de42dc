// Resuming on the native engine, in both kinds of step.
import { beforeAll, describe } from 'vitest';
import { createEagerStep } from '#main/training/step/eager-step.ts';
import { describeResumes } from '../../../support/resumed-step.ts';
import { createCompiledStep, loadNative } from './native-step.ts';

beforeAll(loadNative);

describe('an eager step that is resumed', () => {
  describeResumes(createEagerStep);
});

describe('a compiled step that is resumed', () => {
  describeResumes((options) => createCompiledStep(options, false));
});
