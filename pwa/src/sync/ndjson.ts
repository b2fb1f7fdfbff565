import type { Environment } from './environment';
import { inTime } from './http';
import { SyncProblem } from './problem';

/**
 * The JSON values of a stream, line by line as they come. Throws SyncProblem `network` when the
 * stream breaks off or stands still, `portal` at a line that is no JSON object. A last line without
 * line feed was cut and is not given.
 */
export async function* jsonLines(env: Environment, response: Response): AsyncGenerator<object> {
  const reader = response.body?.getReader();
  if (reader === undefined) throw new SyncProblem('network');
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await inTime(env, reader.read());
      if (done) return;
      const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line.trim() !== '') yield parseLine(line, response.status);
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function parseLine(line: string, status: number): object {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Falls through: whatever this is, it is not our server's.
  }
  throw new SyncProblem('portal', status);
}
