/** Android names Linux too, so the nearer word comes first. */
const SYSTEMS = ['iPhone', 'iPad', 'Android', 'Windows', 'Macintosh', 'Linux'];

/** What people call this phone in the list of devices: its model, or its system. */
export function deviceName(userAgent: string): string {
  const android =
    /Android [\d.]+; (?:[a-z]{2}[-_][a-z]{2}; )?([^;)]+?)(?: Build\/[^;)]*)?[;)]/i.exec(
      userAgent,
    )?.[1];
  // Newer Chrome hides the model behind a single K.
  if (android && android !== 'K') return android;
  return SYSTEMS.find((system) => userAgent.includes(system)) ?? 'Web';
}
