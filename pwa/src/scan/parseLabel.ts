export function parseLabel(text: string): string {
  return text;
}
