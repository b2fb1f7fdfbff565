import { Seeded } from '../seeded';
import { hostDatabases } from './browserTasks';
import { fastClone } from './clone';
import type { Acting, Call, Command, Limited, OpenPage, SetClock } from './commands';
import { hostCrypto } from './crypto';
import { look, USUAL } from './look';
import { callMethod } from './methods';
import { PhoneProfile } from './profile';
import { Report } from './report';
import { Tab } from './tab';
import { MOST_TASKS, Tasks } from './tasks';
import { Wire } from './wire';

/** A command that cannot be carried out; nothing has changed. */
class BadCommand extends Error {}

/** All phones of one storm; does what commands say and nothing else. */
export class Host {
  private readonly tasks = new Tasks();
  private report = new Report();
  private wire = new Wire(this.report);
  private profiles = new Map<string, PhoneProfile>();
  private tabs = new Map<string, Tab>();
  private seeded = new Seeded(0);

  /** Takes over the process: its tasks, its crypto. */
  constructor() {
    hostDatabases(this.tasks);
    hostCrypto(() => this.seeded);
    globalThis.structuredClone = fastClone as typeof structuredClone;
    this.tasks.onError = (error) => this.uncaught(error);
  }

  /** A rejection nobody listened to; those of dead pages do not count. */
  uncaught(error: unknown): void {
    if (!this.tasks.current?.dead) this.report.uncaught(error);
  }

  /** The reply as JSON text. */
  async reply(line: string): Promise<string> {
    try {
      return await this.perform(JSON.parse(line) as Command);
    } catch (error) {
      return JSON.stringify({ error: String((error as Error).message ?? error) });
    }
  }

  private async perform(command: Command): Promise<string> {
    if (command.cmd === 'look') return this.look(command);
    if (command.cmd === 'reset') return this.reset();
    const taken = await this.act(command);
    const reply = { ...this.report.take(), ...taken };
    return JSON.stringify({ ...reply, idle: taken.left === 0 });
  }

  private async look(command: Command & { cmd: 'look' }): Promise<string> {
    const { parts = USUAL, raw = true } = command;
    const profile = this.profileOf(command.profile);
    const seen = await look(profile, this.tabsOf(profile), parts, raw);
    const { left } = this.tasks;
    const reply = { ...this.report.take(), tasks: 0, left, idle: left === 0 };
    return `${JSON.stringify(reply).slice(0, -1)},"look":${seen}}`;
  }

  private reset(): string {
    for (const tab of this.tabs.values()) tab.kill();
    this.tasks.clear();
    this.report = new Report();
    this.wire = new Wire(this.report);
    this.profiles = new Map();
    this.tabs = new Map();
    this.seeded = new Seeded(0);
    return JSON.stringify({ ...this.report.take(), tasks: 0, left: 0, idle: true });
  }

  private async act(command: Acting & Limited): Promise<{ tasks: number; left: number }> {
    const limit = command.tasks ?? MOST_TASKS;
    const more = this.begin(command);
    const passed = command.cmd === 'clock' ? await this.pass(command, limit) : 0;
    const tasks = passed + (await this.tasks.run(limit - passed));
    const { left } = this.tasks;
    if (command.tasks === undefined && left > 0) throw new Error('not at rest');
    return { tasks, left, ...more };
  }

  /** Queues what the command brings about; gives what it adds to the reply. */
  private begin(command: Acting): object {
    switch (command.cmd) {
      case 'profile':
        this.profiles.set(fresh(this.profiles, command.profile), new PhoneProfile(command));
        return {};
      case 'page':
        return this.open(command);
      case 'call':
        return this.call(command);
      case 'answer':
        return late(this.wire.answer(command.request, command));
      case 'fail':
        return late(this.wire.fail(command.request));
      case 'clock':
        this.profileOf(command.profile);
        return {};
      case 'freeze':
        this.tabOf(command.page).frozen = true;
        return {};
      case 'thaw':
        this.tasks.thaw(this.tabOf(command.page));
        return {};
      case 'kill':
        return this.kill(this.tabOf(command.page));
      case 'wipe':
        return this.wipe(this.profileOf(command.profile));
      case 'set':
        this.profileOf(command.profile).set(command);
        return {};
      case 'run':
        return {};
      default:
        throw new BadCommand(`unknown command ${(command as { cmd: unknown }).cmd}`);
    }
  }

  private open({ page, profile, op }: OpenPage): object {
    const { tasks, wire, report } = this;
    const browser = { tasks, wire, report };
    const tab = new Tab(fresh(this.tabs, page), this.profileOf(profile), browser);
    this.tabs.set(page, tab);
    tab.begin(op, () => tab.phone.start());
    return {};
  }

  private call({ page, method, args, op }: Call): object {
    const tab = this.tabOf(page);
    if (tab.frozen) throw new BadCommand(`${page} is frozen`);
    tab.begin(op, () => callMethod(tab.phone, method, args));
    return {};
  }

  private kill(tab: Tab): object {
    tab.kill();
    this.tabs.delete(tab.name);
    return {};
  }

  private wipe(profile: PhoneProfile): object {
    for (const tab of this.tabsOf(profile)) this.kill(tab);
    profile.wipe();
    return {};
  }

  /** Timers fire at their own moments; what follows from one comes before the next. */
  private async pass({ profile, step = 0, advance = 0 }: SetClock, limit: number): Promise<number> {
    const { clock } = this.profileOf(profile);
    if (step !== 0) clock.setWall(clock.now() + step);
    let [done, rest] = [0, advance];
    for (let next = clock.untilNext(); advance > 0 && next !== null && next <= rest; ) {
      clock.pass(next);
      rest -= next;
      done += await this.tasks.run(limit - done);
      next = clock.untilNext();
    }
    clock.pass(rest);
    return done;
  }

  private profileOf(name: string): PhoneProfile {
    return existing(this.profiles, name);
  }

  private tabOf(name: string): Tab {
    return existing(this.tabs, name);
  }

  private tabsOf(profile: PhoneProfile): Tab[] {
    return [...this.tabs.values()].filter((tab) => tab.profile === profile);
  }
}

function existing<T>(map: ReadonlyMap<string, T>, name: string): T {
  const found = map.get(name);
  if (found === undefined) throw new BadCommand(`there is no ${name}`);
  return found;
}

function fresh(map: ReadonlyMap<string, unknown>, name: string): string {
  if (map.has(name)) throw new BadCommand(`there is a ${name} already`);
  return name;
}

function late(taken: boolean): object {
  return taken ? {} : { late: true };
}
