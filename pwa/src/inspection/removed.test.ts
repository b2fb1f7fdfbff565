import { expect, test } from 'vitest';
import { lookUp } from '../field/thing';
import { assetId, assetRow, inspection, Profile, settle, smallSchool } from '../sync/testing/world';
import { formerName, keepUnknown } from './records';
import { BLANK } from './subject';

const CODE = 'DKQ7P62DY';

test('the label of a thing removed since is told by the name it had, and can be kept', async () => {
  const server = smallSchool();
  server.put('asset', assetRow(1, { codes: [CODE] }));
  const phone = await new Profile(server).signedIn();
  const { draft, ...rest } = inspection(1);
  await phone.record({ ...rest, draft: { ...draft, code: CODE } as typeof draft });
  await settle(phone);
  expect((await lookUp(phone.register(), CODE)).found).toBe('asset');

  server.remove('asset', assetId(1));
  await settle(phone);
  const found = await lookUp(phone.register(), CODE);
  expect(found).toEqual({ found: 'unknown', text: CODE, code: CODE });
  expect(await formerName(phone, CODE)).toBe('课桌 1');
  expect(await formerName(phone, 'Q9HU6Y7NC')).toBeUndefined();

  const about = {
    thing: `thing/${CODE}`,
    name: CODE,
    place: '',
    code: CODE,
    how: 'camera',
  } as const;
  const said = { ...BLANK, round: null, scanned_at: null, words: '在走廊' };
  const kept = await keepUnknown(phone, { id: 'd1', ...about, ...said });
  expect(kept.id).toBe('d1');
});
