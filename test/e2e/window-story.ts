// The window as a story starts and quits it.
import type { ElectronApplication, Page } from 'playwright-core';
import { launchWorkbench } from '../electron-rig/workbench.ts';
import { shareEngine } from '../support/browser-host.ts';
import { testEngineHome } from '../support/engines.ts';
import { temporaryHome } from '../support/home.ts';
import type { StoryHost } from './story.ts';

export class WindowStory implements StoryHost {
  readonly home = temporaryHome();
  application: ElectronApplication | null = null;
  log = '';

  async start(): Promise<Page> {
    shareEngine(this.home.path, await testEngineHome());
    const application = await launchWorkbench({ home: this.home.path });
    this.application = application;
    application.process().stderr?.on('data', (chunk: Buffer) => {
      this.log += chunk.toString();
    });
    return await application.firstWindow();
  }

  /** Closes the window; asked whether the run is to be stopped, says yes. */
  async quit(): Promise<void> {
    const { application } = this;
    if (application === null) return;
    this.application = null;
    const ended = application.waitForEvent('close');
    await application.evaluate(({ app, dialog }) => {
      dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false });
      app.quit();
    });
    await ended;
  }

  async remove(): Promise<void> {
    await this.quit();
    this.home.remove();
  }
}
