import type { Checklist } from '../db';
import { AskedItem } from './AskedItem';
import { sectionsOf } from './answers';
import { sectionTitle } from './itemWords';
import type { Form } from './subject';
import './asked.css';

type Props = {
  readonly items: Checklist['items'];
  readonly form: Form;
  /** Keys of the items that keep the form from being saved. */
  readonly wanted: readonly string[];
  readonly onChange: (said: Partial<Form>) => void;
};

/** A list this short shows all its phrases without becoming long. */
const SHORT = 9;

/** The items of a checklist under the headings of their sections. */
export function ItemList({ items, form, wanted, onChange }: Props) {
  return (
    <>
      {sectionsOf(items, sectionTitle).map(({ title, items: inside }) => (
        <section class="stack" key={inside[0]?.key}>
          {title !== '' && <h2>{title}</h2>}
          <ul class="asked-list">
            {inside.map((item) => (
              <AskedItem
                key={item.key}
                item={item}
                form={form}
                open={items.length <= SHORT}
                wanted={wanted.includes(item.key)}
                onChange={onChange}
              />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
