import { bytesOf } from './values';

/** An answer as the driver orders it. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Base64. */
  readonly body?: string | null;
  /** The body breaks off after so many bytes. */
  readonly cut_after?: number;
  /** The body stands still after so many bytes. */
  readonly stall_after?: number;
}

/** By the Fetch standard an answer with these has no body. */
const WITHOUT_BODY: readonly number[] = [204, 205, 304];

export function responseOf(answer: Answer): Response {
  const { status, headers = {} } = answer;
  const body = WITHOUT_BODY.includes(status) || answer.body == null ? null : streamOf(answer);
  return new Response(body, { status, headers: { ...headers } });
}

function streamOf(answer: Answer): ReadableStream<Uint8Array> {
  const whole = bytesOf(answer.body ?? '');
  const { cut_after, stall_after } = answer;
  const bytes = whole.subarray(0, cut_after ?? stall_after ?? whole.length);
  let given = bytes.length === 0;
  return new ReadableStream({
    pull(controller) {
      if (!given) {
        given = true;
        controller.enqueue(bytes);
      } else if (cut_after !== undefined) controller.error(new TypeError('network error'));
      else if (stall_after === undefined) controller.close();
      else return new Promise<void>(() => undefined);
    },
  });
}
