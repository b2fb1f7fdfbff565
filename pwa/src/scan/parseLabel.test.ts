import { describe, expect, test } from 'vitest';
import vectors from '../../../tests/contract/label_codes.json';
import { groupCode, isCode } from './code';
import { parseLabel } from './parseLabel';

describe('label codes mirror the server', () => {
  test.each(vectors.valid)('%s is a code', (code) => expect(isCode(code)).toBe(true));
  test.each(vectors.not_codes)('$code is no code: $why', ({ code }) =>
    expect(isCode(code)).toBe(false),
  );
  test.each(vectors.groups)('$code is read as $grouped', ({ code, grouped }) =>
    expect(groupCode(code)).toBe(grouped),
  );
  test.each(vectors.scans)('"$text" is $kind', ({ text, kind, code }) =>
    expect(parseLabel(text)).toEqual({ kind, code }),
  );
});
