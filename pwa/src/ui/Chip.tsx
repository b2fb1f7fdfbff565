type Props = {
  readonly text: string;
  readonly isChosen: boolean;
  readonly onTap: () => void;
};

/** One phrase to tap. */
export function Chip({ text, isChosen, onTap }: Props) {
  return (
    <button class="chip" type="button" aria-pressed={isChosen} onClick={onTap}>
      {text}
    </button>
  );
}
