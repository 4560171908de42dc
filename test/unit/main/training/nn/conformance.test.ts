// Every layer, activation, loss, optimizer and some whole models against real Keras 3, on the plain cpu backend.
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll } from 'vitest';
import { createEagerStep } from '#main/training/step/eager-step.ts';
import { describeGraphs } from '../../../../keras/graph-conformance.ts';
import { describeOutputs } from '../../../../keras/output-conformance.ts';
import { describeConformance } from '../../../../keras/conformance.ts';
import { describeWeightedFits } from '../../../../keras/weight-conformance.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describeConformance();
describeGraphs(createEagerStep);
describeOutputs(createEagerStep);
describeWeightedFits(createEagerStep);
