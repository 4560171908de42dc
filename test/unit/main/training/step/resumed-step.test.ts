import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe } from 'vitest';
import { createEagerStep } from '#main/training/step/eager-step.ts';
import { describeResumes } from '../../../../support/resumed-step.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('an eager step that is resumed', () => {
  describeResumes(createEagerStep);
});
