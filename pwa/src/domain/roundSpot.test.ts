import { expect, test } from 'vitest';
import vectors from '../../../tests/contract/round_spots.json';
import { spotOf } from './roundSpot';

test.each(vectors.map((vector, at) => [at, vector] as const))(
  'the server says the same of %s',
  (_, { path, by_door, spot }) => {
    expect(spotOf(path, by_door)).toEqual(spot);
  },
);
