// The words of taking a trained model away, in English.
import type { ModelFormat } from '#shared/experiment/code/predict-facts.ts';

const formats: Record<ModelFormat, { readonly name: string; readonly text: string }> = {
  'saved-model': {
    name: 'Python TensorFlow',
    text: 'A SavedModel, which tf.saved_model.load opens without Keras. It takes batches of any size. The native engine writes it.',
  },
  keras: {
    name: 'Keras',
    text: 'A .keras file with architecture and weights, which keras.models.load_model opens in Keras 3: to go on training it, or to change it.',
  },
  tfjs: {
    name: 'Browser',
    text: 'A layers model of TensorFlow.js, for web pages and Node.js. TensorFlow.js lacks some layers, such as the GRU of Keras 3 with reset_after; a model with one is refused.',
  },
};

export const takeWords = {
  title: 'Take the model away',
  text: 'A zip with the weights of the best epoch, how an input is prepared for them, and a short program that uses both.',
  format: 'For',
  formats,
  save: 'Save zip',
  saving: 'Writing…',
  program: (name: string) => `${name}, beside the model`,
  copy: 'Copy program',
  copied: 'Copied',
};
