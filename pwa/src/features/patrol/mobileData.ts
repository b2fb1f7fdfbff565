import { signal } from '@preact/signals';

type Connection = { readonly type?: string };

function onMobileData(): boolean {
  const { connection } = navigator as Navigator & { readonly connection?: Connection };
  return connection?.type === 'cellular';
}

/** [用流量上传]: for this page session only, so that nobody pays for a choice made long ago. */
const allowed = signal(false);

/** Photos go over Wi-Fi; over mobile data only when the person says so. */
export function photosAllowed(): boolean {
  return allowed.value || !onMobileData();
}

export function allowMobileData(): void {
  allowed.value = true;
}
