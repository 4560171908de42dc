// The model builder in a real Electron, told with the mouse and with the keyboard alone.
import { keyboardHand } from '../../support/hands/keyboard.ts';
import { mouseHand } from '../../support/hands/mouse.ts';
import { convolutionModel, recurrentModel, residualModel, twoInputModel } from '../../support/models-to-draw.ts';
import { tellDrawing } from '../drawing-story.ts';
import { WindowStory } from '../window-story.ts';

tellDrawing('Electron', new WindowStory(), [
  {
    name: 'mouse',
    hand: mouseHand,
    redrawn: [
      { template: 'jena-conv1d-gru', model: recurrentModel, parameters: '13,793' },
      { template: 'weather-hours-days', model: twoInputModel, parameters: '4,385' },
    ],
  },
  {
    name: 'keyboard',
    hand: keyboardHand,
    redrawn: [
      { template: 'jena-conv1d', model: convolutionModel, parameters: '12,609' },
      { template: 'weather-tcn', model: residualModel, parameters: '9,505' },
    ],
  },
]);
