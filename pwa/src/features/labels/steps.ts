import type { Screen } from '../../field/screen';
import type { Binding } from './binding';

/** What a step of sticking on a label gets. */
export type StepProps = Screen & { readonly binding: Binding };

/** The same once the label is known. */
export type LabelledProps = StepProps & { readonly code: string };
