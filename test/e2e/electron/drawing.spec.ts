// The model builder in a real Electron.
import { mouseHand } from '../../support/hands/mouse.ts';
import { tellDrawing } from '../drawing-story.ts';
import { WindowStory } from '../window-story.ts';

tellDrawing('Electron', new WindowStory(), [{ name: 'mouse', hand: mouseHand, redrawn: [] }]);
