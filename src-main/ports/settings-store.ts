// What the services need of the settings.
import type { Settings } from '#shared/contract/settings.ts';

/** The settings of one home folder. */
export interface SettingsStore {
  get(): Settings;
  /**
   * Changes what is named and keeps the rest.
   * @returns all settings as they are now
   * @throws AppError `no-permission`, `disk-full` when they cannot be written; then they stay as they were
   */
  set(change: { readonly [K in keyof Settings]?: Settings[K] | undefined }): Settings;
}
