// Names of folders for runs, which every system takes. Pure.

/** What a system forbids in a name, and what would leave the folder. */
const forbidden = /[\p{Cc}<>:"\\|?*]/gu;

function partOf(text: string): string {
  const plain = text.replaceAll(forbidden, '_').trim().slice(0, 100);
  // Names that end with a dot or consist of dots are none on some systems.
  return plain.replace(/\.+$/, '_');
}

/**
 * A folder for each run, by its name: `lstm/1` is a folder in a folder. Equal ones are numbered.
 * @param names of the runs
 */
export function runFolders(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const parts = name
      .split('/')
      .map(partOf)
      .filter((part) => part !== '');
    const plain = parts.length === 0 ? 'run' : parts.join('/');
    let folder = plain;
    for (let i = 2; taken.has(folder.toLowerCase()); i++) folder = `${plain} ${i}`;
    taken.add(folder.toLowerCase());
    return folder;
  });
}
