// The languages of the workbench.

export const languageIds = ['en', 'ko'] as const;
export type Language = (typeof languageIds)[number];
