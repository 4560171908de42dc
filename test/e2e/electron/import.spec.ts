// A person's own data in a real Electron, from the file to the trained model.
import { tellImports } from '../import-story.ts';
import { WindowStory } from '../window-story.ts';

tellImports('Electron', new WindowStory());
