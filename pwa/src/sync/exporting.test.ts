import { describe, expect, test } from 'vitest';
import { sha256, utf8 } from '../db/bytes';
import { inspection, Profile, photo, settle, smallSchool } from './testing/world';

type Line = Record<string, unknown> & { readonly t: string };

async function read(parts: AsyncIterable<string>): Promise<Line[]> {
  let text = '';
  for await (const part of parts) text += part;
  expect(text.endsWith('\n')).toBe(true);
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('what is unsent', () => {
  test('goes_into_a_file_whole_with_hashes_that_are_true', async () => {
    const profile = new Profile(smallSchool());
    const phone = await profile.signedIn();
    profile.network.cut(true);
    const saved = [
      await phone.record(inspection(1)),
      await phone.record(inspection(2, [photo(1)])),
    ];
    const { name, facts, photos, parts } = await phone.exportUnsent();
    expect(name).toMatch(/^campus-rounds-2027-01-15-[0-9a-f]{8}\.jsonl$/);
    const lines = await read(parts);
    expect(lines.map(({ t }) => t)).toEqual(['head', 'fact', 'fact', 'photo', 'end']);
    expect(lines[0]).toMatchObject({ format: 'campus-rounds-unsent', v: 1, facts, photos });
    expect(lines[0]?.device).toBe(phone.account.get()?.device_id);
    expect(lines[4]).toEqual({ t: 'end', facts: 2, photos: 1 });
    for (const [at, { id, hash }] of saved.entries()) {
      const line = lines[at + 1];
      expect(line).toMatchObject({ id, hash });
      expect(await sha256(utf8(String(line?.raw)))).toBe(hash);
    }
    const jpeg = Uint8Array.from(atob(String(lines[3]?.jpeg)), (c) => c.charCodeAt(0));
    expect(await sha256(jpeg)).toBe(lines[3]?.sha256);
  });

  test('is_sent_all_the_same_and_doubles_nothing', async () => {
    const server = smallSchool();
    const profile = new Profile(server);
    const phone = await profile.signedIn();
    profile.network.cut(true);
    const saved = await phone.record(inspection(1, [photo(1)]));
    const lines = await read((await phone.exportUnsent()).parts);
    const fact = lines.find(({ t }) => t === 'fact');
    await server.takeIn({ id: saved.id, hash: String(fact?.hash), raw: String(fact?.raw) });
    expect(phone.status.get().waiting).toMatchObject({ facts: 1, photos: 1 });
    profile.network.cut(false);
    await settle(phone);
    expect(server.applications).toEqual([saved.id]);
    expect(phone.status.get().waiting).toMatchObject({ facts: 0, photos: 0 });
  });

  test('leaves_out_records_that_were_taken_but_not_their_waiting_photos', async () => {
    const profile = new Profile(smallSchool());
    const phone = await profile.signedIn();
    profile.photosAllowed = false;
    await phone.record(inspection(1, [photo(1)]));
    await settle(phone);
    const lines = await read((await phone.exportUnsent()).parts);
    expect(lines.map(({ t }) => t)).toEqual(['head', 'photo', 'end']);
  });

  test('can_be_exported_when_nobody_is_signed_in_any_more', async () => {
    const profile = new Profile(smallSchool());
    const phone = await profile.signedIn();
    profile.network.cut(true);
    await phone.record(inspection(1));
    await phone.signOut();
    expect(await phone.exportUnsent()).toMatchObject({ facts: 1, photos: 0 });
  });

  test('is_nothing_on_a_phone_that_never_recorded', async () => {
    const phone = new Profile(smallSchool()).page();
    expect(await phone.exportUnsent()).toMatchObject({ facts: 0, photos: 0 });
  });
});
