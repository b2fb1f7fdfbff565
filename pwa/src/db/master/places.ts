import type { Place } from '../columns';

/** The tree of places: paths upwards, everything below. */
export class PlaceTree {
  private readonly byId: ReadonlyMap<string, Place>;
  private readonly children = new Map<string, Place[]>();

  constructor(readonly all: readonly Place[]) {
    this.byId = new Map(all.map((place) => [place.id, place]));
    for (const place of all) {
      const siblings = this.children.get(place.parent_id ?? '') ?? [];
      siblings.push(place);
      this.children.set(place.parent_id ?? '', siblings);
    }
  }

  get(id: string): Place | null {
    return this.byId.get(id) ?? null;
  }

  /** From the top down to the place itself. */
  path(id: string): readonly Place[] {
    const path: Place[] = [];
    let place = this.byId.get(id);
    while (place !== undefined && !path.includes(place)) {
      path.unshift(place);
      place = place.parent_id === null ? undefined : this.byId.get(place.parent_id);
    }
    return path;
  }

  /** The id itself and all ids below it. */
  within(id: string): ReadonlySet<string> {
    const found = new Set([id]);
    // A set is walked in the order of insertion, and what is added meanwhile is visited too.
    for (const parent of found) {
      if (parent === '') continue;
      for (const child of this.children.get(parent) ?? []) found.add(child.id);
    }
    return found;
  }

  /** Names and initials of the whole path, for the search. */
  text(id: string): string {
    return this.path(id)
      .map((place) => `${place.name} ${place.search}`)
      .join(' ');
  }
}
