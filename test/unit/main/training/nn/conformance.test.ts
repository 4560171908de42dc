// Every layer, activation, loss, optimizer and some whole models against real Keras 3, on the plain cpu backend.
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll } from 'vitest';
import { describeConformance } from '../../../../keras/conformance.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describeConformance();
