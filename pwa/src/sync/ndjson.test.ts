import { expect, test } from 'vitest';
import type { Environment } from './environment';
import { jsonLines } from './ndjson';

const env = { after: () => () => undefined } as unknown as Environment;

async function read(pieces: readonly Uint8Array[], isCut = false): Promise<unknown[]> {
  const left = [...pieces];
  const body = new ReadableStream({
    pull(controller) {
      const piece = left.shift();
      if (piece !== undefined) controller.enqueue(piece);
      else if (isCut) controller.error(new TypeError('cut'));
      else controller.close();
    },
  });
  const values: unknown[] = [];
  for await (const value of jsonLines(env, new Response(body))) values.push(value);
  return values;
}

test('lines_and_characters_may_be_torn_at_any_byte', async () => {
  const bytes = new TextEncoder().encode('{"a":"漏水"}\n[1,"💡"]\n');
  const pieces = Array.from(bytes, (byte) => new Uint8Array([byte]));
  expect(await read(pieces)).toEqual([{ a: '漏水' }, [1, '💡']]);
});

test('a_last_line_without_its_end_is_not_given', async () => {
  expect(await read([new TextEncoder().encode('{"a":1}\n{"a":12}')])).toEqual([{ a: 1 }]);
});

test('a_stream_that_breaks_off_is_a_network_problem', async () => {
  const cut = read([new TextEncoder().encode('{"a":1}\n')], true);
  await expect(cut).rejects.toMatchObject({ code: 'network' });
});

test('a_line_that_is_no_json_comes_from_somebody_else', async () => {
  const page = read([new TextEncoder().encode('<html>\n')]);
  await expect(page).rejects.toMatchObject({ code: 'portal' });
});
