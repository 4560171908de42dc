// Every metric against real Keras 3, on the plain cpu backend.
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll } from 'vitest';
import { describeMetrics } from '../../../../keras/metric-conformance.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describeMetrics();
