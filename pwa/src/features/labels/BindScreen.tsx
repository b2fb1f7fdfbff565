import { mayRecord } from '../../field/may';
import type { Screen } from '../../field/screen';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { bindingOf } from './binding';
import { ConfirmStep } from './ConfirmStep';
import { NewLabelStep } from './NewLabelStep';
import { OldLabelStep } from './OldLabelStep';
import { PickStep } from './PickStep';
import './labels.css';

/** A label that was printed blank gets its thing: scan it, find the thing, say that it is on. */
export function BindScreen({ query, ...screen }: Screen & { readonly query: string }) {
  const binding = bindingOf(query);
  const { code, thing, byOld } = binding;
  if (!mayRecord(screen.phone)) {
    return (
      <Page title={t('labels.bind')} back="/app/labels" bar={screen.bar}>
        <Notice kind="plain">{t('thing.mayNot')}</Notice>
      </Page>
    );
  }
  if (code === null) return <NewLabelStep {...screen} binding={binding} />;
  if (thing !== null) return <ConfirmStep key={query} {...screen} code={code} binding={binding} />;
  const Step = byOld ? OldLabelStep : PickStep;
  return <Step {...screen} code={code} binding={binding} />;
}
