import { problemText, type Values } from './messages';

type Coded = { readonly code: string; readonly detail?: string | null; readonly params?: Values };

function isCoded(error: unknown): error is Coded {
  return (
    typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
  );
}

/** The sentence for whatever was thrown; a coded problem's detail is the nearer cause. */
export function errorText(error: unknown): string {
  if (isCoded(error)) return problemText(error.detail ?? error.code, error.params);
  return problemText(error instanceof Error ? error.name : 'error');
}
