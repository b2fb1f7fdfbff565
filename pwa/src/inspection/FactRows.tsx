/** What is known of a thing, label and text; what is not known is left out. */
export function FactRows({ rows }: { rows: readonly (readonly [string, string])[] }) {
  const known = rows.filter(([, text]) => text !== '');
  return (
    <dl class="facts">
      {known.map(([label, text]) => (
        <FactRow key={label} label={label} text={text} />
      ))}
    </dl>
  );
}

function FactRow({ label, text }: { label: string; text: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{text}</dd>
    </>
  );
}
