import type { ComponentChildren } from 'preact';
import { t } from './messages';

type Props = {
  readonly title: string;
  /** Where the arrow leads; none on the first screen. */
  readonly back?: string;
  /** What stands at the right of the title on every screen. */
  readonly bar: ComponentChildren;
  /** Controls within reach of the thumb. */
  readonly foot?: ComponentChildren;
  /** The foot has several rows: at the largest text it scrolls with the content. */
  readonly tallFoot?: boolean;
  readonly children: ComponentChildren;
};

function Back({ href }: { href: string }) {
  return (
    <a class="page-back" href={href}>
      <span class="visually-hidden">{t('app.back')}</span>
      <svg
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        stroke-width="2.5"
        aria-hidden="true"
      >
        <path d="M15 5l-7 7 7 7" stroke-linecap="round" stroke-linejoin="round" />
      </svg>
    </a>
  );
}

/** The frame of a screen: title and bar above, content, controls below. */
export function Page({ title, back, bar, foot, tallFoot, children }: Props) {
  return (
    <div class="page">
      <header class="page-top">
        {back !== undefined && <Back href={back} />}
        <h1>{title}</h1>
        {bar}
      </header>
      <main class="page-main">{children}</main>
      {foot && <footer class={`page-foot${tallFoot ? ' page-foot-tall' : ''}`}>{foot}</footer>}
    </div>
  );
}
