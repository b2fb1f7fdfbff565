import { useState } from 'preact/hooks';
import type { Abilities } from '../scan/abilities';
import type { Camera } from '../scan/camera';
import type { Lens } from '../scan/lenses';
import { listLenses } from '../scan/stream';

type State = Abilities & {
  readonly light: boolean;
  readonly zoom: number;
  /** Those to choose from, the main back one first; none where there is no choice. */
  readonly lenses: readonly Lens[];
  readonly lensId: string | undefined;
};

/** Lamp, zoom and lens as the screen shows and changes them. */
export type Controls = State & {
  shine(on: boolean): void;
  magnify(zoom: number): void;
};

const NONE: State = {
  torch: false,
  zooms: [],
  light: false,
  zoom: 1,
  lenses: [],
  lensId: undefined,
};

type Handle = {
  readonly values: Controls;
  /** Reads anew what the camera can and does; a picture has begun. */
  read(): Promise<void>;
};

export function useControls(camera: () => Camera | undefined): Handle {
  const [state, setState] = useState(NONE);
  const change = (part: Partial<State>) => setState((known) => ({ ...known, ...part }));
  return {
    values: {
      ...state,
      shine(light) {
        change({ light });
        void camera()?.set({ torch: light });
      },
      magnify(zoom) {
        change({ zoom });
        void camera()?.set({ zoom });
      },
    },
    async read() {
      const running = camera();
      if (!running) return;
      const { torch, zoom } = running.settings;
      change({ ...running.abilities, light: torch, zoom, lensId: running.lensId });
      const lenses = await listLenses().catch(() => []);
      change({ lenses: lenses.length > 1 ? lenses : [] });
    },
  };
}
