/** What people call this phone in the list of devices: its model, or its system. */
export function deviceName(userAgent: string): string {
  const android =
    /Android [\d.]+; (?:[a-z]{2}[-_][a-z]{2}; )?([^;)]+?)(?: Build\/[^;)]*)?[;)]/i.exec(
      userAgent,
    )?.[1];
  // Newer Chrome hides the model behind a single K.
  if (android && android !== 'K') return android;
  const system = /iPhone|iPad|Android|Windows|Macintosh|Linux/.exec(userAgent)?.[0];
  return system ?? 'Web';
}
