import { expect, test } from 'vitest';
import vectors from '../../../tests/contract/evidence.json';
import { type Trace, weigh } from './evidence';

test.each(vectors.map((vector, at) => [`${at} ${vector.name}`, vector] as const))(
  'the server says the same of %s',
  (_, { traces, evidence }) => {
    expect(weigh(traces as readonly Trace[])).toEqual(evidence);
  },
);

test('an empty round is believed', () => {
  expect(weigh([])).toEqual({ score: 100, flags: [] });
});
