const NAME = 'draft';

/** Marks this tab as having something unsaved, until the returned function is called. */
export function holdDraft(): () => void {
  let release = () => {};
  const held = new Promise<void>((done) => {
    release = done;
  });
  void navigator.locks?.request(NAME, { mode: 'shared' }, () => held);
  return () => release();
}

/** Whether any tab of the app has something unsaved. */
export async function draftOpenAnywhere(): Promise<boolean> {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return held.some((lock) => lock.name === NAME);
}
