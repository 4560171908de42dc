// The languages of the workbench.

/** The languages of the window. */
export const languageIds = ['en', 'ko'] as const;
export type Language = (typeof languageIds)[number];
