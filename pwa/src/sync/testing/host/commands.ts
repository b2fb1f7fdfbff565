import type { Answer } from './answering';
import type { Part } from './look';
import type { Birth, Settings } from './profile';

/** docs/spec/storm-host.md, "Commands". */
export type Command =
  | { readonly cmd: 'reset' }
  | ({ readonly cmd: 'look'; readonly profile: string } & Looking)
  | (Acting & Limited);

export interface Looking {
  readonly parts?: readonly Part[];
  readonly raw?: boolean;
}

export interface Limited {
  readonly tasks?: number;
}

export type Acting =
  | ({ readonly cmd: 'profile' } & Birth)
  | OpenPage
  | Call
  | ({ readonly cmd: 'answer'; readonly request: string } & Answer)
  | { readonly cmd: 'fail'; readonly request: string }
  | SetClock
  | { readonly cmd: 'freeze' | 'thaw' | 'kill'; readonly page: string }
  | { readonly cmd: 'wipe'; readonly profile: string }
  | ({ readonly cmd: 'set'; readonly profile: string } & Partial<Settings>)
  | { readonly cmd: 'run' };

export interface OpenPage {
  readonly cmd: 'page';
  readonly profile: string;
  readonly page: string;
  readonly op: string;
}

export interface Call {
  readonly cmd: 'call';
  readonly page: string;
  readonly method: string;
  readonly args: readonly unknown[];
  readonly op: string;
}

export interface SetClock {
  readonly cmd: 'clock';
  readonly profile: string;
  readonly advance?: number;
  readonly step?: number;
}
