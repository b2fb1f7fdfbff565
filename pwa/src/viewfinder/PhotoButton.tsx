import { readPhotoFile } from '../scan/photoFile';
import { FileButton } from '../ui/FileButton';
import { t } from '../ui/messages';
import type { Word } from './ScanView';
import type { Scanner } from './useScanner';

type Props = {
  readonly scanner: Scanner;
  readonly onText: (text: string) => void;
  /** Why nothing was read. */
  readonly onNothing: (word: Word) => void;
};

/** Reads a label from a photo: also where a page gets no camera. */
export function PhotoButton({ scanner, onText, onNothing }: Props) {
  const read = async (file: File) => {
    const decoder = scanner.decoder();
    if (!decoder) return;
    try {
      const text = await readPhotoFile(decoder, file);
      if (text !== undefined) onText(text);
      else onNothing({ look: 'bad', text: t('scan.photoNone') });
    } catch {
      onNothing({ look: 'bad', text: t('scan.photoUnreadable') });
    }
  };
  return <FileButton label={t('scan.photo')} onFile={(file) => void read(file)} />;
}
