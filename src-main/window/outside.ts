// Which addresses may be opened in the user's browser.

/** Whole origins, and only those where nobody but the owner writes pages. */
const openable: readonly string[] = ['https://www.tensorflow.org', 'https://keras.io'];

/** The address to open, written anew from its parts; null for one that may not be opened. */
export function outsideAddress(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { origin, username, password, href } = new URL(address);
  return openable.includes(origin) && username === '' && password === '' ? href : null;
}
