export function stream(lines: readonly object[]): Response {
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  return new Response(text, { headers: { 'Content-Type': 'application/x-ndjson' } });
}

export function parse<T>(body: BodyInit | null): T {
  return JSON.parse(String(body)) as T;
}

export function json(value: unknown, status = 200): Response {
  return new Response(JSON.stringify(value), {
    status,
    headers: { 'Content-Type': 'application/json' },
  });
}

export function problem(status: number, code: string, headers: HeadersInit = {}): Response {
  const body = JSON.stringify({ type: 'about:blank', status, code, params: {} });
  return new Response(body, {
    status,
    headers: { 'Content-Type': 'application/problem+json', ...headers },
  });
}
