// The model builder in a real browser, told with the mouse and with the keyboard alone.
import { keyboardHand } from '../../support/hands/keyboard.ts';
import { mouseHand } from '../../support/hands/mouse.ts';
import { convolutionModel, recurrentModel, residualModel, twoInputModel } from '../../support/models-to-draw.ts';
import { BrowserStory } from '../browser-story.ts';
import { tellDrawing, type Redrawn } from '../drawing-story.ts';

const redrawn: readonly Redrawn[] = [
  { template: 'jena-conv1d', model: convolutionModel, parameters: '12,609' },
  { template: 'jena-conv1d-gru', model: recurrentModel, parameters: '13,793' },
  { template: 'weather-tcn', model: residualModel, parameters: '9,505' },
  { template: 'weather-hours-days', model: twoInputModel, parameters: '4,385' },
];

tellDrawing('a browser', new BrowserStory(), [
  { name: 'mouse', hand: mouseHand, redrawn },
  { name: 'keyboard', hand: keyboardHand, redrawn },
]);
