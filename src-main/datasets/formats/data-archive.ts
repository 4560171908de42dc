// Archives with tables in them: workbooks, and several arrays of NumPy.
import { ZipArchive } from '#main/files/zip-archive.ts';

/** A sheet, a picture or an array each: nobody keeps more in a file, but one that was made to keep its reader busy. */
const mostFiles = 4000;

/** @throws TooManyFilesError, and the failures of the system and of the archive */
export function openDataArchive(path: string): Promise<ZipArchive> {
  return ZipArchive.open(path, mostFiles);
}
